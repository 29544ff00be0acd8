/**
 * Ascending nodes, as steps from one to the next or as a bit for every server, whichever is shorter: a server that knows
 * everybody costs an eighth of a byte a server, one that knows a few about a byte each.
 */
import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

const steps = 0;
const bits = 1;

/** @param order number of all servers */
export function writeRow(writer: ByteWriter, row: Uint32Array, order: number): void {
  const asSteps = new ByteWriter();
  asSteps.varint(row.length);
  row.forEach((node, at) => {
    asSteps.varint(at === 0 ? node : node - row[at - 1]! - 1);
  });
  const stepBytes = asSteps.finish();
  if (stepBytes.length <= Math.ceil(order / 8)) {
    writer.byte(steps);
    writer.bytes(stepBytes);
    return;
  }
  const set = new Uint8Array(Math.ceil(order / 8));
  for (const node of row) set[node >>> 3]! |= 1 << (node & 7);
  writer.byte(bits);
  writer.bytes(set);
}

export function readRow(reader: ByteReader, order: number): Uint32Array {
  if (reader.byte() === bits) return readBits(reader.bytes(Math.ceil(order / 8)));
  const row = new Uint32Array(reader.count());
  let next = 0;
  for (let at = 0; at < row.length; at++) {
    row[at] = next + reader.varint();
    next = row[at]! + 1;
  }
  return row;
}

function readBits(set: Uint8Array): Uint32Array {
  const nodes: number[] = [];
  for (let byte = 0; byte < set.length; byte++) {
    for (let bit = 0; bit < 8; bit++) if ((set[byte]! & (1 << bit)) !== 0) nodes.push(byte * 8 + bit);
  }
  return Uint32Array.from(nodes);
}
