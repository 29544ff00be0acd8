/** Likeness of lists and the features of pairs, once more as the formulas say them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { featureCount, outlookOf, writeFeatures } from '../../../analysis/co-blocking/features.ts';
import { packRows, tabulateLists } from '../../../analysis/co-blocking/list-table.ts';
import { publishes } from '../../../analysis/co-blocking/pairs.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { nearestLists } from '../../../analysis/kernels/nearest-lists.ts';
import { noPartner } from '../../../analysis/kernels/partner-slots.ts';
import { transpose } from '../../../analysis/kernels/transpose.ts';
import type { NamedList } from '../../../analysis/types.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { expectClose, noise } from './figures.ts';
import { toNumber } from './fraction.ts';
import { slowBlocked } from './slow-blocked.ts';
import { effectOf, namesHost } from './slow-rules.ts';
import { SlowWorld } from './slow-twin.ts';
import { targets, worlds } from './worlds.ts';

type Sets = ReadonlySet<number>[];

const idf = (sets: Sets, name: number) => 1 / Math.log(2 + sets.filter((set) => set.has(name)).length);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function slowSimilarity(sets: Sets, a: number, b: number, rate = sets): number {
  const length = (set: ReadonlySet<number>) => sum([...set].map((name) => idf(rate, name)));
  const shared = [...sets[a]!].filter((name) => sets[b]!.has(name));
  return shared.length === 0
    ? 0
    : sum(shared.map((name) => idf(rate, name))) / Math.sqrt(length(sets[a]!) * length(sets[b]!));
}

/** The most similar first; equal ones by number. */
function slowNearest(sets: Sets, list: number, k: number, rate = sets) {
  return sets
    .map((_, other) => ({ other, similarity: slowSimilarity(sets, list, other, rate) }))
    .filter(({ other, similarity }) => other !== list && similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || a.other - b.other)
    .slice(0, k);
}

test('the nearest lists agree with comparing every pair of lists', () => {
  const order = 14;
  const rows = fc.array(fc.uniqueArray(fc.nat(order - 1), { maxLength: 8 }), { minLength: order, maxLength: order });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 6 }), (lists, k) => {
      const csr = packRows(order, new Map(lists.map((list, at) => [at, Uint32Array.from(list).sort()])));
      const columns = transpose(csr);
      const named = Uint32Array.from(
        { length: order },
        (_, name) => columns.offsets[name + 1]! - columns.offsets[name]!,
      );
      const sets = lists.map((list) => new Set(list));
      const { partners, similarity } = nearestLists(csr, columns, named, k);
      for (let list = 0; list < order; list++) {
        const expected = slowNearest(sets, list, k);
        const slots = [...partners.subarray(list * k, (list + 1) * k)].filter((partner) => partner !== noPartner);
        expect(slots.length).toBe(expected.length);
        slots.forEach((partner, slot) => {
          const own = similarity[list * k + slot]!;
          expect(own).toBeCloseTo(expected[slot]!.similarity, 12);
          expect(own).toBeCloseTo(slowSimilarity(sets, list, partner), 12);
        });
      }
    }),
    { seed: 1 },
  );
});

const sharedLists = fc.array(
  fc.array(fc.record({ target: targets, action: fc.constantFrom('suspend', 'silence') }), { maxLength: 6 }),
  { maxLength: 3 },
);

const bare = (text: string) => text.replace(/^\*\./, '');

/** Where `*.name` takes what is below the name and not the name itself. */
const belowAlone = new Set(['piefed', 'friendica', 'hubzilla']);

/** Words that the software sets and nobody decides on. */
const markedWords = /^(goneSuspended|autoSuspendedForNotResponding|softwareSuspended)$/;

/** The names a server cuts by name. */
function slowCuts(world: SlowWorld, k: number): Set<string> {
  const software = world.softwareOf(k);
  const cuts = world.rulesOf(k).filter(({ text, action }) => {
    const { cutIn, cutOut } = effectOf(software, action);
    return (cutIn || cutOut) && !markedWords.test(action) && !(belowAlone.has(software) && text.startsWith('*.'));
  });
  return new Set(cuts.map(({ text }) => bare(text)));
}

/** The names a list cuts. */
const slowNames = ({ entries }: NamedList) =>
  new Set(entries.filter(({ action }) => action === 'suspend').map(({ target }) => bare(target)));

const slowChance = (cuts: ReadonlySet<string>, names: ReadonlySet<string>) =>
  ([...names].filter((name) => cuts.has(name)).length + 1) / (names.size + 10);

