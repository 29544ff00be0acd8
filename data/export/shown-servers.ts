/** The part of a snapshot that is published by name: its servers, and what they say of each other. */
import type { Csr, Snapshot, SnapshotHost } from '../snapshot/types.ts';
import type { Host } from '../types.ts';
import { ifEnough, isEnough, ruleAgainst } from './publishing-rules.ts';

const notShown = 0xffffffff;

/**
 * @returns a snapshot of the same id with fewer servers, numbered anew: no block, no allow, no number that rests on too
 * few people, and no alias that is a name of a server left out
 */
export function shownServers(snapshot: Snapshot): Snapshot {
  const nodes = new Uint32Array(snapshot.hosts.length).fill(notShown);
  const shown: SnapshotHost[] = [];
  const leftOut = new Set<Host>();
  for (const [node, host] of snapshot.hosts.entries()) {
    if (ruleAgainst(host) === null) nodes[node] = shown.push(host) - 1;
    else for (const name of [host.host, ...host.aliases]) leftOut.add(name);
  }
  return {
    ...snapshot,
    hosts: shown.map((host) => ({
      ...host,
      aliases: host.aliases.filter((alias) => !leftOut.has(alias)),
      mau: ifEnough(host.mau),
      activeHalfyear: ifEnough(host.activeHalfyear),
    })),
    peers: peersAmong(snapshot.peers, nodes, shown.length),
    blocks: [],
    allows: [],
    counts: snapshot.counts.flatMap(({ source, target, followsOut, followsIn }) => {
      const [from, to] = [nodes[source]!, nodes[target]!];
      if (from === notShown || to === notShown || !isEnough(followsOut) || !isEnough(followsIn)) return [];
      return [{ source: from, target: to, followsOut, followsIn }];
    }),
  };
}

/** Those of the same source stay ascending, since the order of servers stays. */
function peersAmong({ order, offsets, targets }: Csr, nodes: Uint32Array, shown: number): Csr {
  const size = { offsets: new Uint32Array(shown + 1), edges: 0 };
  const each = (take: (source: number, target: number) => void) => {
    for (let node = 0; node < order; node++) {
      const source = nodes[node]!;
      if (source === notShown) continue;
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
        const target = nodes[targets[edge]!]!;
        if (target !== notShown) take(source, target);
      }
    }
  };
  each((source) => {
    size.offsets[source + 1]! += 1;
    size.edges += 1;
  });
  for (let node = 0; node < shown; node++) size.offsets[node + 1]! += size.offsets[node]!;
  const kept = new Uint32Array(size.edges);
  let next = 0;
  each((_, target) => {
    kept[next++] = target;
  });
  return { order: shown, offsets: size.offsets, targets: kept };
}
