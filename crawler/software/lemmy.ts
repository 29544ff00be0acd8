/**
 * Lemmy: 0.18 and 0.19 give linked, allowed and blocked servers in one call, 1.0 in pages of a call each.
 * Upstream, 1.0 beta: crates/api/api/src/site/federated_instances.rs. What was checked: SOURCE.md of the fixtures.
 */
import type { Host, ObservedList } from '../../data/types.ts';
import { field, isRecord, readList, readText, readVersion } from '../http/read.ts';
import type { SessionRequest } from '../http/session.ts';
import type { AdapterAnswer, AdapterRun, SoftwareAdapter } from './adapter.ts';
import { instancesPath, type LinkKind, newLists, readInstances } from './lemmy-lists.ts';
import { allLists, type ListReader, missing, unsupported } from './lists.ts';

const pagesPath = '/api/v4/federated_instances';

export const lemmy: SoftwareAdapter = {
  names: ['lemmy'],
  paths: { [instancesPath]: ['peers', 'blocks', 'allows'], [pagesPath]: ['peers', 'blocks', 'allows'] },
  *read({ host, facts }) {
    const version = readVersion(facts.version);
    if (version !== undefined && version.major >= 1) return yield* readPaged(host);
    // Before 0.18 the lists stood elsewhere, as part of what the site says about itself.
    if (version !== undefined && version.minor < 18) return allLists('unsupported', null);
    const answer = yield { method: 'GET', path: instancesPath, wants: 'list' };
    // 1.0 dropped the path, so that a version that cannot be read shows here.
    if (version === undefined && answer.outcome === 'not-found') return yield* readPaged(host);
    return readInstances(answer, host);
  },
};

/** The most 1.0 gives in a page. */
const pageSize = 50;

function* readPaged(host: Host): AdapterRun {
  const first = yield pageRequest('linked', undefined);
  if (field(first.json, 'error') === 'instance_is_private') {
    return { ...allLists('withheld', first.outcome), counts: unsupported() };
  }
  // What led to 1.0 gave everything at once here too, whatever the kind.
  if (isRecord(field(first.json, 'federated_instances'))) return readInstances(first, host);
  const { peers, blocks, allows, add } = newLists(host);
  const linked = yield* readPages('linked', peers, add.linked, first);
  const blocked = yield* readPages('blocked', blocks, add.blocked, yield pageRequest('blocked', undefined));
  const allowed = yield* readPages('allowed', allows, add.allowed, yield pageRequest('allowed', undefined));
  const allowlistMode = allowed.disclosure === 'published' || allows.size > 0 ? allows.size > 0 : null;
  return { peers: linked, blocks: blocked, allows: allowed, counts: unsupported(), facts: { allowlistMode } };
}

/** The kind has no default: without it the answer is 400. */
function pageRequest(kind: LinkKind, cursor: string | undefined): SessionRequest {
  const from = cursor === undefined ? '' : `&page_cursor=${encodeURIComponent(cursor)}`;
  const path = `${pagesPath}?kind=${kind}&limit=${pageSize}${from}`;
  return { method: 'GET', path, wants: 'list', brings: [partOf[kind]] };
}

const partOf = { linked: 'peers', blocked: 'blocks', allowed: 'allows' } as const;

function* readPages<Entry>(
  kind: LinkKind,
  list: ListReader<Entry>,
  add: (domain: unknown) => void,
  first: AdapterAnswer,
): Generator<SessionRequest, ObservedList<Entry>, AdapterAnswer> {
  for (let answer = first; ; ) {
    const { outcome, json } = answer;
    const rows = outcome === 'ok' ? readPage(json) : undefined;
    const reason = outcome === 'ok' ? 'malformed' : outcome;
    if (rows === undefined) return list.size > 0 ? list.partial(reason) : missing(reason);
    const before = list.size;
    for (const row of rows) {
      if (isExpired(row, answer)) list.skip();
      else add(field(row, 'instance', 'domain'));
    }
    // A page that is not empty has a cursor, also the last.
    const cursor = rows.length === 0 ? undefined : readText(field(json, 'next_page'), 500);
    if (cursor === undefined) return list.published();
    // A page of known names: we would never come to the end.
    if (list.size === before) return list.partial('malformed');
    answer = yield pageRequest(kind, cursor);
  }
}

/** Earlier betas named the rows as the whole answer was named before. */
function readPage(json: unknown): unknown[] | undefined {
  return readList(field(json, 'items') ?? field(json, 'federated_instances'));
}

/** A block for a time that is over, by the server's own clock. Where either time is not told, it is in force. */
function isExpired(row: unknown, { headers }: AdapterAnswer): boolean {
  const expiresAt = Date.parse(readText(field(row, 'blocked', 'expires_at'), 40) ?? '');
  return expiresAt <= Date.parse(headers.date ?? '');
}
