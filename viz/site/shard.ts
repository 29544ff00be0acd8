/**
 * The slices of servers that stand side by side, in one file. A file a server would be tens of thousands of files, which
 * many web spaces refuse; in files of up to 64 servers or some 200 kB a server in focus costs one request, and whoever
 * looks at its neighbours by name has them already.
 */
import { ValueChecks } from '../../analysis/container/check-values.ts';
import { FileError } from '../../analysis/container/file-error.ts';
import { openContainer } from '../../analysis/container/open-container.ts';
import { writeContainer } from '../../analysis/container/write-container.ts';
import { slicesKind } from '../../analysis/slice/site-kinds.ts';

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
  return writeContainer(slicesKind, { first: Uint32Array.of(first), offsets, slices: all });
}

/**
 * @returns the bytes of one server's slice
 * @throws FileError for a file that is no shard, or not the one that holds the node
 */
export function readShard(bytes: Uint8Array<ArrayBuffer>, node: number): Uint8Array {
  const { take } = openContainer(slicesKind, bytes);
  const [firsts, offsets, slices] = [
    take('first', Uint32Array),
    take('offsets', Uint32Array),
    take('slices', Uint8Array),
  ];
  const check = new ValueChecks(slicesKind);
  check.sameLengths('first server', 1, { first: firsts });
  check.between('offset', offsets, 0, slices.length);
  offsets.forEach((offset, at) => {
    if (at > 0 && offset < offsets[at - 1]!) check.refuse('offset', offset, at);
  });
  const at = node - firsts[0]!;
  if (at < 0 || at + 1 >= offsets.length) {
    const held = `${offsets.length - 1} servers from number ${firsts[0]} on`;
    throw new FileError(slicesKind, `The slices file holds ${held}, and not the one asked for, ${node}.`, 'foreign');
  }
  return slices.subarray(offsets[at], offsets[at + 1]);
}
