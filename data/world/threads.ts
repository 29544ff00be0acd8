/**
 * What cutting servers takes from conversations and boosts that reach a server's people through others, by the planted
 * follows of every person. It judges the estimates that know of servers alone.
 *
 * People on X read what the accounts they follow on other servers write, and whom these boost. Replies are written by an
 * account's followers, boosted are the accounts it follows, in either case those of other servers than its own, all
 * equally likely; servers that have cut each other today give none. What X itself receives from them is not asked:
 * the share is of what is written, X's own people included.
 */
import { arrivalsIn } from './contact.ts';
import { followersByServer } from './followers.ts';
import type { World } from './types.ts';

/** Servers an account's replies or boosts come from, and how many of them by server. */
type Third = (account: number, home: number, count: (server: number, amount: number) => void) => void;

/**
 * @param reader number of server X
 * @param cut numbers of the servers that X is to cut
 * @returns mean share, 0-1, of the replies written on cut servers, over the threads of all accounts on servers not cut
 *   that X's people follow, each as often as it is followed; threads without replies from elsewhere do not count; null
 *   when there are none that do
 */
export function trueThreadShare(world: World, reader: number, cut: ReadonlySet<number>): number | null {
  const arrives = arrivalsIn(world);
  const { offsets, targets, counts } = followersByServer(world.accounts);
  return meanShare(world, reader, cut, (account, home, count) => {
    for (let at = offsets[account]!; at < offsets[account + 1]!; at += 1) {
      const server = targets[at]!;
      if (server !== home && arrives(server, home) && arrives(home, server)) count(server, counts[at]!);
    }
  });
}

/** @returns the same of the boosts that carry posts written on cut servers */
export function trueBoostShare(world: World, reader: number, cut: ReadonlySet<number>): number | null {
  const arrives = arrivalsIn(world);
  const { homes, offsets, targets } = world.accounts;
  return meanShare(world, reader, cut, (account, home, count) => {
    for (let at = offsets[account]!; at < offsets[account + 1]!; at += 1) {
      const server = homes[targets[at]!]!;
      if (server !== home && arrives(home, server)) count(server, 1);
    }
  });
}

function meanShare(world: World, reader: number, cut: ReadonlySet<number>, third: Third): number | null {
  const { homes } = world.accounts;
  const sums = { shares: 0, readers: 0 };
  for (const [account, followers] of readOn(world, reader, cut)) {
    let [lost, total] = [0, 0];
    third(account, homes[account]!, (server, amount) => {
      total += amount;
      if (cut.has(server)) lost += amount;
    });
    if (total === 0) continue;
    sums.shares += (followers * lost) / total;
    sums.readers += followers;
  }
  return sums.readers === 0 ? null : sums.shares / sums.readers;
}

/** Accounts on other servers, not cut, whose posts reach those who follow them on X, with how many that are. */
function readOn(world: World, reader: number, cut: ReadonlySet<number>): Map<number, number> {
  const arrives = arrivalsIn(world);
  const { firsts, homes, offsets, targets } = world.accounts;
  const read = new Map<number, number>();
  for (let at = offsets[firsts[reader]!]!; at < offsets[firsts[reader + 1]!]!; at += 1) {
    const account = targets[at]!;
    const home = homes[account]!;
    if (home === reader || cut.has(home) || !arrives(reader, home)) continue;
    read.set(account, (read.get(account) ?? 0) + 1);
  }
  return read;
}
