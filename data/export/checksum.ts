/** What stands in `SHA256SUMS`, as `sha256sum -c` reads it. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileSum {
  /** Within the dataset, with slashes. */
  path: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
}

const chunkBytes = 1 << 20;

/** Reads the file once, and brings it to the disk first, so that a power cut after the renaming loses none of it. */
export async function sumFile(folder: string, path: string): Promise<FileSum> {
  const hash = createHash('sha256');
  const file = await open(join(folder, path), 'r');
  try {
    await file.sync();
    const buffer = Buffer.alloc(chunkBytes);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
      if (bytesRead === 0) return { path, bytes, sha256: hash.digest('hex') };
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

export function renderSums(sums: readonly FileSum[]): string {
  return [...sums]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ sha256, path }) => `${sha256}  ${path}\n`)
    .join('');
}
