/** The slow, obvious answers to questions about what is known now: from the frozen snapshot, in loops. */
import { isMasked } from '../../../../data/host.ts';
import { digestOf } from '../../../../data/masks.ts';
import type { Snapshot, SnapshotBlock, SnapshotHost } from '../../../../data/snapshot/types.ts';
import { version } from '../../../../data/version.ts';

export type Row = unknown[];

const dayMs = 86_400_000;
const plain = (target: string) => target.replace(/^\*\./, '');
const iso = (time: number) => new Date(time).toISOString();
const keyOf = ({ target, digest }: SnapshotBlock) =>
  isMasked(target) && digest !== null ? digest : digestOf(plain(target));

/** The server that a name leads to: itself, or who claims it. */
export function serverOf(hosts: readonly SnapshotHost[], name: string): SnapshotHost | undefined {
  return hosts.find(({ host }) => host === name) ?? hosts.find(({ aliases }) => aliases.includes(name as never));
}

function namesOf(hosts: readonly SnapshotHost[], name: string): string[] {
  const server = serverOf(hosts, name);
  const folded = server?.aliases.filter((alias) => serverOf(hosts, alias) === server) ?? [];
  return server === undefined ? [] : [server.host, ...folded];
}

const publishers = ({ hosts }: Snapshot, kind: 'peers' | 'blocks') =>
  hosts.filter(({ disclosure }) => disclosure[kind] === 'published').map(({ host }) => host as string);
const alive = ({ hosts }: Snapshot) => hosts.filter(({ liveness }) => liveness === 'alive');

export function whoBlocks(snapshot: Snapshot, asked: string): Row[] {
  const { hosts, blocks } = snapshot;
  const names = new Set([asked, ...namesOf(hosts, asked)]);
  const coverage = [publishers(snapshot, 'blocks').length, alive(snapshot).length];
  const namesIt = ({ target, digest }: SnapshotBlock) =>
    [...names].some((name) =>
      isMasked(target) ? digest === digestOf(name) : `.${name}`.endsWith(`.${plain(target)}`),
    );
  const rows = blocks
    .filter(namesIt)
    .map(({ source, target, action, comment }) => [
      ...[hosts[source]!.host, hosts[source]!.software, action, target, comment, ...coverage],
    ]);
  return rows.length === 0 ? [[null, null, null, null, null, ...coverage]] : rows;
}

function peersOf({ hosts, peers }: Snapshot): Map<string, Set<string>> {
  return new Map(
    hosts.map(({ host }, node) => {
      const targets = [...peers.targets.subarray(peers.offsets[node], peers.offsets[node + 1])];
      return [host, new Set(targets.map((target) => hosts[target]!.host as string))];
    }),
  );
}

export function tiesOf(snapshot: Snapshot, asked: string): Row[] {
  const own = serverOf(snapshot.hosts, asked)!;
  const listed = peersOf(snapshot);
  const rows: Row[] = [];
  for (const { host, software, users, disclosure } of snapshot.hosts) {
    const there = listed.get(own.host)!.has(host);
    const back = listed.get(host)!.has(own.host);
    if (!there && !back) continue;
    let tie = 'not known';
    if (there && back) tie = 'mutual';
    else if (there && disclosure.peers === 'published') tie = 'listed by it only';
    else if (back && own.disclosure.peers === 'published') tie = 'lists it only';
    rows.push([host, tie, software, users, disclosure.peers]);
  }
  return rows;
}

export function notListedBack(snapshot: Snapshot): Row[] {
  const listed = peersOf(snapshot);
  const published = publishers(snapshot, 'peers');
  return published.flatMap((host): Row[] => {
    const known = published.filter((other) => listed.get(host)!.has(other));
    const oneSided = known.filter((other) => !listed.get(other)!.has(host));
    if (known.length === 0) return [];
    const share = oneSided.length / known.length;
    return [[host, known.length, oneSided.length, share, published.length, alive(snapshot).length]];
  });
}

function listsOf({ hosts, blocks }: Snapshot): Map<string, Set<string>> {
  const lists = new Map(hosts.map(({ host }) => [host as string, new Set<string>()]));
  for (const block of blocks) lists.get(hosts[block.source]!.host)!.add(keyOf(block));
  return lists;
}

const inBoth = (one: Set<string>, other: Set<string>) => [...one].filter((entry) => other.has(entry)).length;
const jaccard = (one: Set<string>, other: Set<string>) => {
  const both = inBoth(one, other);
  return both / (one.size + other.size - both);
};

