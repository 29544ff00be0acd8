/**
 * Lemmy: 0.18 and 0.19 give linked, allowed and blocked servers in one call, 1.0 in pages of a call each.
 * Upstream, 0.19: crates/api/src/site/federated_instances.rs, crates/api_common/src/utils.rs; 1.0 beta:
 * crates/api/api/src/site/federated_instances.rs. The pages of 1.0 are not confirmed: see SOURCE.md of the fixture.
 */
import { readRule } from '../../data/host.ts';
import type { Host, ObservedList } from '../../data/types.ts';
import { field, isRecord, readList, readText, readVersion } from '../http/read.ts';
import type { SessionRequest } from '../http/session.ts';
import type { AdapterAnswer, AdapterRun, Readings, SoftwareAdapter } from './adapter.ts';
import { allLists, type ListReader, missing, unsupported, withheld } from './lists.ts';
import { addHost, blockList, hostList, readBlock, ruleList } from './rows.ts';

export const lemmy: SoftwareAdapter = {
  names: ['lemmy'],
  paths: ['/api/v3/federated_instances', '/api/v4/federated_instances'],
  *read({ host, facts }) {
    // An unreadable version is taken for 0.19.
    const { major, minor } = readVersion(facts.version) ?? { major: 0, minor: 19 };
    if (major >= 1) return yield* readPaged(host);
    // Before 0.18 the lists stood elsewhere, as part of what the site says about itself.
    if (minor < 18) return allLists('unsupported', null);
    return readTogether(yield { method: 'GET', path: '/api/v3/federated_instances', wants: 'list' }, host);
  },
};

/** `linked` holds the allowed servers too, and none of the blocked. */
const kinds = ['linked', 'blocked', 'allowed'] as const;

/**
 * `{}`, and nothing else, means that federation is switched off: three lists that are there and empty. An empty
 * `blocked` or `allowed` was null in the first versions; one that is not there at all says nothing.
 */
function readTogether({ outcome, json }: AdapterAnswer, host: Host): Readings {
  const isOff = isRecord(json) && Object.keys(json).length === 0;
  const found = isOff ? { linked: [] } : field(json, 'federated_instances');
  if (outcome !== 'ok' || readList(field(found, 'linked')) === undefined) {
    const reason = outcome === 'ok' ? 'malformed' : outcome;
    return { peers: missing(reason), blocks: missing(reason), allows: missing(reason), counts: unsupported() };
  }
  const { peers, blocks, allows, add } = newLists(host);
  const read = <Entry>(kind: (typeof kinds)[number], list: ListReader<Entry>): ObservedList<Entry> => {
    const rows = isOff ? [] : field(found, kind);
    const domains = rows === null ? [] : readList(rows);
    if (domains === undefined) return missing('malformed');
    for (const row of domains) {
      if (list.isOver) break;
      add[kind](field(row, 'domain'));
    }
    return list.published();
  };
  const allowed = read('allowed', allows);
  return {
    peers: read('linked', peers),
    blocks: read('blocked', blocks),
    allows: allowed,
    counts: unsupported(),
    facts: { allowlistMode: isOff || allowed.disclosure === 'unreached' ? null : allows.size > 0 },
  };
}

/** The most 1.0 gives in a page. */
const pageSize = 50;

function* readPaged(host: Host): AdapterRun {
  const { peers, blocks, allows, add } = newLists(host);
  const linked = yield* readPages('linked', peers, add.linked);
  const blocked = yield* readPages('blocked', blocks, add.blocked);
  const allowed = yield* readPages('allowed', allows, add.allowed);
  const allowlistMode = allowed.disclosure === 'published' || allows.size > 0 ? allows.size > 0 : null;
  return { peers: linked, blocks: blocked, allows: allowed, counts: unsupported(), facts: { allowlistMode } };
}

function* readPages<Entry>(
  kind: (typeof kinds)[number],
  list: ListReader<Entry>,
  add: (domain: unknown) => void,
): Generator<SessionRequest, ObservedList<Entry>, AdapterAnswer> {
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const from: string = cursor === '' ? '' : `&page_cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/v4/federated_instances?kind=${kind}&limit=${pageSize}${from}`;
    const { outcome, json }: AdapterAnswer = yield { method: 'GET', path, wants: 'list' };
    if (field(json, 'error') === 'instance_is_private') return withheld(outcome);
    const rows = outcome === 'ok' ? readList(field(json, 'items')) : undefined;
    const reason = outcome === 'ok' ? 'malformed' : outcome;
    if (rows === undefined) return list.size > 0 ? list.partial(reason) : missing(reason);
    const before = list.size;
    for (const row of rows) add(field(row, 'instance', 'domain'));
    cursor = rows.length === 0 ? undefined : readText(field(json, 'next_page'), 500);
    // A page of known names: we would never come to the end.
    if (cursor !== undefined && list.size === before) return list.partial('malformed');
  }
  return list.published();
}

function newLists(host: Host) {
  const peers = hostList();
  const blocks = blockList();
  const allows = ruleList();
  const add = {
    linked: (domain: unknown) => addHost(peers, domain, host),
    blocked: (domain: unknown) => blocks.add(readBlock({ target: domain, action: 'blocked' })),
    allowed: (domain: unknown) => allows.add(readRule(domain)),
  };
  return { peers, blocks, allows, add };
}
