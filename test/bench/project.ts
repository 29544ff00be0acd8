/** Where the project is, for benches that are run as TypeScript or from `dist`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = folderAbove(fileURLToPath(new URL('.', import.meta.url)));

function folderAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderAbove(join(folder, '..'));
}
