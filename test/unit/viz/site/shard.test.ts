import { expect, test } from 'vitest';
import { FileError } from '../../../../analysis/container/file-error.ts';
import { writeContainer } from '../../../../analysis/container/write-container.ts';
import { slicesKind } from '../../../../analysis/slice/site-kinds.ts';
import { readShard, writeShard } from '../../../../viz/site/shard.ts';

const slices = [Uint8Array.of(1, 2, 3), Uint8Array.of(), Uint8Array.of(4)];

test('each server of a shard has its own bytes, without copying them', () => {
  const shard = writeShard(64, slices);
  slices.forEach((slice, at) => {
    const read = readShard(shard, 64 + at);
    expect(read).toEqual(slice);
    expect(read.buffer).toBe(shard.buffer);
  });
});

test.each<[string, () => unknown]>([
  ['holds 3 servers from number 64 on, and not the one asked for, 63.', () => readShard(writeShard(64, slices), 63)],
  ['holds 3 servers from number 64 on, and not the one asked for, 67.', () => readShard(writeShard(64, slices), 67)],
  ['has 1 as offset 2, which cannot be.', () => readShard(shardOf([0], [0, 3, 1]), 0)],
  ['has 9 as offset 1, which cannot be.', () => readShard(shardOf([0], [0, 9]), 0)],
  ['has 1 first server and 0 values of first: expected as many.', () => readShard(shardOf([], [0, 3]), 0)],
])('a slices file that %s is refused', (sentence, read) => {
  expect(read).toThrow(`The slices file ${sentence}`);
  expect(read).toThrow(FileError);
});

function shardOf(first: readonly number[], offsets: readonly number[]): Uint8Array<ArrayBuffer> {
  return writeContainer(slicesKind, {
    first: Uint32Array.from(first),
    offsets: Uint32Array.from(offsets),
    slices: Uint8Array.of(1, 2, 3),
  });
}
