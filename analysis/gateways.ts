/**
 * Gateways to other networks and relays, told apart from servers because they carry more, or less, than an audience:
 * cutting a gateway closes a network, cutting a relay takes strangers' posts and no follows.
 *
 * A table kept by hand. Gateways are often cut by name before anybody here met them, so they are matched as the rules of
 * the acting software match names: `brid.gy` on Mastodon closes all below it, on Lemmy only that host.
 */
import type { Host } from '../data/types.ts';
import type { Change } from './change.ts';
import { cutEitherWay } from './effects.ts';
import { type Graph, hostOf } from './graph.ts';
import { readTarget } from './matching.ts';
import { indexNames } from './names.ts';
import { nodesWhere } from './nodes-where.ts';
import { perGraph } from './per-graph.ts';
import { type ActRow, addRule, readAllowed } from './policies.ts';
import { vocabularyOf } from './rules.ts';
import type { Plan } from './scenario.ts';
import type { ClosedGateway, ClosedRelay } from './second-order-types.ts';
import { sumServers } from './server-sum.ts';
import type { Weights } from './weights.ts';

// biome-ignore format: a table is read by columns
const gateways: readonly { host: string; network: string; source: string }[] = [
  { host: 'bsky.brid.gy', network: 'Bluesky', source: 'snarfed/bridgy-fed 2026, bsky.brid.gy.as2.json, domains.py' },
  { host: 'web.brid.gy', network: 'web sites (IndieWeb)', source: 'snarfed/bridgy-fed 2026, domains.py' },
  { host: 'fed.brid.gy', network: 'web sites (IndieWeb)', source: 'snarfed/bridgy-fed 2026, domains.py: its first name' },
  { host: 'nostr.brid.gy', network: 'Nostr', source: 'snarfed/bridgy-fed 2026, domains.py, nostr.py' },
  { host: 'mostr.pub', network: 'Nostr', source: 'soapbox.pub, Mostr, the Fediverse-Nostr bridge' },
  { host: 'momostr.pink', network: 'Nostr', source: 'Mostr on Nostr, 2024-05-21: another bridge, of its own code' },
  { host: 'fc.brid.gy', network: 'Farcaster', source: 'snarfed/bridgy-fed 2026, domains.py, farcaster.py' },
  { host: 'threads.net', network: 'Threads', source: 'threads.net is the name its accounts have in the fediverse' },
  { host: 'wordpress.com', network: 'WordPress.com', source: 'ActivityPub plugin of Automattic, on for blogs hosted there' },
];

/** Gateways that many people run; NodeInfo names. */
const gatewaySoftware: ReadonlyMap<string, string> = new Map([
  // NicolasConstant/BirdsiteLive, its NodeInfo; bird.makeup is a fork of it.
  ['birdsitelive', 'X (Twitter)'],
]);

// biome-ignore format: a table is read by columns
const relays: readonly { software: string; source: string }[] = [
  { software: 'activityrelay', source: 'git.pleroma.social/pleroma/relay, its NodeInfo' },
  { software: 'activity-relay', source: 'yukimochi/Activity-Relay, models/models.go' },
  { software: 'aoderelay', source: 'git.asonix.dog/asonix/relay 0.3.125, src/routes/nodeinfo.rs' },
  { software: 'buzzrelay', source: 'astro/buzzrelay, as pleroma/relay lists it' },
  { software: 'feditools-relay', source: 'git.ptzo.gdn/feditools/relay, as pleroma/relay lists it' },
  { software: 'pub-relay', source: 'noellabo/pub-relay, src/web_server.cr' },
];
const relaySoftware = new Set(relays.map(({ software }) => software));

const names = indexNames(gateways.map(({ host }) => ({ host: host as Host, aliases: [] })));

/** @returns the gateways that open contact loses, in the order of the table, then servers by their software */
export function closeGateways(graph: Graph, plan: Plan, change: Change): ClosedGateway[] {
  if (graph.live[plan.node] === 0) return [];
  const rows = readRows(graph, plan);
  const listed = gateways.map(({ host, network }, at) => {
    const node = graph.names.find(host);
    const stands = (row: boolean, contact: Change['contactAfter']) =>
      node === undefined ? row : contact.in[node] === 1 && contact.out[node] === 1;
    return {
      host,
      network,
      before: stands(rows.before(at), change.contactBefore),
      after: stands(rows.after(at), change.contactAfter),
    };
  });
  const run = serversThatPass(graph).gateways.map(({ node, network }) => {
    const open = ({ in: arrives, out: leaves }: Change['contactAfter']) => arrives[node] === 1 && leaves[node] === 1;
    const host: string = hostOf(graph, node);
    return { host, network, before: open(change.contactBefore), after: open(change.contactAfter) };
  });
  const all = [...listed, ...run];
  const stillOpen = new Set(all.filter(({ after }) => after).map(({ network }) => network));
  return all
    .filter(({ before, after }) => before && !after)
    .map(({ host, network }) => ({ host, network, last: !stillOpen.has(network) }));
}

/** @returns the relays whose posts no longer arrive, in node order */
export function closeRelays(
  graph: Graph,
  { before, contactBefore, contactAfter }: Change,
  weights: Weights,
): ClosedRelay[] {
  const closed: ClosedRelay[] = [];
  for (const relay of serversThatPass(graph).relays) {
    if (contactBefore.in[relay]! <= contactAfter.in[relay]!) continue;
    const host = hostOf(graph, relay);
    const members = [...graph.ties.peers.row(relay)];
    const unmet = members.filter((member) => member !== before.node && weights.mask[member] === 0);
    closed.push(
      members.length === 0
        ? { host, members: null, unmet: null }
        : { host, members: members.length, unmet: sumServers(graph, unmet) },
    );
  }
  return closed;
}

/** Servers that are gateways or relays by what they run, in node order. */
const serversThatPass = perGraph(({ snapshot: { hosts } }) => ({
  gateways: hosts.flatMap(({ software }, node) => {
    const network = gatewaySoftware.get(software ?? '');
    return network === undefined ? [] : [{ node, network }];
  }),
  relays: nodesWhere(hosts.length, (node) => relaySoftware.has(hosts[node]!.software ?? '')),
}));

/** Whether names nobody here met are open to the host, by its own rules, before and after. */
function readRows({ policies, snapshot }: Graph, { node, entries, closedTo }: Plan) {
  const before = emptyRow();
  for (const rule of policies.declaredBy(node)) addRule(before, -1, rule, names);
  const after: ActRow = { effect: before.effect.slice(), length: before.length.slice(), spared: before.spared };
  for (const { side, target, rule } of entries) {
    if (side === 'ours') addRule(after, -1, { target: readTarget(target, rule.matching), rule }, names);
  }
  const { allowlist } = vocabularyOf(snapshot.hosts[node]!.software);
  const allows = entries.filter(({ side }) => side === 'allow').map(({ target }) => target);
  const allowed = readAllowed(allows, allowlist.matching, names);
  const isOpen = (row: ActRow, at: number) => (row.effect[at]! & cutEitherWay) === 0 && !policies.isClosed(node);
  return {
    before: (at: number) => isOpen(before, at),
    after: (at: number) => isOpen(after, at) && (closedTo === undefined || allowed.has(at)),
  };
}

function emptyRow(): ActRow {
  const bytes = () => new Uint8Array(gateways.length);
  return { effect: bytes(), length: bytes(), spared: bytes() };
}
