/**
 * Finding servers by name, and everything below a name, without walking all names.
 * Every alias of a server finds it too. Names below `d` lie side by side once labels are reversed.
 */
import type { SnapshotHost } from '../data/snapshot/types.ts';

export interface NameIndex {
  /** @returns the node with this host name or alias */
  find(name: string): number | undefined;
  /** Calls `visit` with every node that has a name strictly below `name`; a node with several such names comes several times. */
  eachBelow(name: string, visit: (node: number) => void): void;
  /** Calls `visit` with every name that begins with `prefix`, and its node. */
  eachBeginning(prefix: string, visit: (name: string, node: number) => void): void;
  /** Every name that finds the node: its host first, then its aliases. */
  namesOf(node: number): readonly string[];
}

export function indexNames(hosts: readonly Pick<SnapshotHost, 'host' | 'aliases'>[]): NameIndex {
  const nodeByName = new Map<string, number>();
  hosts.forEach(({ host }, node) => {
    nodeByName.set(host, node);
  });
  hosts.forEach(({ aliases }, node) => {
    // A server listed under its own name keeps that name, and of two that claim one name the first has it.
    for (const alias of aliases) if (!nodeByName.has(alias)) nodeByName.set(alias, node);
  });
  const sortBy = (keyOf: (name: string) => string) =>
    [...nodeByName]
      .map(([name, node]) => ({ key: keyOf(name), node }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const reversed = sortBy(reverseLabels);
  let plain: typeof reversed | undefined;

  return {
    find: (name) => nodeByName.get(name),
    eachBelow(name, visit) {
      const prefix = reverseLabels(name);
      for (let at = firstNotBelow(reversed, prefix); reversed[at]?.key.startsWith(prefix); at++) {
        if (reversed[at]!.key !== prefix) visit(reversed[at]!.node);
      }
    },
    eachBeginning(prefix, visit) {
      plain ??= sortBy((name) => name);
      for (let at = firstNotBelow(plain, prefix); plain[at]?.key.startsWith(prefix); at++) {
        visit(plain[at]!.key, plain[at]!.node);
      }
    },
    namesOf: (node) => {
      const { host, aliases } = hosts[node]!;
      return [host, ...aliases.filter((alias) => nodeByName.get(alias) === node)];
    },
  };
}

/** `a.b.example` → `example.b.a.`; the closing dot keeps `ab.example` out of what is below `b.example`. */
function reverseLabels(name: string): string {
  return `${name.split('.').reverse().join('.')}.`;
}

function firstNotBelow(sorted: readonly { key: string }[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]!.key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
