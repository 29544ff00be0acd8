/**
 * A slice as bytes: its node, four rows, the counts, and as JSON what is text. Lists are the bulk of it, so a server with
 * some thousand partners takes a few kilobytes.
 */
import type { SnapshotBlock, SnapshotCount, SnapshotHost } from '../../data/snapshot/types.ts';
import { listKinds } from '../../data/types.ts';
import type { Base } from './base.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readRow, writeRow } from './row-bytes.ts';
import { slicesKind } from './site-kinds.ts';
import type { Slice } from './slice.ts';

/** What of a card is not in the base. */
const ownFacts = [
  'version',
  'activeHalfyear',
  'posts',
  'language',
  'openRegistrations',
  'visitedAt',
  'factsAt',
] as const satisfies readonly (keyof SnapshotHost)[];
const blockFields = [
  'source',
  'target',
  'resolved',
  'mask',
  'action',
] as const satisfies readonly (keyof SnapshotBlock)[];

/** The part that is text; rows of fields, since their names would outweigh them. */
interface SliceText {
  facts: unknown[];
  reasons: SnapshotHost['reason'][keyof SnapshotHost['reason']][];
  observedAt: (number | null)[];
  blocks: unknown[][];
  allows: [number, string][];
  sums: Slice['sums'];
}

/** @param order number of all servers */
export function writeSlice(slice: Slice, order: number): Uint8Array<ArrayBuffer> {
  const { node, facts, counts, blocks, allows, sums } = slice;
  const writer = new ByteWriter();
  writer.varint(node);
  for (const row of [slice.peers, slice.listedBy, slice.unlists, slice.unlistedBy]) writeRow(writer, row, order);
  writer.byte(counts.own === null ? 0 : 1);
  if (counts.own !== null) writeCounts(writer, counts.own, 'target');
  writeCounts(writer, counts.on, 'source');
  const text: SliceText = {
    facts: ownFacts.map((field) => facts[field]),
    reasons: listKinds.map((kind) => facts.reason[kind]),
    observedAt: listKinds.map((kind) => facts.observedAt[kind]),
    blocks: blocks.map((block) => blockFields.map((field) => block[field])),
    allows: allows.map(({ source, target }) => [source, target]),
    sums,
  };
  writer.text(JSON.stringify(text));
  return writer.finish();
}

/** @throws FileError for bytes that end too soon */
export function readSlice(bytes: Uint8Array, { hosts, order }: Pick<Base, 'hosts' | 'order'>): Slice {
  const reader = new ByteReader(slicesKind, bytes);
  const node = reader.varint();
  const [peers, listedBy, unlists, unlistedBy] = [0, 1, 2, 3].map(() => readRow(reader, order));
  const publishes = reader.byte() === 1;
  const own = publishes ? readCounts(reader, (target) => ({ source: node, target })) : null;
  const on = readCounts(reader, (source) => ({ source, target: node }));
  const text = JSON.parse(reader.text()) as SliceText;
  const byKind = <Value>(values: readonly Value[]) =>
    Object.fromEntries(listKinds.map((kind, at) => [kind, values[at]]));
  return {
    node,
    facts: {
      ...hosts[node]!,
      ...Object.fromEntries(ownFacts.map((field, at) => [field, text.facts[at]])),
      reason: byKind(text.reasons) as SnapshotHost['reason'],
      observedAt: byKind(text.observedAt) as SnapshotHost['observedAt'],
    },
    ...{ peers: peers!, listedBy: listedBy!, unlists: unlists!, unlistedBy: unlistedBy! },
    counts: { own, on },
    blocks: text.blocks.map((row) => ({
      ...(Object.fromEntries(blockFields.map((field, at) => [field, row[at]])) as unknown as SnapshotBlock),
      digest: null,
      comment: null,
    })),
    allows: text.allows.map(([source, target]) => ({ source, target: target as SnapshotBlock['target'] })),
    sums: text.sums,
  };
}

/** Rows ascend by the other server. */
function writeCounts(writer: ByteWriter, rows: readonly SnapshotCount[], other: 'source' | 'target'): void {
  writer.varint(rows.length);
  let last = 0;
  for (const row of rows) {
    writer.varint(row[other] - last);
    writer.varint(row.followsOut);
    writer.varint(row.followsIn);
    last = row[other];
  }
}

function readCounts(
  reader: ByteReader,
  place: (other: number) => Pick<SnapshotCount, 'source' | 'target'>,
): SnapshotCount[] {
  let other = 0;
  return Array.from({ length: reader.count() }, () => {
    other += reader.varint();
    return { ...place(other), followsOut: reader.varint(), followsIn: reader.varint() };
  });
}
