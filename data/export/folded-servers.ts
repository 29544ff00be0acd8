/** What is left out of the servers, as sums by software. */
import type { SnapshotHost } from '../snapshot/types.ts';
import { fewest, ifEnough, ruleAgainst } from './publishing-rules.ts';
import type { Table } from './table.ts';

/** Stands for software, actions and the like that too few have for a row of their own. */
export const other = 'other';

interface Sum {
  hosts: number;
  users: { sum: number; hosts: number };
  mau: { sum: number; hosts: number };
}

export interface FoldedServers {
  table: Table;
  /** Servers in the sums. */
  hosts: number;
}

export function foldServers(hosts: readonly SnapshotHost[]): FoldedServers {
  const sums = mergeSmall(sumBySoftware(hosts));
  const rows = [...sums].sort(([a, left], [b, right]) => right.hosts - left.hosts || ((a ?? '') < (b ?? '') ? -1 : 1));
  return {
    hosts: rows.reduce((total, [, sum]) => total + sum.hosts, 0),
    table: {
      name: 'folded',
      description: 'Servers that are not shown by name, in sums. A number that rests on fewer than five is empty.',
      columns: [
        {
          name: 'software',
          type: 'text',
          description: `As stated; empty where none was, "${other}" for all that fewer than five servers run.`,
        },
        { name: 'hosts', type: 'count', description: 'Servers.' },
        { name: 'users', type: 'count', description: 'Registered people, of the servers that say.' },
        { name: 'users_hosts', type: 'count', description: 'Servers that say how many people are registered.' },
        { name: 'mau', type: 'count', description: 'Monthly active people, of the servers that say.' },
        { name: 'mau_hosts', type: 'count', description: 'Servers that say how many people are active.' },
      ],
      primaryKey: [],
      foreignKeys: [],
      rows: () => rows.map(([software, { hosts, users, mau }]) => [software, hosts, ...shown(users), ...shown(mau)]),
    },
  };
}

function sumBySoftware(hosts: readonly SnapshotHost[]): Map<string | null, Sum> {
  const sums = new Map<string | null, Sum>();
  for (const host of hosts) {
    const inSums = ruleAgainst(host)?.inSums ?? 'no';
    if (inSums === 'no') continue;
    const sum = sums.get(host.software) ?? emptySum();
    sums.set(host.software, sum);
    sum.hosts += 1;
    if (inSums === 'as-host') continue;
    for (const number of ['users', 'mau'] as const) {
      const value = host[number];
      if (value === null) continue;
      sum[number].sum += value;
      sum[number].hosts += 1;
    }
  }
  return sums;
}

/** Those of too few servers together; left away where even that is too few. */
function mergeSmall(sums: Map<string | null, Sum>): Map<string | null, Sum> {
  const kept = new Map<string | null, Sum>();
  const rest = emptySum();
  for (const [software, sum] of sums) {
    if (sum.hosts >= fewest && software !== other) {
      kept.set(software, sum);
      continue;
    }
    rest.hosts += sum.hosts;
    for (const number of ['users', 'mau'] as const) {
      rest[number].sum += sum[number].sum;
      rest[number].hosts += sum[number].hosts;
    }
  }
  if (rest.hosts >= fewest) kept.set(other, rest);
  return kept;
}

function emptySum(): Sum {
  return { hosts: 0, users: { sum: 0, hosts: 0 }, mau: { sum: 0, hosts: 0 } };
}

/** Neither a sum over fewer than five servers, nor one of fewer than five people. */
function shown({ sum, hosts }: Sum['users']): [number | null, number | null] {
  return [hosts >= fewest ? ifEnough(sum) : null, ifEnough(hosts)];
}
