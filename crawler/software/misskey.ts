/**
 * Misskey and its forks: one table of every server it knows, with flags and exact follow counts.
 * Upstream: packages/backend/src/server/api/endpoints/federation/instances.ts, core/entities/InstanceEntityService.ts.
 * POST works in every fork and version we know of; GET does not. What was checked: any SOURCE.md of the fixtures.
 *
 * Never asked: federation/followers, following and users, which are about persons.
 */
import { readHost } from '../../data/host.ts';
import type { Block, FollowCount, Host, InstanceFacts, ObservedList, Outcome, RuleText } from '../../data/types.ts';
import { field, readCount, readLanguage, readList, readText } from '../http/read.ts';
import type { SessionRequest } from '../http/session.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { ListReader, missing, unsupported, withheld } from './lists.ts';
import { addHost, blockList, hostList, readBlock } from './rows.ts';

/** Largest page Misskey gives; MisskeyIO refuses more than 30 with 400. */
const pageSizes = [100, 30] as const;

/**
 * Sharkey drops blocked servers from the table for strangers, Iceshrimp clears their flags: no flag says nothing there.
 * Catodon and FoundKey are not checked, and trusted no further.
 */
const forksThatHideFlags: ReadonlySet<string | null> = new Set(['sharkey', 'iceshrimp', 'catodon', 'foundkey']);

/** What those forks hide. Media silence came later than their filter, and `softwareSuspended` is computed for each row. */
const hiddenActions: ReadonlySet<string> = new Set(['blocked', 'silenced', 'suspended']);

export const misskey: SoftwareAdapter = {
  names: ['misskey', 'sharkey', 'cherrypick', 'firefish', 'iceshrimp', 'catodon', 'foundkey'],
  paths: ['/api/meta', '/api/federation/instances'],
  *read({ host, facts }) {
    const mode = readMode(yield { method: 'POST', path: '/api/meta', body: { detail: true } });
    const { table, failure } = yield* readTable(host);
    const lists = table.lists(failure);
    return {
      ...lists,
      blocks: forksThatHideFlags.has(facts.software) ? doubt(lists.blocks) : lists.blocks,
      // The hosts of `federationHosts` are not public.
      allows: mode.allowlistMode === true ? withheld<RuleText>() : unsupported<RuleText>(),
      facts: mode,
    };
  },
};

/** Blocks of a fork that hides flags: those it shows, it shows; that there are no others is more than it says. */
function doubt(blocks: ObservedList<Block>): ObservedList<Block> {
  if (blocks.disclosure !== 'published' && blocks.disclosure !== 'partial') return blocks;
  if (blocks.entries.some(({ action }) => hiddenActions.has(action))) return { ...blocks, disclosure: 'partial' };
  return withheld(blocks.reason === 'ok' ? null : blocks.reason);
}

/** @returns what the pages brought, and what a page that failed came to */
function* readTable(self: Host): Generator<SessionRequest, { table: Table; failure: Outcome | null }, AdapterAnswer> {
  const table = new Table(self);
  let limit: number = pageSizes[0];
  for (let offset = 0; ; ) {
    const answer = yield pageRequest(limit, offset);
    if (answer.outcome === 'client-error' && offset === 0 && limit === pageSizes[0]) {
      limit = pageSizes[1];
      continue;
    }
    if (answer.outcome !== 'ok') return { table, failure: answer.outcome };
    const rows = readList(answer.json);
    if (rows === undefined) return { table, failure: 'malformed' };
    const isNew = table.add(rows);
    if (rows.length < limit) return { table, failure: null };
    // A full page of known names: this server ignores the offset, and we would never come to the end.
    if (!isNew) return { table, failure: 'malformed' };
    offset += rows.length;
  }
}

/** Ascending by first contact: the one order in which nothing shifts while we page. */
function pageRequest(limit: number, offset: number): SessionRequest {
  return {
    method: 'POST',
    path: '/api/federation/instances',
    body: { limit, offset, sort: '-firstRetrievedAt' },
    wants: 'list',
  };
}

class Table {
  readonly #self: Host;
  readonly #peers = hostList();
  readonly #blocks = blockList();
  readonly #counts = new ListReader<FollowCount>(({ target }) => target);

  constructor(self: Host) {
    this.#self = self;
  }

  /** @returns whether any row was new */
  add(rows: readonly unknown[]): boolean {
    const before = this.#peers.size;
    for (const row of rows) {
      const target = readHost(field(row, 'host'));
      addHost(this.#peers, target, this.#self);
      if (target === undefined || target === this.#self) continue;
      for (const action of readActions(row)) this.#blocks.add(readBlock({ target, action }));
      const followsOut = readCount(field(row, 'followersCount'));
      const followsIn = readCount(field(row, 'followingCount'));
      if (followsOut !== null && followsIn !== null) this.#counts.add({ target, followsOut, followsIn });
    }
    return this.#peers.size > before;
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

/** `federation` since 2024.9; `privateMode` is Firefish's and Iceshrimp's word for an allowlist. */
function readMode({ outcome, json }: AdapterAnswer): Pick<InstanceFacts, 'allowlistMode' | 'language'> {
  if (outcome !== 'ok') return { allowlistMode: null, language: null };
  const federation = readText(field(json, 'federation'), 64);
  const isPrivate = field(json, 'privateMode') === true || federation === 'specified' || federation === 'none';
  return {
    allowlistMode: isPrivate ? true : federation === 'all' || field(json, 'privateMode') === false ? false : null,
    language: readLanguage(readList(field(json, 'langs'))?.[0]),
  };
}
