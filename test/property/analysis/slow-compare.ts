/** Comparison, outage and moving away once more: the sums of the model as plain loops over the slow world. */
import type { Snapshot } from '../../../data/snapshot/types.ts';
import {
  dividedBy,
  type Fraction,
  fraction,
  isZero,
  minus,
  one,
  plus,
  times,
  toNumber,
  total,
  zero,
} from './fraction.ts';
import { contact, type Rules } from './slow-contact.ts';
import { effectOf, isAutomatic } from './slow-rules.ts';
import { SlowWorld } from './slow-twin.ts';

const today = (world: SlowWorld): Rules => ({
  of: (node) => world.rulesOf(node),
  allows: (node) => world.allowsOf(node),
});

/** @returns shares of the people on `among` who are in reach, who are cut, and whom none of `hosts` reaches */
export function slowReach(snapshot: Snapshot, host: string, among: readonly string[]) {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  let [all, reached, cut, unsized] = [zero, zero, zero, 0];
  for (const name of among) {
    const j = world.find(name);
    if (j === x || !world.live(j)) continue;
    const chance = chanceOf(world, x, j);
    if (world.people[j] === null) {
      unsized += isZero(chance) ? 0 : 1;
      continue;
    }
    const people = world.peopleOn(j);
    const now = contact(world, today(world), x, j);
    all = plus(all, people);
    reached = plus(reached, times(people, chance));
    if (!now.in || !now.out) cut = plus(cut, people);
  }
  const known = world.live(x) && !isZero(all) && !(isZero(reached) && unsized > 0);
  return {
    share: known ? toNumber(dividedBy(reached, all)) : null,
    people: known ? toNumber(reached) : null,
    cut: isZero(all) ? null : toNumber(dividedBy(cut, all)),
  };
}

export function slowNoneReaches(snapshot: Snapshot, hosts: readonly string[]): number | null {
  const world = new SlowWorld(snapshot);
  const nodes = hosts.map((host) => world.find(host));
  if (nodes.some((node) => !world.live(node))) return null;
  let [all, missed, unsized] = [zero, zero, 0];
  world.hosts.forEach((_, j) => {
    if (nodes.includes(j) || !world.live(j)) return;
    const chance = times(...nodes.map((x) => minus(one, chanceOf(world, x, j))));
    const people = world.peopleOn(j);
    if (world.people[j] === null) unsized += isZero(chance) ? 0 : 1;
    else [all, missed] = [plus(all, people), plus(missed, times(people, chance))];
  });
  return isZero(all) || (isZero(missed) && unsized > 0) ? null : toNumber(dividedBy(missed, all));
}

/** Chance of two-way contact. */
function chanceOf(world: SlowWorld, x: number, j: number): Fraction {
  const now = contact(world, today(world), x, j);
  const tied = world.hasCounts(x) ? fraction(Number(world.isTied(x, j))) : world.mask(x, j);
  return now.in && now.out ? tied : zero;
}

const days: Record<string, number> = { mastodon: 7, misskey: 7, pleroma: 7, akkoma: 7, lemmy: 3 };

export function slowGone(snapshot: Snapshot, host: string, day: number): number | null {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  const all: Fraction[] = [];
  const gone: Fraction[] = [];
  let blind = false;
  world.hosts.forEach((_, j) => {
    if (j === x || !world.live(j)) return;
    const ours = world.effect(x, j, world.rulesOf(x), world.allowsOf(x));
    const theirs = world.effect(j, x, world.rulesOf(j), world.allowsOf(j));
    if (ours.cutIn || theirs.cutOut) return;
    const weight = world.weight(x, j, 'in');
    const isGone = day >= (days[world.softwareOf(j)] ?? 7);
    all.push(weight);
    if (isGone) gone.push(weight);
    blind ||= isGone && world.isUnsized(x, j);
  });
  return shareOf(gone, all, blind);
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
  const all: Fraction[] = [];
  const along: Fraction[] = [];
  let blind = false;
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
    all.push(weight);
    if (comes) along.push(weight);
    blind ||= comes && world.isUnsized(x, k);
  });
  return shareOf(along, all, blind);
}

/** Null without a whole, and where nothing is known of the part. */
function shareOf(part: readonly Fraction[], whole: readonly Fraction[], blind: boolean): number | null {
  if (isZero(total(whole)) || (isZero(total(part)) && blind)) return null;
  return toNumber(dividedBy(total(part), total(whole)));
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
