/**
 * Funkwhale: what its NodeInfo announces. The servers it knows, in pages, where the pod shares its statistics; its
 * allowlist, where that is public; and the wish to stay out of statistics, which is heard before anything is asked.
 * Upstream: api/funkwhale_api/instance/{views,serializers,nodeinfo}.py, api/funkwhale_api/federation/api_views.py.
 */
import { readRule } from '../../data/host.ts';
import type { Host, ObservedList, RuleText } from '../../data/types.ts';
import { field, isRecord, readFlag, readList, readText } from '../http/read.ts';
import type { SessionRequest } from '../http/session.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { missing, unsupported, withheld } from './lists.ts';
import { optedOut } from './opt-outs.ts';
import { addHost, hostList, ruleList } from './rows.ts';

/** 1.x announces the first; newer versions have the second beside it. Some routers drop the last slash. */
const domainsPaths = ['/api/v1/federation/domains', '/api/v2/federation/domains'].flatMap((path) => [path, `${path}/`]);

export const funkwhale: SoftwareAdapter = {
  names: ['funkwhale'],
  paths: Object.fromEntries(domainsPaths.map((path) => [path, ['peers']])),
  inNodeInfo: ['allows'],
  *read({ host, metadata, consent }) {
    const optOut = readFlag(field(metadata, 'private')) === true ? 'statistics-private' : undefined;
    if (optOut !== undefined && !consent) return optedOut(optOut);
    const path = readDomainsPath(metadata, host);
    const { allows, allowlistMode } = readAllowlist(field(metadata, 'allowList'));
    return {
      peers: path === undefined ? undisclosed(metadata) : yield* readPages(path, host),
      blocks: unsupported(),
      allows,
      counts: unsupported(),
      facts: { allowlistMode },
      optOut,
    };
  },
};

/** @returns the announced path, if it is on this server and the one we know; `knownNodesListUrl` is the old place */
function readDomainsPath(metadata: unknown, host: Host): string | undefined {
  const announced = field(metadata, 'endpoints', 'knownNodes') ?? field(metadata, 'knownNodesListUrl');
  const address = readText(announced, 2048);
  if (address === undefined || !URL.canParse(address, `https://${host}`)) return undefined;
  const url = new URL(address, `https://${host}`);
  const isHere = url.hostname === host && url.port === '' && /^https?:$/.test(url.protocol);
  return isHere && domainsPaths.includes(url.pathname) ? url.pathname : undefined;
}

/** A version that could announce its servers, and does not, keeps them to itself. */
function undisclosed(metadata: unknown): ObservedList<Host> {
  const isPossible =
    isRecord(field(metadata, 'endpoints')) || (isRecord(metadata) && Object.hasOwn(metadata, 'knownNodesListUrl'));
  return isPossible ? withheld() : unsupported();
}

/** In order of names, so that nothing shifts while we page. `next` is read as a mark, and never followed. */
function* readPages(path: string, self: Host): Generator<SessionRequest, ObservedList<Host>, AdapterAnswer> {
  const peers = hostList();
  for (let page = 1; ; page += 1) {
    const { outcome, json } = yield { method: 'GET', path: `${path}?page=${page}&page_size=100`, wants: 'list' };
    const rows = outcome === 'ok' ? readList(field(json, 'results')) : undefined;
    const reason = outcome === 'ok' ? 'malformed' : outcome;
    if (rows === undefined) return peers.size > 0 ? peers.partial(reason) : missing(reason);
    const before = peers.size;
    for (const row of rows) addHost(peers, field(row, 'name'), self);
    if (rows.length === 0 || readText(field(json, 'next'), 1) === undefined) return peers.published();
    // A page of known names: this server ignores the page, and we would never come to the end.
    if (peers.size === before) return peers.partial('malformed');
  }
}

/** `{ enabled, domains }`; domains is null where the list is not public. */
function readAllowlist(allowList: unknown): { allows: ObservedList<RuleText>; allowlistMode: boolean | null } {
  const allowlistMode = readFlag(field(allowList, 'enabled'));
  if (allowlistMode === null) return { allows: unsupported(), allowlistMode };
  const domains = readList(field(allowList, 'domains'));
  if (allowlistMode && domains === undefined) return { allows: withheld(), allowlistMode };
  const allows = ruleList();
  for (const domain of domains ?? []) {
    if (allows.isOver) break;
    allows.add(readRule(domain));
  }
  return { allows: allows.published(), allowlistMode };
}
