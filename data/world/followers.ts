/** Who follows an account, counted by server. */
import type { AccountFollows, CountRows } from './types.ts';

const known = new WeakMap<AccountFollows, CountRows>();

/** @returns one row an account, over servers, the account's own among them; made when first asked */
export function followersByServer(accounts: AccountFollows): CountRows {
  const made = known.get(accounts) ?? countFollowers(accounts);
  known.set(accounts, made);
  return made;
}

function countFollowers(accounts: AccountFollows): CountRows {
  const order = accounts.homes.length;
  const offsets = new Uint32Array(order + 1);
  eachFollow(accounts, (account, _, isFirst) => {
    if (isFirst) offsets[account + 1]! += 1;
  });
  for (let account = 0; account < order; account += 1) offsets[account + 1]! += offsets[account]!;
  const next = offsets.slice();
  const targets = new Uint32Array(offsets[order]!);
  const counts = new Uint32Array(offsets[order]!);
  eachFollow(accounts, (account, server, isFirst) => {
    if (isFirst) targets[next[account]!++] = server;
    counts[next[account]! - 1]! += 1;
  });
  return { offsets, targets, counts };
}

/** Server by server, since so the accounts are numbered; `isFirst`: no follow from the server to the account came before. */
function eachFollow(
  { homes, offsets, targets }: AccountFollows,
  see: (account: number, server: number, isFirst: boolean) => void,
): void {
  const last = new Int32Array(homes.length).fill(-1);
  for (let follower = 0; follower < homes.length; follower += 1) {
    const server = homes[follower]!;
    for (let at = offsets[follower]!; at < offsets[follower + 1]!; at += 1) {
      const account = targets[at]!;
      see(account, server, last[account] !== server);
      last[account] = server;
    }
  }
}
