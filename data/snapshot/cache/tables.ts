/** What a snapshot holds beside its peers, as tables and back; what comes back is equal in every field. */
import { type Host, listKinds, noFacts, type RuleText } from '../../types.ts';
import type { Snapshot, SnapshotAllow, SnapshotBlock, SnapshotCount, SnapshotHost } from '../types.ts';
import { type Cell, type Column, packTable, unpackTable } from './table.ts';

export type Listed = Pick<Snapshot, 'hosts' | 'blocks' | 'allows' | 'counts'>;

type Field<Row> = (row: Row) => Cell;

const factNames = Object.keys(noFacts) as (keyof typeof noFacts)[];

const hostFields: Field<SnapshotHost>[] = [
  ({ host }) => host,
  // An array is a cell by its text.
  ({ aliases }) => JSON.stringify(aliases),
  ({ liveness }) => liveness,
  ({ visitedAt }) => visitedAt,
  ({ factsAt }) => factsAt,
  ({ doubt }) => doubt,
  ...factNames.map(
    (name): Field<SnapshotHost> =>
      (host) =>
        host[name],
  ),
  ...listKinds.map(
    (kind): Field<SnapshotHost> =>
      ({ disclosure }) =>
        disclosure[kind],
  ),
  ...listKinds.map(
    (kind): Field<SnapshotHost> =>
      ({ reason }) =>
        reason[kind],
  ),
  ...listKinds.map(
    (kind): Field<SnapshotHost> =>
      ({ observedAt }) =>
        observedAt[kind],
  ),
];

const blockFields: Field<SnapshotBlock>[] = [
  ({ source }) => source,
  ({ target }) => target,
  ({ resolved }) => resolved,
  ({ mask }) => mask,
  ({ action }) => action,
  ({ digest }) => digest,
  ({ comment }) => comment,
];

const allowFields: Field<SnapshotAllow>[] = [({ source }) => source, ({ target }) => target];

const countFields: Field<SnapshotCount>[] = [
  ({ source }) => source,
  ({ target }) => target,
  ({ followsOut }) => followsOut,
  ({ followsIn }) => followsIn,
];

export function packListed({ hosts, blocks, allows, counts }: Listed): { name: keyof Listed; data: Uint8Array }[] {
  return [
    { name: 'hosts', data: pack(hosts, hostFields) },
    { name: 'blocks', data: pack(blocks, blockFields) },
    { name: 'allows', data: pack(allows, allowFields) },
    { name: 'counts', data: pack(counts, countFields) },
  ];
}

export function unpackListed(section: (name: keyof Listed) => Uint8Array): Listed {
  return {
    hosts: unpack(section('hosts'), hostAt),
    blocks: unpack(section('blocks'), blockAt),
    allows: unpack(section('allows'), ([source, target]) => (row) => ({
      source: source!(row) as number,
      target: target!(row) as RuleText,
    })),
    counts: unpack(section('counts'), ([source, target, followsOut, followsIn]) => (row) => ({
      source: source!(row) as number,
      target: target!(row) as number,
      followsOut: followsOut!(row) as number,
      followsIn: followsIn!(row) as number,
    })),
  };
}

type CellAt = (row: number) => Cell;

function pack<Row>(rows: readonly Row[], fields: readonly Field<Row>[]): Uint8Array {
  return packTable(
    rows.length,
    fields.map((field) => rows.map(field)),
  );
}

function unpack<Row>(data: Uint8Array, rowAt: (columns: CellAt[]) => (row: number) => Row): Row[] {
  const { rows, columns } = unpackTable(data);
  const read = rowAt(
    columns.map(
      ({ cells, codes }: Column) =>
        (row: number) =>
          cells[codes[row]!]!,
    ),
  );
  return Array.from({ length: rows }, (_, row) => read(row));
}

/** Fields in the order in which freezing sets them: exports and sums go through them in that order. */
function hostAt([host, aliases, liveness, visitedAt, factsAt, doubt, ...others]: CellAt[]) {
  const facts = others.slice(0, factNames.length);
  const [disclosure, reason, observedAt] = [0, 1, 2].map((at) => {
    const first = factNames.length + at * listKinds.length;
    return others.slice(first, first + listKinds.length);
  });
  const ofKinds = <Value>(cells: CellAt[], row: number) =>
    Object.fromEntries(listKinds.map((kind, at) => [kind, cells[at]!(row)])) as Record<
      (typeof listKinds)[number],
      Value
    >;
  return (row: number): SnapshotHost => ({
    host: host!(row) as Host,
    aliases: JSON.parse(aliases!(row) as string),
    liveness: liveness!(row) as SnapshotHost['liveness'],
    visitedAt: visitedAt!(row) as number | null,
    factsAt: factsAt!(row) as number | null,
    ...(Object.fromEntries(factNames.map((name, at) => [name, facts[at]!(row)])) as unknown as typeof noFacts),
    disclosure: ofKinds(disclosure!, row),
    reason: ofKinds(reason!, row),
    observedAt: ofKinds(observedAt!, row),
    doubt: doubt!(row) as SnapshotHost['doubt'],
  });
}

function blockAt([source, target, resolved, mask, action, digest, comment]: CellAt[]) {
  return (row: number): SnapshotBlock => ({
    source: source!(row) as number,
    target: target!(row) as RuleText,
    resolved: resolved!(row) as Host | null,
    mask: mask!(row) as SnapshotBlock['mask'],
    action: action!(row) as string,
    digest: digest!(row) as string | null,
    comment: comment!(row) as string | null,
  });
}
