/**
 * Who would follow whom, person by person, if no server had ever acted on another.
 *
 * Each person makes a number of follows: some within the own server, some within the own circle (accounts.ts), the rest
 * from pools of the own language and topic (pools.ts), by popularity. Then triads close: a share of the follows goes to somebody whom one of those already
 * followed follows (P. W. Holland, S. Leinhardt. Transitivity in structural models of small groups. Comparative Group
 * Studies 2(2), 1971, 107–124). People of one circle thereby come to follow the same accounts, whatever size and
 * language say.
 */
import { type Accounts, circleCount } from './accounts.ts';
import { drawFactor, drawRound } from './draw.ts';
import { groupMembers } from './groups.ts';
import { kindAt, makePools } from './pools.ts';
import type { AccountFollows } from './types.ts';

/** Shares of the follows outside of triads: within the server, whoever it is; within the circle, except on forums. */
const localShare = 0.15;
const circleShare = 0.25;
/** People of one server differ in how many they follow; the mean of the factor is 1. */
const activitySpread = 0.8;
const activityMean = Math.exp(activitySpread ** 2 / 2);
/** How often a triad is looked for before somebody from the pools is followed instead. */
const closingTries = 4;

/** The follows of each account as they are made; there is room for all it wants to make. */
interface Lists {
  offsets: Uint32Array;
  targets: Uint32Array;
  /** How many each has made. */
  made: Uint32Array;
}

/** @param closureShare share of a person's follows that close a triad, 0 to 1 */
export function drawFollows(accounts: Accounts, closureShare: number, random: () => number): AccountFollows {
  const { firsts, homes } = accounts;
  const { offsets, closing } = drawWishes(accounts, closureShare, random);
  const lists = { offsets, targets: new Uint32Array(offsets.at(-1)!), made: new Uint32Array(homes.length) };
  const drawStranger = strangerDraw(accounts, random);
  for (let account = 0; account < homes.length; account += 1) {
    const home = homes[account]!;
    const first = firsts[home]!;
    const size = firsts[home + 1]! - first;
    const wished = offsets[account + 1]! - offsets[account]! - closing[account]!;
    for (let draw = 0; draw < wished; draw += 1) {
      const isLocal = random() < localShare;
      follow(lists, account, isLocal ? first + Math.floor(size * random()) : drawStranger(account));
    }
  }
  closeTriads(lists, closing, drawStranger, random);
  return { firsts, homes, ...packed(lists) };
}

/** How many follows each account wants to make, as offsets, and how many of them are to close a triad. */
function drawWishes(
  { homes, activity }: Accounts,
  closureShare: number,
  random: () => number,
): { offsets: Uint32Array; closing: Uint32Array } {
  const offsets = new Uint32Array(homes.length + 1);
  const closing = Uint32Array.from(homes, (home, account) => {
    const mean = (activity[home]! * drawFactor(random, activitySpread)) / activityMean;
    const wished = drawRound(random, mean);
    offsets[account + 1] = offsets[account]! + wished;
    return Math.min(Math.max(0, wished - 1), drawRound(random, wished * closureShare));
  });
  return { offsets, closing };
}

/** Goes by the follows made so far, whatever the order of the accounts. */
function closeTriads(
  lists: Lists,
  closing: Uint32Array,
  drawStranger: (account: number) => number,
  random: () => number,
): void {
  const { offsets, targets } = lists;
  const known = lists.made.slice();
  const drawKnown = (account: number) => targets[offsets[account]! + Math.floor(known[account]! * random())]!;
  const close = (account: number): boolean => {
    if (known[account] === 0) return false;
    const friend = drawKnown(account);
    return known[friend]! > 0 && follow(lists, account, drawKnown(friend));
  };
  for (let account = 0; account < closing.length; account += 1) {
    for (let draw = 0; draw < closing[account]!; draw += 1) {
      let tries = 0;
      while (tries < closingTries && !close(account)) tries += 1;
      if (tries === closingTries) follow(lists, account, drawStranger(account));
    }
  }
}

/** @returns whether it is a follow that was not there */
function follow({ offsets, targets, made }: Lists, account: number, target: number): boolean {
  const begin = offsets[account]!;
  const end = begin + made[account]!;
  if (target === account) return false;
  for (let at = begin; at < end; at += 1) if (targets[at] === target) return false;
  targets[end] = target;
  made[account]! += 1;
  return true;
}

/** Draws for an account among those of its circle or of its pools. */
function strangerDraw({ kinds, circles, weights }: Accounts, random: () => number): (account: number) => number {
  const drawMember = makePools(kinds, weights);
  const circleOf = groupMembers(circles, circleCount, weights);
  const outside = circleShare / (1 - localShare);
  return (account) => {
    const kind = kinds[account]!;
    const isInCircle = !kindAt(kind).onForum && random() < outside;
    return isInCircle ? circleOf.draw(circles[account]!, random) : drawMember(kind, random);
  };
}

/** Closes the gaps that somebody drawn twice has left. */
function packed({ offsets, targets, made }: Lists): Pick<AccountFollows, 'offsets' | 'targets'> {
  const tight = new Uint32Array(offsets.length);
  made.forEach((count, account) => {
    const begin = offsets[account]!;
    targets.copyWithin(tight[account]!, begin, begin + count);
    tight[account + 1] = tight[account]! + count;
  });
  return { offsets: tight, targets: targets.slice(0, tight.at(-1)!) };
}
