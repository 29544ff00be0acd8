/** The command that lists communities, as a person runs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommunityList } from '../../analysis/list-communities.ts';
import { Store } from '../../data/store.ts';
import { noFacts, peers, record, visit } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-communities-'));
const db = join(folder, 'days.duckdb');
const monday = Date.parse('2026-11-16T10:00:00Z');
const tuesday = Date.parse('2026-11-17T10:00:00Z');

/** Two circles that know only themselves; on the second day the smallest server of one has become its largest. */
const circles = { maple: 'en-gb', sakura: 'ja' };
const size = 7;

beforeAll(async () => {
  const store = await Store.open(db, 'create');
  for (const at of [monday, tuesday]) {
    const visits = Object.entries(circles).flatMap(([circle, language]) => {
      const members = Array.from({ length: size }, (_, number) => `${circle}${number}.example`);
      return members.map((name, number) => {
        const mau = at === tuesday && number === 0 ? 9000 : 100 * (number + 1);
        const facts = { ...noFacts, software: 'mastodon', version: '4.3.0', mau, users: 2 * mau, language };
        return visit(name, at, { facts, peers: peers(...members.filter((other) => other !== name)) });
      });
    });
    await record(store, ...visits);
  }
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (...args: string[]) => faultline(['communities', '--db', db, ...args]);
const namesOf = ({ communities }: CommunityList) => communities.map(({ name }) => name);

test('communities are listed with their people and languages, and how they were found', async () => {
  const { stdout } = await ask('--json', '--snapshot', '2026-11-16');
  const list = JSON.parse(stdout) as CommunityList;
  expect(list).toMatchObject({ schema: 'faultline.communities/1', like: null, inNone: 0, chosen: null });
  expect(list.communities).toEqual([
    {
      name: 'maple6.example, maple5.example (en)',
      ...{ size: 7, audience: 2800 },
      languages: [{ language: 'en', servers: 7 }],
    },
    {
      name: 'sakura6.example, sakura5.example (ja)',
      ...{ size: 7, audience: 2800 },
      languages: [{ language: 'ja', servers: 7 }],
    },
  ]);
  const text = await ask('--snapshot', '2026-11-16');
  expect(text.stdout).toContain('2 communities of five or more servers; 0 servers are in none.');
  expect(text.stdout).toMatch(/maple6\.example, maple5\.example \(en\) +7 +2,800 +en 7/);
});

test('the same group is named as it was in another snapshot, where that is asked for', async () => {
  const earlier = JSON.parse((await ask('--json', '--snapshot', '2026-11-16')).stdout) as CommunityList;
  const later = JSON.parse((await ask('--json')).stdout) as CommunityList;
  expect(namesOf(later)[0]).toBe('maple0.example, maple6.example (en)');
  const like = JSON.parse((await ask('--json', '--like', '2026-11-16')).stdout) as CommunityList;
  expect(namesOf(like)).toEqual(namesOf(earlier));
  expect(like).toMatchObject({ snapshot: later.snapshot, like: earlier.snapshot });
});
