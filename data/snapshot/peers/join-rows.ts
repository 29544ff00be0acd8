/** Parts of rows, in whatever order they were read, into compressed sparse rows. */
import { RowOrder } from '../row-order.ts';
import type { Csr } from '../types.ts';
import type { RowParts } from './row-parts.ts';

/**
 * Ascending, without repeats: two names of one server make one edge of two. A row that is in one part and in order
 * already is copied.
 * @returns arrays over shared memory
 */
export function joinRows(order: number, parts: RowParts): Csr {
  const offsets = new Uint32Array(new SharedArrayBuffer((order + 1) * 4));
  const targets = new Uint32Array(new SharedArrayBuffer(parts.size * 4));
  const rows = new RowOrder(order);
  let size = 0;
  for (let node = 0; node < order; node++) {
    const row = gather(parts.of(node));
    if (row !== undefined && isAscending(row)) {
      targets.set(row, size);
      size += row.length;
    } else if (row !== undefined) {
      size += rows.order(row, targets, size);
    }
    offsets[node + 1] = size;
  }
  return { order, offsets, targets: targets.subarray(0, size) };
}

function gather(parts: readonly Uint32Array[]): Uint32Array | undefined {
  if (parts.length < 2) return parts[0];
  const row = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    row.set(part, end);
    end += part.length;
  }
  return row;
}

function isAscending(row: Uint32Array): boolean {
  for (let entry = 1; entry < row.length; entry++) if (row[entry - 1]! >= row[entry]!) return false;
  return true;
}
