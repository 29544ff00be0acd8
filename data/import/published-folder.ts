import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';

/**
 * A dataset of the published tier holds fewer servers and no block list: taken in, every list it leaves out would stand
 * as an empty one.
 * @throws UserError for such a folder
 */
export function refusePublished(folder: string): void {
  const file = join(folder, 'datapackage.json');
  const isFile = existsSync(file) && statSync(file).isFile();
  if (!isFile || !/"tier":\s*"published"/.test(readFileSync(file, 'utf8'))) return;
  throw new UserError(
    `${folder} is a dataset of the published tier: what it leaves out would be taken for empty lists.`,
    {
      hint: 'Export with --tier local where it was collected, and import that.',
    },
  );
}
