/**
 * The slices of servers that stand side by side, in one file. A file a server would be tens of thousands of files, which
 * many web spaces refuse; in files of up to 64 servers or some 200 kB a server in focus costs one request, and whoever
 * looks at its neighbours by name has them already.
 */
import { readSections, writeSections } from '../../analysis/slice/sections.ts';

const schema = 'faultline.hosts/1';
export const mostSlices = 64;
/** Below 300 kB with the next slice, whose lists take at most a bit for every server. */
export const fullBytes = 200_000;

export function writeShard(first: number, slices: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const offsets = new Uint32Array(slices.length + 1);
  slices.forEach(({ length }, at) => {
    offsets[at + 1] = offsets[at]! + length;
  });
  const all = new Uint8Array(offsets.at(-1)!);
  slices.forEach((slice, at) => {
    all.set(slice, offsets[at]!);
  });
  return writeSections(schema, { first }, { offsets, slices: all });
}

/**
 * @returns the bytes of one server's slice
 * @throws UserError for a file that is no shard, or not the one that holds the node
 */
export function readShard(bytes: Uint8Array<ArrayBuffer>, node: number): Uint8Array {
  const sections = readSections(bytes, schema);
  const at = node - (sections.meta as { first: number }).first;
  const offsets = sections.take('offsets', 'Uint32Array');
  if (at < 0 || at + 1 >= offsets.length)
    throw new Error(`expected the slice of node ${node}, found ${offsets.length - 1} others`);
  return sections.take('slices', 'Uint8Array').subarray(offsets[at], offsets[at + 1]);
}
