/**
 * The three lists that Lemmy 0.18 and 0.19 give in one answer, and PieFed after them: linked, allowed and blocked.
 * Upstream, 0.19: crates/api/src/site/federated_instances.rs, crates/api_common/src/utils.rs.
 */
import { readRule } from '../../data/host.ts';
import type { Host, ObservedList } from '../../data/types.ts';
import { field, isRecord, readList } from '../http/read.ts';
import type { AdapterAnswer, Readings } from './adapter.ts';
import { type ListReader, missing, unsupported } from './lists.ts';
import { addHost, blockList, hostList, readBlock, ruleList } from './rows.ts';

/**
 * Not to be asked for as a list that may be unchanged: whether there is an allowlist is read from it, each time.
 */
export const instancesPath = '/api/v3/federated_instances';

/** `linked` holds the allowed servers too, and none of the blocked. */
export type LinkKind = 'linked' | 'blocked' | 'allowed';

/**
 * `{}`, and nothing else, means that federation is switched off: three lists that are there and empty. An empty
 * `blocked` or `allowed` was null in the first versions; one that is not there at all says nothing.
 */
export function readInstances({ outcome, json }: AdapterAnswer, host: Host): Readings {
  const isOff = isRecord(json) && Object.keys(json).length === 0;
  const found = isOff ? { linked: [] } : field(json, 'federated_instances');
  if (outcome !== 'ok' || readList(field(found, 'linked')) === undefined) {
    const reason = outcome === 'ok' ? 'malformed' : outcome;
    return { peers: missing(reason), blocks: missing(reason), allows: missing(reason), counts: unsupported() };
  }
  const { peers, blocks, allows, add } = newLists(host);
  const read = <Entry>(kind: LinkKind, list: ListReader<Entry>): ObservedList<Entry> => {
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

export function newLists(host: Host) {
  const peers = hostList();
  const blocks = blockList();
  const allows = ruleList();
  const add: Record<LinkKind, (domain: unknown) => void> = {
    linked: (domain) => addHost(peers, domain, host),
    blocked: (domain) => blocks.add(readBlock({ target: domain, action: 'blocked' })),
    allowed: (domain) => allows.add(readRule(domain)),
  };
  return { peers, blocks, allows, add };
}
