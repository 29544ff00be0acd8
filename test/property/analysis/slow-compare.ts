/** Comparison, outage and moving away once more: the sums of the model as plain loops over the slow world. */
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { contact, type Rules } from './slow-contact.ts';
import { effectOf, isAutomatic, SlowWorld } from './slow-twin.ts';

const today = (world: SlowWorld): Rules => ({
  of: (node) => world.rulesOf(node),
  allows: (node) => world.allowsOf(node),
});

/** @returns shares of the people on `among` who are in reach, who are cut, and whom none of `hosts` reaches */
export function slowReach(snapshot: Snapshot, host: string, among: readonly string[]) {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  const sums = { all: 0, reached: 0, cut: 0, unsized: 0 };
  for (const name of among) {
    const j = world.find(name);
    if (j === x || !world.live(j)) continue;
    const chance = chanceOf(world, x, j);
    const people = world.people[j] ?? null;
    if (people === null) {
      sums.unsized += chance > 0 ? 1 : 0;
      continue;
    }
    const now = contact(world, today(world), x, j);
    sums.all += people;
    sums.reached += people * chance;
    sums.cut += now.in && now.out ? 0 : people;
  }
  const known = world.live(x) && sums.all > 0 && !(sums.reached === 0 && sums.unsized > 0);
  return {
    share: known ? sums.reached / sums.all : null,
    people: known ? sums.reached : null,
    cut: sums.cut / sums.all,
  };
}

export function slowNoneReaches(snapshot: Snapshot, hosts: readonly string[]): number | null {
  const world = new SlowWorld(snapshot);
  const nodes = hosts.map((host) => world.find(host));
  if (nodes.some((node) => !world.live(node))) return null;
  let [all, missed, unsized] = [0, 0, 0];
  world.hosts.forEach((_, j) => {
    if (nodes.includes(j) || !world.live(j)) return;
    const chance = nodes.reduce((product, x) => product * (1 - chanceOf(world, x, j)), 1);
    const people = world.people[j] ?? null;
    if (people === null) unsized += chance > 0 ? 1 : 0;
    else [all, missed] = [all + people, missed + people * chance];
  });
  return all === 0 || (missed === 0 && unsized > 0) ? null : missed / all;
}

/** Chance of two-way contact. */
function chanceOf(world: SlowWorld, x: number, j: number): number {
  const now = contact(world, today(world), x, j);
  const tied = world.hasCounts(x) ? Number(world.weight(x, j, 'in') + world.weight(x, j, 'out') > 0) : world.mask(x, j);
  return now.in && now.out ? tied : 0;
}

const days: Record<string, number> = { mastodon: 7, misskey: 7, pleroma: 7, akkoma: 7, lemmy: 3 };

export function slowGone(snapshot: Snapshot, host: string, day: number): number | null {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  let [all, gone, blind] = [0, 0, false];
  world.hosts.forEach((_, j) => {
    if (j === x || !world.live(j)) return;
    const ours = world.effect(x, j, world.rulesOf(x), world.allowsOf(x));
    const theirs = world.effect(j, x, world.rulesOf(j), world.allowsOf(j));
    if (ours.cutIn || theirs.cutOut) return;
    const weight = world.weight(x, j, 'in');
    const isGone = day >= (days[world.softwareOf(j)] ?? 7);
    all += weight;
    gone += isGone ? weight : 0;
    blind ||= isGone && isUnsized(world, x, j);
  });
  return all === 0 || (gone === 0 && blind) ? null : gone / all;
}

const moves: Record<string, boolean> = {
  mastodon: true,
  misskey: true,
  pleroma: true,
  akkoma: true,
  gotosocial: true,
  lemmy: false,
};

/** @returns share of the followers who come along after some servers blocked the host in the word of their software */
export function slowPortable(snapshot: Snapshot, host: string, blockers: readonly string[], words: Rules['of']) {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  const after: Rules = {
    of: (node) => [...world.rulesOf(node), ...(blockers.includes(world.hosts[node]!.host) ? words(node) : [])],
    allows: (node) => world.allowsOf(node),
  };
  let [all, along, blind] = [0, 0, false];
  world.hosts.forEach((_, k) => {
    if (k === x || !world.live(k) || !world.live(x)) return;
    const weight = world.weight(x, k, 'out');
    const severed = [today(world), after].some((rules) => {
      const { ours, theirs } = contact(world, rules, x, k);
      return ours.sever || theirs.sever;
    });
    const comes =
      !severed &&
      moves[world.softwareOf(x)] === true &&
      moves[world.softwareOf(k)] === true &&
      contact(world, after, x, k).out;
    all += weight;
    along += comes ? weight : 0;
    blind ||= comes && isUnsized(world, x, k);
  });
  return all === 0 || (along === 0 && blind) ? null : along / all;
}

function isUnsized(world: SlowWorld, x: number, j: number): boolean {
  return !world.hasCounts(x) && world.mask(x, j) > 0 && world.people[j] === null;
}

/** How many names on a server's list are cut, and how many only hidden. */
export function slowDeclares(snapshot: Snapshot, host: string): { cut: number; hide: number } {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  const rows = snapshot.blocks.filter(({ source, action }) => source === x && !isAutomatic(action));
  const targets = [...new Set(rows.map(({ target }) => target))];
  const does = (bit: 'cutIn' | 'cutOut' | 'hideIn', target: string) =>
    rows.some((row) => row.target === target && effectOf(world.softwareOf(x), row.action)[bit]);
  const cuts = targets.filter((target) => does('cutIn', target) || does('cutOut', target));
  const hides = targets.filter((target) => !cuts.includes(target) && does('hideIn', target));
  return { cut: cuts.length, hide: hides.length };
}
