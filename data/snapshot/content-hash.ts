/**
 * What the id of a snapshot is made of: SHA-256 over a line of JSON a host, the bytes of the peers, and a line of JSON
 * for each declaration. Published ids depend on every byte of it.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Snapshot } from './types.ts';

/** Characters handed over at a time: a call a line would take as long as the line. */
const charactersAtOnce = 65_536;

export type SnapshotContent = Omit<Snapshot, 'id' | 'contentHash' | 'asOf'>;

/** @returns lower-case hex */
export function hashContent({ hosts, peers, blocks, allows, counts }: SnapshotContent): string {
  const hash = createHash('sha256');
  addLines(hash, hosts);
  hash.update(bytesOf(peers.offsets)).update(bytesOf(peers.targets));
  for (const rows of [blocks, allows, counts]) {
    hash.update('\n');
    addLines(hash, rows);
  }
  return hash.digest('hex');
}

function addLines(hash: Hash, rows: readonly unknown[]): void {
  let text = '';
  for (const row of rows) {
    text += `${JSON.stringify(row)}\n`;
    if (text.length < charactersAtOnce) continue;
    hash.update(text);
    text = '';
  }
  hash.update(text);
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