export function likeness(snapshot: Snapshot, oneHost: string, otherHost: string): Row[] {
  const lists = listsOf(snapshot);
  const one = lists.get(oneHost)!;
  const other = lists.get(otherHost)!;
  const both = inBoth(one, other);
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  const states = [oneHost, otherHost].map((name) => serverOf(snapshot.hosts, name)!.disclosure.blocks);
  const shares = [jaccard(one, other), both / one.size, both / other.size].map(orNull);
  return [[one.size, other.size, both, ...shares, ...states]];
}

export function alikePairs(snapshot: Snapshot): Row[] {
  const lists = listsOf(snapshot);
  const published = publishers(snapshot, 'blocks');
  return published.flatMap((one) =>
    published.flatMap((other): Row[] => {
      const both = inBoth(lists.get(one)!, lists.get(other)!);
      if (one >= other || both === 0) return [];
      const sizes = [lists.get(one)!.size, lists.get(other)!.size];
      const shares = [jaccard(lists.get(one)!, lists.get(other)!), both / sizes[0]!, both / sizes[1]!];
      return [[one, other, ...sizes, both, ...shares, published.length]];
    }),
  );
}

export function independence(snapshot: Snapshot, asked: string): Row[] {
  const lists = listsOf(snapshot);
  const published = publishers(snapshot, 'blocks');
  const keys = namesOf(snapshot.hosts, asked).map(digestOf);
  const blockers = published.filter((host) => keys.some((key) => lists.get(host)!.has(key)));
  const cluster = new Map(blockers.map((host) => [host, host]));
  const likenesses = blockers.flatMap((one) =>
    blockers.map((other) => ({ one, other, value: jaccard(lists.get(one)!, lists.get(other)!) })),
  );
  // As often as there are lists is as far as a name can travel.
  for (const _ of blockers) {
    for (const { one, other, value } of likenesses) {
      if (value >= 0.7 && cluster.get(other)! < cluster.get(one)!) cluster.set(one, cluster.get(other)!);
    }
  }
  const sum = likenesses.reduce((total, { value }) => total + value, 0);
  const effective = blockers.length === 0 ? null : blockers.length ** 2 / sum;
  return [[blockers.length, new Set(cluster.values()).size, effective, published.length]];
}

export function softwareInUse(snapshot: Snapshot): Row[] {
  const total = alive(snapshot).reduce((sum, { users }) => sum + (users ?? 0), 0);
  return [...new Set(alive(snapshot).map(({ software }) => software))].map((software) => {
    const those = alive(snapshot).filter((it) => it.software === software);
    const silent = those.filter(({ users }) => users === null).length;
    const users = silent === those.length ? null : those.reduce((sum, it) => sum + (it.users ?? 0), 0);
    return [software, those.length, silent, users, users === null ? null : users / total];
  });
}

export function notReturned(snapshot: Snapshot): Row[] {
  const lists = listsOf(snapshot);
  const published = publishers(snapshot, 'blocks');
  const declares = (one: string, other: string) =>
    one !== other && namesOf(snapshot.hosts, other).some((name) => lists.get(one)!.has(digestOf(name)));
  return published.flatMap((source): Row[] => {
    const targets = published.filter((other) => declares(source, other));
    if (targets.length === 0) return [];
    const open = targets.filter((target) => !declares(target, source)).length;
    return [[source, targets.length, open, published.length, alive(snapshot).length]];
  });
}

export function ages(snapshot: Snapshot): Row[] {
  const kinds = {
    facts: (it: SnapshotHost) => it.factsAt,
    peers: (it: SnapshotHost) => it.observedAt.peers,
    blocks: (it: SnapshotHost) => it.observedAt.blocks,
  };
  return Object.entries(kinds).map(([what, timeOf]) => {
    const times = snapshot.hosts.map(timeOf).filter((time) => time !== null);
    const days = times.map((time) => (snapshot.asOf - time) / dayMs).sort((a, b) => a - b);
    const at = (share: number) => days[Math.max(0, Math.ceil(share * days.length) - 1)];
    return [what, days.length, snapshot.hosts.length - days.length, days[0], at(0.5), at(0.9), days.at(-1)];
  });
}

export function citable({ id, asOf, hosts, peers, blocks }: Snapshot): Row[] {
  return [[id, iso(asOf), version, hosts.length, peers.targets.length, blocks.length, null]];
}
