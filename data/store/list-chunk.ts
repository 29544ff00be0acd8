/**
 * Lists of numbers into a table, one row a list: the entries of a list go over in one copy of memory, which is about ten
 * times the rate of appending rows. `unnest` makes rows of them where rows are wanted.
 *
 * `copy_data_to_vector` checks nothing: it writes wherever it is told to. Every bound is therefore checked here, before
 * the first copy: of the offsets, and of the room in the vector, which `list_vector_reserve` has made.
 */
import { createRequire } from 'node:module';
import { type DuckDBConnection, DuckDBDataChunk, LIST, UINTEGER } from '@duckdb/node-api';
import type bindings from '@duckdb/node-bindings';

/** The layer below the client, which the client brings along; it alone reaches into a list's entries. */
const { copy_data_to_vector, data_chunk_get_vector, list_vector_get_child, list_vector_reserve, list_vector_set_size } =
  createRequire(createRequire(import.meta.url).resolve('@duckdb/node-api'))('@duckdb/node-bindings') as typeof bindings;

/** Rows of a chunk: DuckDB's vector size. */
const mostLists = 2048;
/** Entries of a chunk, unless one list alone has more: 4 MiB of memory, and a few ms on the calling thread. */
const mostEntries = 1 << 20;
/** What a list vector holds for a row: where its entries begin and how many there are, both 64 bits wide. */
const wordsPerRow = 4;

/**
 * Appends list `i`, `targets[offsets[i]..offsets[i + 1])`, as the row `(sources[i], list)`.
 * @param table of columns (UINTEGER, UINTEGER[]), nothing else
 * @param sources one number a list
 * @param offsets one more than lists, never descending, the last at most the length of `targets`; entries before the
 * first are left out
 * @param targets entries in their order; like the others, it may lie over shared memory
 * @throws Error when the offsets do not fit
 */
export async function appendLists(
  connection: DuckDBConnection,
  table: string,
  sources: Uint32Array,
  offsets: Uint32Array,
  targets: Uint32Array,
): Promise<void> {
  requireOffsets(sources.length, offsets, targets.length);
  if (sources.length === 0) return;
  const appender = await connection.createAppender(table);
  try {
    // One for all: a chunk holds memory that only the garbage collector gives back.
    const chunk = DuckDBDataChunk.create([UINTEGER, LIST(UINTEGER)]);
    const rows = new Uint32Array(mostLists * wordsPerRow);
    for (let start = 0; start < sources.length; ) {
      const end = endOfChunk(offsets, start);
      fill(chunk, { sources, offsets, targets, start, end }, rows);
      appender.appendDataChunk(chunk);
      start = end;
    }
  } finally {
    appender.closeSync();
  }
}

interface Slice {
  sources: Uint32Array;
  offsets: Uint32Array;
  targets: Uint32Array;
  /** First list, and the one after the last. */
  start: number;
  end: number;
}

function fill(
  chunk: DuckDBDataChunk,
  { sources, offsets, targets, start, end }: Slice,
  rows: Uint32Array<ArrayBuffer>,
): void {
  const first = offsets[start]!;
  const size = offsets[end]! - first;
  chunk.reset();
  chunk.rowCount = end - start;
  copyNumbers(data_chunk_get_vector(chunk.chunk, 0), sources, start, end - start);
  const lists = data_chunk_get_vector(chunk.chunk, 1);
  list_vector_reserve(lists, size);
  list_vector_set_size(lists, size);
  copyNumbers(list_vector_get_child(lists), targets, first, size);
  for (let list = start; list < end; list++) {
    const row = (list - start) * wordsPerRow;
    rows[row] = offsets[list]! - first;
    rows[row + 2] = offsets[list + 1]! - offsets[list]!;
  }
  copyNumbers(lists, rows, 0, (end - start) * wordsPerRow);
}

/** `length` numbers from `from` on to the beginning of a vector, which has room for them. */
function copyNumbers(vector: bindings.Vector, numbers: Uint32Array, from: number, length: number): void {
  if (length === 0) return;
  const { buffer, byteOffset } = numbers;
  if (buffer instanceof ArrayBuffer) copy_data_to_vector(vector, 0, buffer, byteOffset + 4 * from, 4 * length);
  // Shared memory is not taken: one copy more.
  else copy_data_to_vector(vector, 0, numbers.slice(from, from + length).buffer as ArrayBuffer, 0, 4 * length);
}

/** @returns the list after the last that goes into the chunk beginning with `start`; at least one goes */
function endOfChunk(offsets: Uint32Array, start: number): number {
  const most = Math.min(start + mostLists, offsets.length - 1);
  let end = start + 1;
  while (end < most && offsets[end + 1]! - offsets[start]! <= mostEntries) end++;
  return end;
}

function requireOffsets(lists: number, offsets: Uint32Array, size: number): void {
  if (offsets.length !== lists + 1) throw new Error(`Expected ${lists + 1} offsets, got ${offsets.length}`);
  for (let list = 0; list < lists; list++) {
    if (offsets[list]! > offsets[list + 1]!)
      throw new Error(`Expected offsets that never descend, but list ${list} does`);
  }
  if (offsets[lists]! > size) throw new Error(`Expected offsets up to ${size}, got ${offsets[lists]}`);
}
