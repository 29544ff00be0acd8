/**
 * How long a reader of a published site waits for an answer: what its page computes once the files are there, in Node, in
 * turns with the same question to the whole graph.
 */
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph, type Graph, hostOf } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { prepare } from '../../analysis/prepare.ts';
import { baseOf } from '../../analysis/slice/base.ts';
import { readBase, writeBase } from '../../analysis/slice/base-binary.ts';
import { sliceOf } from '../../analysis/slice/slice.ts';
import { readSlice, writeSlice } from '../../analysis/slice/slice-binary.ts';
import { graphOfSlice } from '../../analysis/slice/slice-graph.ts';
import { listTies } from '../../analysis/ties-of.ts';
import { snapshotOf } from './large/frozen.ts';
import { compare, type Row } from './measure.ts';
import type { Context } from './stage.ts';

const mostAsked = 40;

export async function* siteRows({ file, quick }: Context): AsyncIterable<Row> {
  const asked = quick ? 5 : mostAsked;
  const whole = prepare(buildGraph(await snapshotOf(file)));
  const bytes = writeBase(baseOf(whole));
  let base = readBase(bytes);
  const read = await compare(5, () => {
    base = readBase(bytes);
  });
  const ranked = rankHosts(whole, asked);
  const slices = ranked.map((node) => writeSlice(sliceOf(whole, node), whole.order));
  const graphs: Graph[] = [];
  yield { what: 'read what all questions share', unit: 'hosts', amount: whole.order, bytes: bytes.length, ...read };
  const ask = async (
    what: string,
    question: (graph: Graph, at: number) => unknown,
    here = (at: number) => graphs[at]!,
  ) => {
    let [part, all] = [0, 0];
    const answered = await compare(asked, () => question(here(part), part++), {
      'the whole graph, asked about others since': () => question(whole, all++),
    });
    return { what, unit: 'answers', amount: 1, ...answered };
  };
  const host = (at: number) => hostOf(whole, ranked[at]!);
  const first = (at: number) => at % Math.min(20, asked >> 1);
  const blocks = (at: number, count: number) => {
    const others = ranked.filter((_, rank) => rank !== at).slice(first(at), first(at) + count);
    return { host: host(at), block: others.map((node) => hostOf(whole, node)) };
  };
  yield await ask(
    'a server and one block, first question',
    (graph, at) => assess(graph, blocks(at, 1)),
    (at) => (graphs[at] = graphOfSlice(base, readSlice(slices[at]!, base))),
  );
  yield await ask('ties', (graph, at) => listTies(graph, host(at)));
  yield await ask('who blocks it', (graph, at) => assessBlocked(graph, host(at)));
  yield await ask('the same server with one more block', (graph, at) => assess(graph, blocks(at, 2)));
}

/** From the largest down, with steps that reach the middle of the field. */
function rankHosts({ snapshot, audience }: Graph, count: number): number[] {
  const nodes = [...snapshot.hosts.keys()].sort((a, b) => audience.people[b]! - audience.people[a]! || a - b);
  const step = Math.max(1, Math.floor(nodes.length / 2 / count));
  return Array.from({ length: count }, (_, at) => nodes[(at * step) % nodes.length]!);
}
