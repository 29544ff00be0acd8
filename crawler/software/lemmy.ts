/**
 * Lemmy: 0.18 and 0.19 give linked, allowed and blocked servers in one call, 1.0 in pages of a call each.
 * Upstream, 0.19: crates/api/src/site/federated_instances.rs, crates/api_common/src/utils.rs; 1.0 beta:
 * crates/api/api/src/site/federated_instances.rs. The pages of 1.0 are not confirmed: see SOURCE.md of the fixture.
 */
import { readRule } from '../../data/host.ts';
import type { Host, ObservedList } from '../../data/types.ts';
import { field, isRecord, readList, readText, readVersion } from '../http/read.ts';
import type { AdapterAnswer, AdapterRun, Readings, SoftwareAdapter } from './adapter.ts';
import { type ListReader, missing, unsupported, withheld } from './lists.ts';
import { addHost, blockList, hostList, readBlock, ruleList } from './rows.ts';

export const lemmy: SoftwareAdapter = {
  names: ['lemmy'],
  *read({ host, facts }) {
    if ((readVersion(facts.version)?.major ?? 0) >= 1) return yield* readPaged(host);
    return readTogether(yield { method: 'GET', path: '/api/v3/federated_instances' }, host);
  },
};

/** `{}` means that federation is switched off: three lists that are there and empty. */
function readTogether({ outcome, json }: AdapterAnswer, host: Host): Readings {
  const lists = field(json, 'federated_instances') ?? {};
  const reason = outcome === 'ok' && !(isRecord(json) && isRecord(lists)) ? 'malformed' : outcome;
  if (reason !== 'ok') {
    return { peers: missing(reason), blocks: missing(reason), allows: missing(reason), counts: unsupported() };
  }
  const { peers, blocks, allows, add } = newLists(host);
  for (const kind of kinds) {
    for (const row of readList(field(lists, kind)) ?? []) add[kind](field(row, 'domain'));
  }
  return {
    peers: peers.published(),
    blocks: blocks.published(),
    allows: allows.published(),
    counts: unsupported(),
    facts: { allowlistMode: field(json, 'federated_instances') === undefined ? null : allows.size > 0 },
  };
}

/** `linked` holds the allowed servers too, and none of the blocked. */
const kinds = ['linked', 'blocked', 'allowed'] as const;
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
): Generator<{ method: 'GET'; path: string }, ObservedList<Entry>, AdapterAnswer> {
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const from: string = cursor === '' ? '' : `&page_cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/v4/federated_instances?kind=${kind}&limit=${pageSize}${from}`;
    const { outcome, json }: AdapterAnswer = yield { method: 'GET', path };
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
