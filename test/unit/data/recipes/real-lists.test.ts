/** Likeness of block lists that people really pass round. Skips where they are not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBlocklist } from '../../../../data/import/blocklist.ts';
import { QuerySession } from '../../../../data/store/query-session.ts';
import { Store } from '../../../../data/store.ts';
import { list, realDataFolder, temporaryFolder, visit } from '../../../fixtures/observed.ts';
import { readRecipes } from '../../../fixtures/recipes.ts';

const folder = join(realDataFolder, 'raw_blocklist_formats');
const files = {
  'a.example': 'mastodon.social.mastodon-export.csv',
  'b.example': 'mastodon.social.fediblockhole.csv',
  'c.example': 'gardenfence.mastodon.csv',
  'd.example': 'gardenfence.fediblocksync.csv',
  'e.example': 'lea.lgbt.csv',
};

test.skipIf(!existsSync(folder))(
  'one list in two dialects is one list, and others are as alike as their sets',
  async () => {
    const session = await declareLists();
    const rows = await ask(session, 'Which block lists are alike?');
    const pairs = rows.map(([one, other, , , both, jaccard]) => ({ pair: `${one} ${other}`, both, jaccard }));
    expect(pairs.slice(0, 2)).toEqual([
      { pair: 'a.example b.example', both: 396, jaccard: 1 },
      { pair: 'c.example d.example', both: expect.any(Number), jaccard: 1 },
    ]);
    expect(pairs).toHaveLength(10);
    for (const { pair, both, jaccard } of pairs) {
      const [one, other] = pair.split(' ').map((host) => namesIn(files[host as keyof typeof files]));
      const shared = [...one!].filter((name) => other!.has(name)).length;
      expect({ pair, both, jaccard }).toEqual({
        pair,
        both: shared,
        jaccard: shared / (one!.size + other!.size - shared),
      });
    }
  },
);

test.skipIf(!existsSync(folder))('near-copies behind the blocks on a server count once', async () => {
  const session = await declareLists();
  const inAll = [...namesIn(files['a.example'])].find((name) => namesIn(files['c.example']).has(name));
  const [[lists, clusters, effective]] = (await ask(
    session,
    'How many independent lists stand behind the blocks on a server?',
    inAll!,
  )) as [[number, number, number]];
  expect(lists).toBeGreaterThanOrEqual(4);
  expect(clusters).toBe(lists - 2);
  expect(effective).toBeGreaterThan(1);
  expect(effective).toBeLessThan(clusters);
});

function namesIn(file: string): Set<string> {
  const { entries } = readBlocklist(readFileSync(join(folder, file), 'utf8'), file);
  return new Set(entries.map(({ target }) => target.replace(/^\*\./, '')));
}

async function declareLists(): Promise<QuerySession> {
  const store = await Store.open(join(temporaryFolder(), 'lists.duckdb'), 'create');
  const visits = Object.entries(files).map(([host, file]) => {
    const { entries } = readBlocklist(readFileSync(join(folder, file), 'utf8'), file);
    return visit(host, 1000, { blocks: list(entries.map((entry) => ({ ...entry, digest: null }))) });
  });
  // Blocked servers are known by name, as a crawl would know them.
  await store.addHosts([...namesIn(files['a.example'])].filter((name) => /^[a-z0-9.-]+$/.test(name)) as never[]);
  await store.record(await store.beginCrawl(0, {}), visits);
  await store.close();
  const session = await QuerySession.open(store.file);
  onTestFinished(() => session.close());
  return session;
}

async function ask(session: QuerySession, question: string, host = 'a.example'): Promise<unknown[][]> {
  const { sql } = readRecipes().find((recipe) => recipe.question === question)!;
  const rows: unknown[][] = [];
  const { batches } = await session.ask(sql.replaceAll(`'a.example'`, `'${host}'`));
  for await (const batch of batches) rows.push(...batch);
  return rows;
}
