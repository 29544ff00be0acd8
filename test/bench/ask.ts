/** Rows out of the database file of a crawl that is over. */
import { Store } from '../../data/store.ts';

export async function ask(file: string, sql: string): Promise<unknown[][]> {
  const store = await Store.open(file, 'read');
  try {
    return (await store.query(sql)).rows;
  } finally {
    await store.close();
  }
}
