/**
 * How long a person at the map waits for an answer: questions over HTTP to a server on loopback, in turns with the bare
 * analysis of a question of the same kind. No server is asked about twice, so that every answer is a first one; but for
 * the last line, where one server after the other is asked about again and again, each time with one more block.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph, type Graph, hostOf } from '../../analysis/graph.ts';
import { describeHost } from '../../analysis/host-card.ts';
import { assess } from '../../analysis/impact.ts';
import { listTies } from '../../analysis/ties-of.ts';
import type { Scenario } from '../../analysis/types.ts';
import { serve } from '../../viz/server/serve.ts';
import { makeLargeSnapshot } from './large-snapshot.ts';

/** Fewer than the server admits from one client in a minute. */
const asked = 80;

export async function servedLines({ hosts, meanPeers }: { hosts: number; meanPeers: number }): Promise<string[]> {
  const staticDir = await mkdtemp(join(tmpdir(), 'faultline-served-'));
  await writeFile(join(staticDir, 'index.html'), '');
  const graph = buildGraph(makeLargeSnapshot(hosts, meanPeers));
  const begin = performance.now();
  const server = await serve({ graph, port: 0, staticDir });
  const readyS = (performance.now() - begin) / 1000;
  try {
    const ranked = rankHosts(graph);
    const lines = [`ready to answer, map laid out: ${readyS.toFixed(1)} s`];
    for (const question of questionsTo(graph, server.url, ranked)) lines.push(await timeQuestion(question, ranked));
    lines.push(await timeGrowing(graph, server.url, ranked));
    return lines;
  } finally {
    await server.close();
    await rm(staticDir, { recursive: true });
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
      over: (host, at) => post(url, scenario(host, at)),
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

async function timeQuestion({ what, over, alone }: Question, ranked: readonly string[]): Promise<string> {
  const [served, bare]: [number[], number[]] = [[], []];
  for (let at = 0; at < asked; at++) {
    await time(served, () => received(over(ranked[2 * at]!, at)));
    await time(bare, () => alone(ranked[2 * at + 1]!, at));
  }
  return `${what}: ${spread(served)} over HTTP; the analysis alone ${spread(bare)}`;
}

/** A scenario as it is built at the map. */
async function timeGrowing(graph: Graph, url: string, ranked: readonly string[]): Promise<string> {
  const [served, bare]: [number[], number[]] = [[], []];
  const steps = 8;
  for (let at = 0; at < asked / steps; at++) {
    const [here, there] = [ranked[16 * at]!, ranked[16 * at + 1]!];
    const others = ranked.filter((host) => host !== here && host !== there);
    const scenario = (host: string, blocks: number) => ({ host, block: others.slice(at, at + blocks) });
    await received(post(url, scenario(here, 1)));
    for (let blocks = 2; blocks < 2 + steps; blocks++) {
      await time(served, () => received(post(url, scenario(here, blocks))));
    }
    assess(graph, scenario(there, 1));
    for (let blocks = 2; blocks < 2 + steps; blocks++) await time(bare, () => assess(graph, scenario(there, blocks)));
  }
  return `the same host asked again with one more block: ${spread(served)} over HTTP; the analysis alone ${spread(bare)}`;
}

function post(url: string, scenario: Scenario): Promise<Response> {
  return fetch(`${url}/api/impact`, {
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

async function time(times: number[], work: () => unknown): Promise<void> {
  const begin = performance.now();
  await work();
  times.push(performance.now() - begin);
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  return `median ${at(0.5)} ms, 95 % within ${at(0.95)} ms`;
}

/** From the largest down, with steps that reach the middle of the field. */
function rankHosts(graph: Graph): string[] {
  const nodes = [...graph.snapshot.hosts.keys()].sort(
    (a, b) => graph.audience.people[b]! - graph.audience.people[a]! || a - b,
  );
  const step = Math.max(1, Math.floor(nodes.length / 2 / (2 * asked)));
  return Array.from({ length: 2 * asked }, (_, at) => hostOf(graph, nodes[(at * step) % nodes.length]!));
}
