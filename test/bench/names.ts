import { readJson } from '../../crawler/http/body.ts';
import { listBounds } from '../../crawler/http/json-bounds.ts';
import { readPeers } from '../../crawler/software/rows.ts';
import { readHost } from '../../data/host.ts';
import { seededRandom } from '../../data/random.ts';
import type { Host } from '../../data/types.ts';
import { compare, type Row } from './measure.ts';
import type { Context } from './stage.ts';

const known = 60_000;
const self = readHost('bench.example')!;

/** Peer lists as they come: a few thousand to 60,000 of the same names, each list in an order of its own. */
export function peerBodies(lists: number): Buffer[] {
  const random = seededRandom(3);
  // Each below a domain of its own: thousands below one would be a flood, and not be stored.
  const names = Array.from(
    { length: known },
    (_, at) => `${at % 3 === 0 ? 'social.' : ''}${word(random)}-${at}.example`,
  );
  return Array.from({ length: lists }, (_, at) => {
    const length = Math.round(known * 0.05 * 20 ** (at / Math.max(1, lists - 1)));
    return Buffer.from(JSON.stringify(shuffled(names, random).slice(0, length)));
  });
}

/** From the bytes of a list to hosts, against JSON.parse alone and against the simplest way to sorted numbers. */
export async function* nameRows({ quick, runs }: Context): AsyncIterable<Row> {
  const bodies = peerBodies(quick ? 3 : 20);
  const read = () => bodies.map((body) => readPeers(asAnswer(body), self).entries);
  const amount = read().reduce((sum, entries) => sum + entries.length, 0);
  const numbers = new Map<string, number>();
  for (const entries of read()) for (const host of entries) if (!numbers.has(host)) numbers.set(host, numbers.size);
  const bare = await compare(runs, read, {
    'JSON.parse alone': () => bodies.map((body) => JSON.parse(body.toString())),
  });
  const toNumbers = await compare(runs, () => read().map((entries) => sortedNumbers(entries, numbers)), {
    'JSON.parse, a Map and a sort, which judge no name': () =>
      bodies.map((body) => sortedNumbers(JSON.parse(body.toString()) as string[], numbers)),
  });
  const longest = bodies.at(-1)!;
  const slice = await compare(runs, () => readPeers(asAnswer(longest), self));
  yield* [
    { what: 'peer lists to hosts', unit: 'names', amount, ...bare },
    { what: 'peer lists to sorted numbers of hosts', unit: 'names', amount, ...toNumbers },
    { what: 'one list at a stretch on the event loop', unit: 'names', amount: known, ...slice },
  ];
}

function asAnswer(body: Buffer) {
  const { outcome, json } = readJson(body, listBounds);
  return { outcome, status: 200, headers: {}, json };
}

function sortedNumbers(names: readonly (Host | string)[], numbers: ReadonlyMap<string, number>): Uint32Array {
  return Uint32Array.from(names, (name) => numbers.get(name) ?? 0).sort();
}

function word(random: () => number): string {
  return Array.from({ length: 5 + Math.floor(random() * 8) }, () =>
    String.fromCharCode(97 + Math.floor(random() * 26)),
  ).join('');
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other]!, copy[at]!];
  }
  return copy;
}
