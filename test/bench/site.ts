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
import { makeLargeSnapshot } from './large-snapshot.ts';
import { compare, type Row } from './measure.ts';

const asked = 40;

export async function siteRows({ hosts, meanPeers }: { hosts: number; meanPeers: number }): Promise<Row[]> {
  const whole = prepare(buildGraph(makeLargeSnapshot(hosts, meanPeers)));
  const bytes = writeBase(baseOf(whole));
  let base = readBase(bytes);
  const read = await compare(5, () => {
    base = readBase(bytes);
  });
  const ranked = rankHosts(whole);
  const slices = ranked.map((node) => writeSlice(sliceOf(whole, node), whole.order));
  const graphs: Graph[] = [];
  const rows: Row[] = [{ what: 'read what all questions share', unit: 'hosts', amount: hosts, ...read }];
  const ask = async (
    what: string,
    question: (graph: Graph, at: number) => unknown,
    here = (at: number) => graphs[at]!,
  ) => {
    let [part, all] = [0, 0];
    const answered = await compare(asked, () => question(here(part), part++), {
      'the whole graph, asked about others since': () => question(whole, all++),
    });
    rows.push({ what, unit: 'answers', amount: 1, ...answered });
  };
  const host = (at: number) => hostOf(whole, ranked[at]!);
  const blocks = (at: number, count: number) => {
    const others = ranked.filter((_, rank) => rank !== at).slice(at % 20, (at % 20) + count);
    return { host: host(at), block: others.map((node) => hostOf(whole, node)) };
  };
  await ask(
    'a server and one block, first question',
    (graph, at) => assess(graph, blocks(at, 1)),
    (at) => (graphs[at] = graphOfSlice(base, readSlice(slices[at]!, base))),
  );
  await ask('ties', (graph, at) => listTies(graph, host(at)));
  await ask('who blocks it', (graph, at) => assessBlocked(graph, host(at)));
  await ask('the same server with one more block', (graph, at) => assess(graph, blocks(at, 2)));
  return rows;
}

/** From the largest down, with steps that reach the middle of the field. */
function rankHosts({ snapshot, audience }: Graph): number[] {
  const nodes = [...snapshot.hosts.keys()].sort((a, b) => audience.people[b]! - audience.people[a]! || a - b);
  const step = Math.max(1, Math.floor(nodes.length / 2 / asked));
  return Array.from({ length: asked }, (_, at) => nodes[(at * step) % nodes.length]!);
}
