/** The DDL as text, found beside this file both in the sources and in the build. */
import { readFileSync } from 'node:fs';

/** The form of the schema this program reads and writes; equals the row `schema.sql` puts into `schema_info`. */
export const schemaVersion = 3;

/** Tables, then views. */
export function readSchema(): string {
  return ['schema.sql', 'views.sql'].map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');
}
