/**
 * Rows of Misskey's table of servers as peers, actions and follow counts.
 * Upstream: packages/backend/src/core/entities/InstanceEntityService.ts.
 */
import { readHost } from '../../data/host.ts';
import type { Block, FollowCount, Host, ObservedList, Outcome } from '../../data/types.ts';
import { field, readCount, readText } from '../http/read.ts';
import { ListReader, missing } from './lists.ts';
import { addHost, blockList, hostList, readBlock } from './rows.ts';

export class MisskeyTable {
  readonly #self: Host;
  readonly #peers = hostList();
  readonly #blocks = blockList();
  readonly #counts = new ListReader<FollowCount>(({ target }) => target);
  /** Hosts in the order of the table, to recognise its beginning. */
  readonly #order: Host[] = [];

  constructor(self: Host) {
    this.#self = self;
  }

  /** @returns whether any row was new */
  add(rows: readonly unknown[]): boolean {
    const before = this.#peers.size;
    for (const row of rows) {
      const target = readHost(field(row, 'host'));
      const size = this.#peers.size;
      addHost(this.#peers, target, this.#self);
      if (target === undefined || target === this.#self) continue;
      if (this.#peers.size > size) this.#order.push(target);
      for (const action of readActions(row)) this.#blocks.add(readBlock({ target, action }));
      const followsOut = readCount(field(row, 'followersCount'));
      const followsIn = readCount(field(row, 'followingCount'));
      if (followsOut !== null && followsIn !== null) this.#counts.add({ target, followsOut, followsIn });
    }
    return this.#peers.size > before;
  }

  /**
   * Rows that a filter picked, all with the same action.
   * @returns whether any was new
   */
  addPicked(rows: readonly unknown[], action: string): boolean {
    const before = this.#blocks.size;
    for (const row of rows) this.#blocks.add(readBlock({ target: readHost(field(row, 'host')), action }));
    return this.#blocks.size > before;
  }

  /**
   * These rows are the table's first page again, and no pick from it: there are as many, and most of them are the same.
   * Not all, for the table may have grown at its head meanwhile.
   */
  isRepeatedBy(rows: readonly unknown[], pageSize: number): boolean {
    const first = new Set<unknown>(this.#order.slice(0, pageSize));
    if (rows.length < first.size) return false;
    const again = new Set(rows.map((row) => readHost(field(row, 'host'))).filter((host) => first.has(host)));
    return again.size * 2 > first.size;
  }

  /** What came before a failed page is kept. */
  lists(failure: Outcome | null): {
    peers: ObservedList<Host>;
    blocks: ObservedList<Block>;
    counts: ObservedList<FollowCount>;
  } {
    if (failure !== null && this.#peers.size === 0) {
      return { peers: missing(failure), blocks: missing(failure), counts: missing(failure) };
    }
    const close = <Entry>(list: ListReader<Entry>) => (failure === null ? list.published() : list.partial(failure));
    return { peers: close(this.#peers), blocks: close(this.#blocks), counts: close(this.#counts) };
  }
}

/** Flags of one row as actions. `suspensionState` exists since 2024.5; before, `isSuspended` is all there is. */
function readActions(row: unknown): string[] {
  const actions: string[] = [];
  if (field(row, 'isBlocked') === true) actions.push('blocked');
  if (field(row, 'isSilenced') === true) actions.push('silenced');
  if (field(row, 'isMediaSilenced') === true) actions.push('mediaSilenced');
  const state = readText(field(row, 'suspensionState'), 64);
  if (state === 'manuallySuspended') actions.push('suspended');
  else if (state !== undefined && state !== 'none') actions.push(state);
  else if (field(row, 'isSuspended') === true) actions.push(state === undefined ? 'suspended' : 'softwareSuspended');
  return actions;
}
