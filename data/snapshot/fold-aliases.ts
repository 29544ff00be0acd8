/**
 * One server, one node: a handle domain that only sends on to its web domain would else stand in the graph as a second
 * server without facts, and take the peers that name it.
 *
 * Anybody may claim to be anybody. A claim is believed only where the other name does not answer as a server of its
 * own, and either lies under the same registrable domain or says by itself that it leads to the claimant.
 */
import { registrableDomain } from '../host.ts';
import type { Host } from '../types.ts';
import type { SnapshotHost } from './types.ts';

/**
 * @param nodes from a host's number in the file to its position in `hosts`
 * @returns the hosts that stay, in the same order, and where each number now leads
 */
export function foldAliases(hosts: SnapshotHost[], nodes: Uint32Array): { hosts: SnapshotHost[]; nodes: Uint32Array } {
  const position = new Map<string, number>(hosts.map(({ host }, node) => [host, node]));
  const owner = Uint32Array.from(hosts.keys());
  hosts.forEach((claimant, node) => {
    if (!isServer(claimant)) return;
    for (const alias of claimant.aliases) {
      const other = position.get(alias);
      if (other === undefined || owner[other] !== other || isServer(hosts[other]!)) continue;
      if (isOneDomain(alias, claimant.host) || hosts[other]!.aliases.includes(claimant.host)) owner[other] = node;
    }
  });
  const kept = hosts.filter((_, node) => owner[node] === node);
  const newNode = new Uint32Array(hosts.length);
  kept.forEach(({ host }, node) => {
    newNode[position.get(host)!] = node;
  });
  return { hosts: kept, nodes: nodes.map((node) => newNode[owner[node]!]!) };
}

/** It told what it is, or gave a list. */
function isServer({ software, observedAt }: SnapshotHost): boolean {
  return software !== null || Object.values(observedAt).some((time) => time !== null);
}

function isOneDomain(a: Host, b: Host): boolean {
  return registrableDomain(a) === registrableDomain(b);
}
