/**
 * Misskey and its forks: one table of every server it knows, with flags and exact follow counts.
 * Upstream: packages/backend/src/server/api/endpoints/federation/instances.ts. What was checked: any SOURCE.md of the
 * fixtures.
 *
 * Never asked: federation/followers, following and users, which are about persons.
 */
import type { Block, Host, InstanceFacts, ObservedList, Outcome, RuleText } from '../../data/types.ts';
import { field, readLanguage, readList, readText } from '../http/read.ts';
import type { SessionRequest } from '../http/session.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { missing, unsupported, withheld } from './lists.ts';
import { MisskeyTable } from './misskey-table.ts';

const listingPath = '/api/federation/instances';

export const misskey: SoftwareAdapter = {
  names: ['misskey', 'sharkey', 'cherrypick', 'calckey', 'firefish', 'iceshrimp', 'catodon', 'foundkey'],
  paths: { '/api/meta': ['facts'], [listingPath]: ['peers', 'blocks', 'counts'] },
  *read({ host, facts: { software } }) {
    const mode = readMode(yield { method: 'POST', path: '/api/meta', body: { detail: true } });
    const { table, ...read } = yield* readTable(host);
    // Iceshrimp clears the flags for strangers, but its filter may still look at what is behind them.
    const isFiltered = software === 'iceshrimp' && read.failure === null;
    const filterFailure = isFiltered ? yield* addBlocked(table, read.question) : null;
    const lists = table.lists(read.failure);
    return {
      ...lists,
      blocks: forksThatHideFlags.has(software) ? doubt(lists.blocks, filterFailure) : lists.blocks,
      // The hosts of `federationHosts` are not public.
      allows: mode.allowlistMode === true ? withheld<RuleText>() : unsupported<RuleText>(),
      facts: mode,
    };
  },
};

/**
 * Sharkey drops blocked servers from the table for strangers, Iceshrimp clears their flags: no flag says nothing there.
 * Catodon and FoundKey are not checked, and trusted no further.
 */
const forksThatHideFlags: ReadonlySet<string | null> = new Set(['sharkey', 'iceshrimp', 'catodon', 'foundkey']);

/** What those forks hide. Media silence came later than their filter, and `softwareSuspended` is computed for each row. */
const hiddenActions: ReadonlySet<string> = new Set(['blocked', 'silenced', 'suspended']);

/** Blocks of a fork that hides flags: those it shows, it shows; that there are no others is more than it says. */
function doubt(blocks: ObservedList<Block>, filterFailure: Outcome | null): ObservedList<Block> {
  if (blocks.disclosure !== 'published' && blocks.disclosure !== 'partial') return blocks;
  if (blocks.entries.some(({ action }) => hiddenActions.has(action))) {
    return { ...blocks, disclosure: 'partial', reason: filterFailure ?? blocks.reason };
  }
  return filterFailure === null ? withheld(blocks.reason === 'ok' ? null : blocks.reason) : missing(filterFailure);
}

/**
 * How the table is asked for. POST works in every fork and version we know of, GET in Misskey since 13.7 only: what
 * stands before a server may refuse the one or the other. 100 is the largest page; MisskeyIO refuses more than 30.
 */
interface Question {
  method: 'GET' | 'POST';
  limit: 100 | 30;
}

function* readTable(
  self: Host,
): Generator<SessionRequest, { table: MisskeyTable; failure: Outcome | null; question: Question }, AdapterAnswer> {
  const table = new MisskeyTable(self);
  const read = yield* readPages({ method: 'POST', limit: 100 }, {}, (rows) => table.add(rows));
  return { table, ...read };
}

/**
 * The hosts that Iceshrimp blocks by name. Later versions set the filter to false for strangers, so that the table
 * comes again: that says nothing.
 * @returns what a page that failed came to
 */
function* addBlocked(
  table: MisskeyTable,
  question: Question,
): Generator<SessionRequest, Outcome | null, AdapterAnswer> {
  let isIgnored = false;
  const { failure } = yield* readPages(question, { blocked: true }, (rows) => {
    isIgnored ||= table.isRepeatedBy(rows, question.limit);
    return !isIgnored && table.addPicked(rows, 'blocked');
  });
  return isIgnored ? null : failure;
}

/**
 * @param add takes the rows of a page, and answers whether any was new
 * @returns what a page that failed came to, and how the others were asked for
 */
function* readPages(
  first: Question,
  filter: { blocked?: true },
  add: (rows: readonly unknown[]) => boolean,
): Generator<SessionRequest, { failure: Outcome | null; question: Question }, AdapterAnswer> {
  let question = first;
  for (let offset = 0; ; ) {
    const answer = yield pageRequest(question, offset, filter);
    const other = offset === 0 ? askDifferently(question, answer) : undefined;
    if (other !== undefined) {
      question = other;
      continue;
    }
    if (answer.outcome !== 'ok') return { question, failure: answer.outcome };
    const rows = readList(answer.json);
    if (rows === undefined) return { question, failure: 'malformed' };
    const isNew = add(rows);
    if (rows.length < question.limit) return { question, failure: null };
    // A full page of known names: this server ignores the offset, and we would never come to the end.
    if (!isNew) return { question, failure: 'malformed' };
    offset += rows.length;
  }
}

/** 405 is about the method; another refusal may be about the size of the page. */
function askDifferently({ method, limit }: Question, { outcome, status }: AdapterAnswer): Question | undefined {
  if (outcome !== 'client-error') return undefined;
  if (status === 405) return method === 'POST' ? { method: 'GET', limit } : undefined;
  return limit === 100 ? { method, limit: 30 } : undefined;
}

/**
 * Ascending by first contact: the one order in which nothing shifts while we page. Misskey 12 and what split off
 * before 13 do not know it, and begin with the newest: there a row may come twice, but none is passed over.
 */
function pageRequest({ method, limit }: Question, offset: number, filter: { blocked?: true }): SessionRequest {
  const query = { limit, offset, sort: '-firstRetrievedAt', ...filter };
  if (method === 'POST') return { method, path: listingPath, body: query, wants: 'list' };
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return { method, path: `${listingPath}?${pairs.join('&')}`, wants: 'list' };
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
