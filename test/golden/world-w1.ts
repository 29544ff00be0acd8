/**
 * Small worlds for tests: servers with an audience, lists of who knows whom, declared rules. Everything not said is
 * Mastodon, answering, with whole and fresh lists, and no rules.
 */
import { isMasked, readHost, readRule } from '../../data/host.ts';
import { digestOf } from '../../data/masks.ts';
import type { Csr, Doubt, MaskResolution, Snapshot, SnapshotHost } from '../../data/snapshot/types.ts';
import type { Disclosure, Host, Liveness, RuleText } from '../../data/types.ts';

export interface ServerText {
  mau?: number | null;
  users?: number | null;
  software?: string | null;
  liveness?: Liveness;
  aliases?: string[];
  /** Who is on its peer list; everybody else when left out, no published list when null. */
  peers?: string[] | null;
  blocksDisclosure?: Disclosure;
  authorizedFetch?: boolean | null;
  allowlistMode?: boolean | null;
  /** Its published allowlist. */
  allows?: string[];
  /** Age of its lists. */
  listAgeMs?: number;
  language?: string | null;
  doubt?: Doubt;
  counts?: Record<string, { followsOut: number; followsIn: number }>;
}

export interface WorldText {
  servers: Record<string, ServerText>;
  /** Source, action, target, and the plain name where a masked one is resolved: by digest, unless told otherwise. */
  rules?: [source: string, action: string, target: string, resolved?: string | undefined, mask?: MaskResolution][];
}

const asOf = Date.UTC(2026, 10, 20);

export function host(text: string): Host {
  const found = readHost(text);
  if (found === undefined) throw new Error(`expected a host name, got ${text}`);
  return found;
}

export function buildSnapshot({ servers, rules = [] }: WorldText): Snapshot {
  const names = Object.keys(servers).map(host).sort();
  const node = (name: string) => {
    const found = names.indexOf(host(name));
    if (found === -1) throw new Error(`expected a server of the world, got ${name}`);
    return found;
  };
  const hosts = names.map((name) => buildHost(name, servers[name]!));
  const rows = names.map((name) => {
    const { peers } = servers[name]!;
    if (peers === null) return [];
    return (peers ?? names.filter((other) => other !== name && !leavesOut(name, other)))
      .map(node)
      .sort((a, b) => a - b);
  });
  // A Mastodon or Lemmy list lacks whom the server acts on, by exact name; a Pleroma or Misskey list does not.
  function leavesOut(source: string, target: string): boolean {
    const { software = 'mastodon' } = servers[source]!;
    if (software !== 'mastodon' && software !== 'lemmy') return false;
    return rules.some(([from, , to, plain]) => from === source && (plain ?? to) === target);
  }
  const blocks = rules.map(([source, action, target, resolved, mask]) => ({
    source: node(source),
    target: rule(target),
    resolved: resolved === undefined ? null : host(resolved),
    action,
    mask: mask ?? maskOf(rule(target), resolved),
    digest: resolved === undefined || mask === 'shape' ? null : digestOf(resolved),
    comment: null,
  }));
  blocks.sort((a, b) => a.source - b.source || compare(a.target, b.target) || compare(a.action, b.action));
  return {
    id: '0123456789abcdef',
    contentHash: '0123456789abcdef'.repeat(4),
    asOf,
    hosts,
    peers: buildCsr(rows),
    blocks,
    allows: names.flatMap((name, source) =>
      (servers[name]!.allows ?? []).map((target) => ({ source, target: rule(target) })),
    ),
    counts: names.flatMap((name, source) =>
      Object.entries(servers[name]!.counts ?? {}).map(([target, count]) => ({
        source,
        target: node(target),
        ...count,
      })),
    ),
  };
}

/** The world of the golden numbers: five servers around x.example, everybody knows everybody. */
export function worldW1(changes: Record<string, ServerText> = {}, rules: WorldText['rules'] = []): Snapshot {
  const audiences = { x: 100, a: 1000, b: 500, c: 300, d: 200, e: 0 };
  const servers: Record<string, ServerText> = {};
  for (const [letter, mau] of Object.entries(audiences)) servers[`${letter}.example`] = { mau };
  for (const [name, change] of Object.entries(changes)) servers[name] = { ...servers[name], ...change };
  return buildSnapshot({ servers, rules });
}

function maskOf(target: RuleText, resolved: string | undefined): MaskResolution | null {
  if (!isMasked(target)) return null;
  return resolved === undefined ? 'unknown' : 'digest';
}

function buildHost(name: Host, text: ServerText): SnapshotHost {
  const seenAt = asOf - (text.listAgeMs ?? 0);
  const peers: Disclosure = text.peers === null ? 'withheld' : 'published';
  const blocks = text.blocksDisclosure ?? 'published';
  const allows: Disclosure = text.allows ? 'published' : 'unsupported';
  const counts: Disclosure = text.counts ? 'published' : 'unsupported';
  const at = (disclosure: Disclosure) => (disclosure === 'published' ? seenAt : null);
  return {
    host: name,
    aliases: (text.aliases ?? []).map(host),
    software: text.software === undefined ? 'mastodon' : text.software,
    version: null,
    users: text.users ?? null,
    mau: text.mau ?? null,
    activeHalfyear: null,
    posts: null,
    language: text.language ?? null,
    openRegistrations: null,
    authorizedFetch: text.authorizedFetch === undefined ? false : text.authorizedFetch,
    allowlistMode: text.allowlistMode ?? null,
    liveness: text.liveness ?? 'alive',
    visitedAt: text.liveness === 'unvisited' ? null : asOf,
    factsAt: asOf,
    disclosure: { peers, blocks, allows, counts },
    reason: { peers: null, blocks: null, allows: null, counts: null },
    observedAt: { peers: at(peers), blocks: at(blocks), allows: at(allows), counts: at(counts) },
    doubt: text.doubt ?? null,
  };
}

function buildCsr(rows: number[][]): Csr {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, node) => {
    offsets[node + 1] = offsets[node]! + row.length;
  });
  return { order: rows.length, offsets, targets: Uint32Array.from(rows.flat()) };
}

function rule(text: string): RuleText {
  const found = readRule(text);
  if (found === undefined) throw new Error(`expected the text of a rule, got ${text}`);
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
