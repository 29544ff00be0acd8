/** The DDL as text, found beside this file both in the sources and in the build. */
import { readFileSync } from 'node:fs';

/** The form of the schema this program reads and writes; equals the row `schema.sql` puts into `schema_info`. */
export const schemaVersion = 3;

export function readSchema(): string {
  return readFileSync(new URL('./schema.sql', import.meta.url), 'utf8');
}
