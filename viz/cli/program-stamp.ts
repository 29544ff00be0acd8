/** Which program computes: what was kept by another, be it a line that was changed in a checkout, is not believed. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const analysis = fileURLToPath(new URL('../../analysis', import.meta.url));

/** @returns SHA-256 of the files of the analysis, as they run */
export function programStamp(folder: string = analysis): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(js|ts)$/.test(name) && !name.endsWith('.d.ts')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}
