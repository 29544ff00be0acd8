/** What of each server has a few values only, as columns of codes that are packed into one number a server. */
import { doubts, type SnapshotHost } from '../../data/snapshot/types.ts';
import { disclosures, listKinds } from '../../data/types.ts';
import type { Audience } from '../audience.ts';
import type { Base } from './base.ts';
import { packColumns, unpackColumns } from './packed-columns.ts';

type Facts = Pick<
  SnapshotHost,
  'liveness' | 'disclosure' | 'allowlistMode' | 'authorizedFetch' | 'doubt' | 'observedAt'
>;

/** The places of words in these lists are what is written: add at the end, and raise the version of the base. */
const livenessCodes = ['alive', 'dead', 'unvisited'] as const;
const disclosureCodes = [null, ...disclosures] as const;
const flagCodes = [null, false, true] as const;
const doubtCodes = [null, ...doubts] as const;
const presence = [false, true] as const;
const sourceCodes = ['mau', 'users-software', 'users-all', 'users', 'footprint', 'none'] as const;
const unusedCodes = [
  null,
  'missing',
  'hidden',
  'zero-not-counted',
  'baffle',
  'impossible',
  'fake',
  'alias',
] as const satisfies readonly Audience['unused'][number][];

const lists = [
  livenessCodes,
  ...listKinds.map(() => disclosureCodes),
  flagCodes,
  flagCodes,
  doubtCodes,
  presence,
  presence,
  presence,
  sourceCodes,
  unusedCodes,
] as const;

export function packCodes({ hosts, tells, audience }: Pick<Base, 'hosts' | 'tells' | 'audience'>): Uint32Array {
  const rows = hosts.map((host, node): unknown[] => [
    host.liveness,
    ...listKinds.map((kind) => host.disclosure[kind]),
    host.allowlistMode,
    host.authorizedFetch,
    host.doubt,
    host.observedAt.peers !== null,
    host.observedAt.blocks !== null,
    tells[node] === 1,
    audience.source[node],
    audience.unused[node],
  ]);
  const columns = lists.map((list, at) => ({
    size: list.length,
    codes: Uint8Array.from(rows, (row) => codeOf(list, row[at])),
  }));
  return packColumns(hosts.length, columns);
}

export interface Codes {
  facts(node: number): Omit<Facts, 'observedAt'> & { holds: { peers: boolean; blocks: boolean } };
  tells: Uint8Array;
  source: Audience['source'];
  unused: Audience['unused'];
}

export function unpackCodes(packed: Uint32Array): Codes {
  const columns = unpackColumns(
    packed,
    lists.map(({ length }) => length),
  );
  const after = 1 + listKinds.length;
  const read = <Value>(list: readonly Value[], column: number, node: number) => list[columns[column]![node]!]!;
  const each = <Value>(list: readonly Value[], column: number) => Array.from(columns[column]!, (code) => list[code]!);
  return {
    facts: (node) => ({
      liveness: read(livenessCodes, 0, node),
      disclosure: Object.fromEntries(
        listKinds.map((kind, at) => [kind, read(disclosureCodes, 1 + at, node)]),
      ) as SnapshotHost['disclosure'],
      allowlistMode: read(flagCodes, after, node),
      authorizedFetch: read(flagCodes, after + 1, node),
      doubt: read(doubtCodes, after + 2, node),
      holds: { peers: read(presence, after + 3, node), blocks: read(presence, after + 4, node) },
    }),
    tells: columns[after + 5]!,
    source: each(sourceCodes, after + 6),
    unused: each(unusedCodes, after + 7),
  };
}

function codeOf(list: readonly unknown[], value: unknown): number {
  const code = list.indexOf(value);
  if (code === -1) throw new Error(`expected one of ${list.join(', ')}, got ${String(value)}`);
  return code;
}