function slowFeatures(snapshot: Snapshot, lists: readonly NamedList[]) {
  const world = new SlowWorld(snapshot);
  const nodes = snapshot.hosts.map((_, node) => node);
  const cutNames = nodes.map((k) => slowCuts(world, k));
  const publishers = nodes.filter((k) => publishes(snapshot.hosts[k]!));
  const row = (k: number) =>
    new Set([...cutNames[k]!].map((name) => world.find(name)).filter((b) => b !== -1 && b !== k));
  const sets = nodes.map((k) => (publishers.includes(k) ? row(k) : new Set<number>()));
  const listNames = lists.map(slowNames);
  const known = nodes.filter((b) => world.people[b] !== null).map((b) => Math.log(1 + world.people[b]!));
  return (k: number, b: number): number[] => {
    const near = slowNearest(sets, k, 30);
    const all = sum(near.map(({ similarity }) => similarity));
    const blocking = sum(near.filter(({ other }) => sets[other]!.has(b)).map(({ similarity }) => similarity));
    const surest = listNames
      .filter((names) => [...names].some((name) => namesHost(name, snapshot.hosts[b]!.host, 'below')))
      .map((names) => slowChance(cutNames[k]!, names));
    return [
      1,
      Math.log(1 + sets.filter((set) => set.has(b)).length),
      all === 0 ? 0 : blocking / all,
      Math.log(1 + sets[k]!.size),
      Math.max(0, ...surest),
      world.people[b] === null ? (known.length === 0 ? 0 : sum(known) / known.length) : Math.log(1 + world.people[b]!),
      toNumber(world.mask(k, b)),
    ];
  };
}

test('the features of every pair are those of the formulas', () => {
  fc.assert(
    fc.property(worlds(), sharedLists, (world, entries) => {
      const lists = entries.map((list, at) => ({ name: `list ${at}`, entries: list }));
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      const publishers = snapshot.hosts.flatMap((host, node) => (publishes(host) ? [node] : []));
      const table = tabulateLists({ graph, lists }, Uint32Array.from(publishers));
      const slow = slowFeatures(snapshot, lists);
      const features = new Float64Array(featureCount);
      for (const source of publishers) {
        const outlook = outlookOf(table, source);
        for (let target = 0; target < graph.order; target++) {
          if (target === source) continue;
          writeFeatures(table, outlook, target, features, 0);
          const expected = slow(source, target);
          const far = [...features].filter((value, at) => Math.abs(value - expected[at]!) > 1e-9);
          expect({ far, expected, features: [...features] }).toEqual({ far: [], expected, features: [...features] });
        }
      }
    }),
    { numRuns: 300, seed: 2 },
  );
});

test('what a list returns agrees with the slow, obvious sum, and comes in its order', () => {
  fc.assert(
    fc.property(worlds(), sharedLists, (world, entries) => {
      const lists = entries.map((list, at) => ({ name: `list ${at}`, entries: list }));
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      const slow = new SlowWorld(snapshot);
      for (const { host } of snapshot.hosts) {
        const blocked = assessBlocked(graph, host, { lists });
        const { by: all, reachOut } = slowBlocked(snapshot, host);
        const by = all.filter(({ automatic }) => !automatic);
        const expected = lists.map((list) => {
          const names = slowNames(list);
          if (![...names].some((name) => namesHost(name, host, 'below')))
            return { named: false, gain: reachOut ? 0 : null };
          const chances = by.map(({ source }) => slowChance(slowCuts(slow, slow.find(source)), names));
          const gain = sum(by.map(({ repair }, at) => (repair ?? 0) * chances[at]!));
          const unknown = gain === 0 && by.some(({ repair }) => repair === null);
          return { named: true, gain: !reachOut || unknown ? null : gain };
        });
        const got = [...blocked.lists].sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(got.map((list) => list.namesHost)).toEqual(expected.map(({ named }) => named));
        expectClose(
          got.map(({ gain }) => gain.share),
          expected.map(({ gain }) => gain),
        );
        for (const { gain, followers } of blocked.lists) {
          expect(followers.low).toBeLessThanOrEqual(followers.high);
          expect(followers.high).toBeLessThanOrEqual(by.length);
          if (gain.share === null) continue;
          expect(gain.low!).toBeLessThanOrEqual(gain.share + noise);
          expect(gain.high!).toBeGreaterThanOrEqual(gain.share - noise);
        }
        const shares = blocked.lists.map(({ gain }) => gain.share ?? -1);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
      }
    }),
    { numRuns: 200, seed: 3 },
  );
});
