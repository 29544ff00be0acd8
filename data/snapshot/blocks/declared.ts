/**
 * Declared rows as columns of codes: of a million and a half most say what others say, and each distinct text is read,
 * compared and kept once.
 */
import { standsAt } from '../../store/standing.ts';
import type { Store } from '../../store.ts';
import type { EpochMs, RuleText } from '../../types.ts';

/** A column of text: row `r` says `words[codes[r]]`. */
export interface Coded<Word> {
  words: Word[];
  codes: Uint32Array;
}

export interface DeclaredRows {
  /** Rows that stand, ascending: the order in which they lie in the file. The columns are indexed by them. */
  rows: Uint32Array;
  /** Numbers of hosts in the file. */
  sources: Uint32Array;
  target: Coded<RuleText>;
  action: Coded<string>;
  /** Lower-case. */
  digest: Coded<string | null>;
  comment: Coded<string | null>;
}

export async function readDeclared(store: Store, asOf: EpochMs): Promise<DeclaredRows> {
  const [row] = await store.rows('SELECT coalesce(max(rowid) + 1, 0)::DOUBLE FROM blocks');
  const capacity = row![0] as number;
  const queryOf = (column: string) => [
    {
      sql: `SELECT ${column} AS word, list(rowid::UINTEGER) FROM blocks WHERE ${standsAt('$1')} GROUP BY word`,
      values: [asOf],
    },
  ];
  const column = async <Word extends string | null>(sql: string): Promise<Coded<Word>> => {
    const words: Word[] = [];
    const codes = new Uint32Array(capacity);
    await store.eachList<Word>(queryOf(sql), (word, rows) => {
      for (let at = 0; at < rows.length; at++) codes[rows[at]!] = words.length;
      words.push(word);
    });
    return { words, codes };
  };
  const sources = new Uint32Array(capacity);
  const stands = new Uint8Array(capacity);
  let count = 0;
  await store.eachList<number>(queryOf('source_id'), (source, rows) => {
    for (let at = 0; at < rows.length; at++) {
      sources[rows[at]!] = source;
      stands[rows[at]!] = 1;
    }
    count += rows.length;
  });
  return {
    rows: standing(stands, count),
    sources,
    target: await column('target'),
    action: await column('action'),
    digest: await column('lower(digest)'),
    comment: await column('comment'),
  };
}

function standing(stands: Uint8Array, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  let next = 0;
  for (let row = 0; row < stands.length; row++) if (stands[row] === 1) rows[next++] = row;
  return rows;
}
