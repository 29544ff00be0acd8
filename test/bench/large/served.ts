/**
 * How long a person at the map waits for an answer: questions over HTTP to a server on loopback, in turns with the bare
 * analysis of a question of the same kind. No server is asked about twice, so that every answer is a first one; but for
 * the last line, where one server after the other is asked about again and again, each time with one more block.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { assessDirectly } from '../../../analysis/direct-loss.ts';
import { type Graph, hostOf } from '../../../analysis/graph.ts';
import { describeHost } from '../../../analysis/host-card.ts';
import { assess } from '../../../analysis/impact.ts';
import { listTies } from '../../../analysis/ties-of.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { openGraph } from '../../../viz/cli/open-graph.ts';
import { serve } from '../../../viz/server/serve.ts';
import { type Row, summarise, timeOf } from '../measure.ts';
import type { Context } from '../stage.ts';

/** Fewer than the server admits from one client in a minute. */
const mostAsked = 80;
/** Blocks of a scenario that grows. */
const steps = 8;

export async function* servedRows({ file, folder, quick }: Context): AsyncIterable<Row> {
  const asked = quick ? steps : mostAsked;
  writeFileSync(join(folder, 'index.html'), '');
  const graph = await openGraph(file, undefined);
  const begin = performance.now();
  const server = await serve({ graph, port: 0, staticDir: folder });
  const ready = summarise([performance.now() - begin]);
  try {
    const ranked = rankHosts(graph, 2 * asked);
    const amount = graph.order;
    yield {
      what: 'from the graph to a server that answers, map laid out',
      unit: 'hosts',
      amount,
      measured: ready,
      baselines: [],
    };
    for (const question of questionsTo(graph, server.url, ranked)) yield await questionRow(question, ranked, asked);
    yield await directRow(graph, server.url, ranked, asked);
    yield await growingRow(graph, server.url, ranked, asked);
  } finally {
    await server.close();
  }
}

interface Question {
  what: string;
  over: (host: string, at: number) => Promise<Response>;
  alone: (host: string, at: number) => unknown;
}

function questionsTo(graph: Graph, url: string, ranked: readonly string[]): Question[] {
  const scenario = (host: string, at: number) => {
    return { host, block: [ranked.find((name, rank) => rank >= at % 50 && name !== host)!] };
  };
  return [
    {
      what: 'one block',
      over: (host, at) => post(`${url}/api/impact`, scenario(host, at)),
      alone: (host, at) => assess(graph, scenario(host, at)),
    },
    {
      what: 'ties',
      over: (host) => fetch(`${url}/api/hosts/${host}/ties`),
      alone: (host) => listTies(graph, host),
    },
    {
      what: 'who blocks it',
      over: (host) => fetch(`${url}/api/blocked/${host}`),
      alone: (host) => assessBlocked(graph, host),
    },
    { what: 'card', over: (host) => fetch(`${url}/api/hosts/${host}`), alone: (host) => describeHost(graph, host) },
  ];
}

async function questionRow({ what, over, alone }: Question, ranked: readonly string[], asked: number): Promise<Row> {
  const [served, bare]: [number[], number[]] = [[], []];
  for (let at = 0; at < asked; at++) {
    served.push(await timeOf(() => received(over(ranked[2 * at]!, at))));
    bare.push(await timeOf(() => alone(ranked[2 * at + 1]!, at)));
  }
  return servedRow(what, served, bare);
}

/** One block after the other, as the page asks first once it shows a host and who blocks it. */
async function directRow(graph: Graph, url: string, ranked: readonly string[], asked: number): Promise<Row> {
  const [served, bare]: [number[], number[]] = [[], []];
  for (let at = 0; at < asked / steps; at++) {
    const [here, there] = [ranked[16 * at]!, ranked[16 * at + 1]!];
    const others = ranked.filter((host) => host !== here && host !== there);
    await received(fetch(`${url}/api/blocked/${here}`));
    assessBlocked(graph, there);
    for (let step = 0; step < steps; step++) {
      const block = [others[at + step]!];
      served.push(await timeOf(() => received(post(`${url}/api/impact/direct`, { host: here, block }))));
      bare.push(await timeOf(() => assessDirectly(graph, { host: there, block })));
    }
  }
  const row = servedRow('direct loss of one block', served, bare);
  return { ...row, judged: { 'S.direct': row.measured.medianMs } };
}

/** A scenario as it is built at the map. */
async function growingRow(graph: Graph, url: string, ranked: readonly string[], asked: number): Promise<Row> {
  const [served, bare]: [number[], number[]] = [[], []];
  for (let at = 0; at < asked / steps; at++) {
    const [here, there] = [ranked[16 * at]!, ranked[16 * at + 1]!];
    const others = ranked.filter((host) => host !== here && host !== there);
    const scenario = (host: string, blocks: number) => ({ host, block: others.slice(at, at + blocks) });
    await received(post(`${url}/api/impact`, scenario(here, 1)));
    assess(graph, scenario(there, 1));
    for (let blocks = 2; blocks < 2 + steps; blocks++) {
      served.push(await timeOf(() => received(post(`${url}/api/impact`, scenario(here, blocks)))));
      bare.push(await timeOf(() => assess(graph, scenario(there, blocks))));
    }
  }
  return servedRow('the same host asked again with one more block', served, bare);
}

function servedRow(what: string, served: readonly number[], bare: readonly number[]): Row {
  const slowest = [...served].sort((a, b) => a - b)[Math.floor(0.95 * served.length)]!;
  return {
    ...{ what: `${what}, over HTTP`, unit: 'answers', amount: 1, measured: summarise(served) },
    baselines: [{ what: 'the analysis alone, of others', measured: summarise(bare) }],
    note: `95 % within ${slowest.toFixed(1)} ms`,
  };
}

function post(url: string, scenario: Scenario): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scenario),
  });
}

async function received(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw new Error(`expected an answer, got HTTP ${response.status} from ${response.url}`);
  await response.arrayBuffer();
}

/** From the largest down, with steps that reach the middle of the field. */
function rankHosts(graph: Graph, count: number): string[] {
  const { people } = graph.audience;
  const nodes = [...people.keys()].filter((node) => people[node]! > 0).sort((a, b) => people[b]! - people[a]! || a - b);
  const step = Math.max(1, Math.floor(nodes.length / 2 / count));
  return Array.from({ length: count }, (_, at) => hostOf(graph, nodes[(at * step) % nodes.length]!));
}
