/** The page of worked questions promises that each can be pasted as it stands, and is made of documented names. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readViews } from '../../data/dictionary.ts';
import { QuerySession } from '../../data/store/query-session.ts';
import { Store } from '../../data/store.ts';
import { disclosures } from '../../data/types.ts';
import { temporaryFolder } from '../fixtures/observed.ts';
import { readRecipes } from '../fixtures/recipes.ts';

const recipes = readRecipes();
const stable = new Set(readViews().map(({ name }) => name));

test('there are questions enough, each with words on how to read the answer', () => {
  expect(recipes.length).toBeGreaterThanOrEqual(11);
  for (const { question, words } of recipes) {
    expect(question).toMatch(/\?$/);
    expect(words.split(/[.:;] /).length, question).toBeGreaterThan(2);
  }
});

test('each is one query that DuckDB takes, and its words name the columns of the answer', async () => {
  const store = await Store.open(join(temporaryFolder(), 'a.duckdb'), 'create');
  await store.beginCrawl(0, {});
  await store.close();
  const session = await QuerySession.open(store.file);
  onTestFinished(() => session.close());
  for (const { question, words, sql } of recipes) {
    const { columns } = await session.ask(sql);
    const known = [...columns.map(({ name }) => name), ...stable, ...disclosures, ...sql.split(/\W+/)];
    const named = [...words.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name!);
    expect(
      named.filter((name) => !known.includes(name)),
      question,
    ).toEqual([]);
  }
});

test('none asks for anything but views with stable names', () => {
  for (const { question, sql } of recipes) {
    const own = new Set([...sql.matchAll(/(\w+) AS (?:MATERIALIZED )?\(/g)].map(([, name]) => name!));
    const asked = [...sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/g)].map(([, name]) => name!);
    expect(asked.length).toBeGreaterThan(0);
    expect(
      asked.filter((name) => !own.has(name) && !stable.has(name)),
      question,
    ).toEqual([]);
  }
});
