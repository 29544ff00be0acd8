/** `faultline status --quality`: what is dirty, by stated rules, on small folders and on real lists. */
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Quality } from '../../data/quality.ts';
import { realDataFolder, temporaryFolder } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

type Told = Quality & { masks: Record<string, number> };

/** Imports a folder of these files, and asks what is dirty in it. */
async function ask(files: Record<string, string[]>) {
  const folder = join(temporaryFolder(), 'in');
  mkdirSync(folder);
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  const db = `${folder}.duckdb`;
  expect(await faultline(['import', folder, '--db', db])).toMatchObject({ code: 0 });
  const json = await faultline(['status', '--quality', '--json', '--db', db]);
  const text = await faultline(['status', '--quality', '--db', db]);
  return { quality: (JSON.parse(json.stdout) as { quality: Told }).quality, text: text.stdout, db };
}

const dirty = {
  'instances.csv': [
    'domain,software,version,users,mau,posts,crawled',
    ...Array.from({ length: 8 }, (_, at) => `door${at}.example,mastodon,4.3,60,,500,1`),
    'fake.example,lemmy,0.17,74234,5,,1',
    'a.example,akkoma,3.16,9,3,90,1',
  ],
  'peers.csv': [
    'source,target',
    ...['a.example', 'fake.example'].map((source) => `${source},door3.example`),
    'a.example,a.example',
    'a.example,spam.bad.example',
    'a.example,SPAM.bad.example',
  ],
  'blocks.csv': ['source,target,severity', 'a.example,bad.****ple,reject', 'a.example,unk***.****ple,reject'],
};

test('each rule stands with its sentence, how many hosts it found and the first names; JSON has all names', async () => {
  const { quality, text } = await ask(dirty);
  const found = quality.doubts.filter(({ count }) => count > 0);
  expect(found.map(({ name, count }) => [name, count])).toEqual([
    ['users-nobody-uses', 1],
    ['same-numbers', 7],
  ]);
  expect(found[1]!.hosts).toHaveLength(7);
  expect(found[1]!.hosts[0]).toEqual({ host: 'door0.example', repeats: 'door3.example' });
  for (const { name, statement, count } of quality.doubts) {
    expect(text).toContain(`${name}: ${count} ${count === 1 ? 'server' : 'servers'}. ${statement}`);
  }
  expect(text).toMatch(/door0\.example \(as door3\.example\), door1\.example .*, and 2 more/);
});

test('repeated entries, entries that name their source, and masks are counted; no name behind a mask is shown', async () => {
  const { quality, text } = await ask(dirty);
  expect(quality.lists).toEqual({
    ...{ duplicates: 1, selfEntries: 1, rejected: 0 },
    lists: [{ host: 'a.example', kind: 'peers', duplicates: 1, selfEntries: 1, rejected: 0 }],
  });
  expect(quality.masks).toEqual({ digest: 0, shape: 1, ambiguous: 0, unknown: 1 });
  expect(text).toMatch(/1 entries that the list already had, 1 that name the source itself, 0 that name nothing/);
  expect(text).toMatch(/0 known by digest, 1 by shape, 0 that several known names fit, 1 that none fits/);
  expect(text.replaceAll('spam.bad.example', '')).not.toContain('bad.example');
});

test('without the option status says nothing of it', async () => {
  const { db } = await ask(dirty);
  const plain = await faultline(['status', '--json', '--db', db]);
  expect(JSON.parse(plain.stdout)).not.toHaveProperty('quality');
  expect((await faultline(['status', '--db', db])).stdout).not.toContain('Numbers kept out of sums');
});

const absent = !existsSync(realDataFolder);
if (absent) console.warn('real data is absent beside the project (shared/data/real): its tests are skipped');

/** Every host in doubt, the rule that found it and whom it repeats, on a day's list of Mastodon servers. */
async function doubtsOf(day: string) {
  const file = createReadStream(join(realDataFolder, 'fedilist', `${day}.csv.gz`)).pipe(createGunzip());
  const rows = parse(await text(file), { columns: true }) as Record<string, string>[];
  const lines = rows.map((row) => `${row.hostname},${row.software},${row.user_count},${row.note_count},1`);
  const { quality } = await ask({ 'instances.csv': ['domain,software,users,posts,crawled', ...lines] });
  return Object.fromEntries(
    quality.doubts.flatMap(({ name, hosts }) => hosts.map(({ host, repeats }) => [host, [name, repeats]] as const)),
  );
}

test.skipIf(absent)(
  'real Mastodon servers of 2022-11-10 with two doors or false sign-ups are found, and no large one (skipped where the real data is absent)',
  async () => {
    const doubted = await doubtsOf('2022-11-10');
    expect(doubted).toMatchObject({
      'www.mastodon.scot': ['same-numbers', 'mastodon.scot'],
      'beta.qdon.space': ['same-numbers', 'qdon.space'],
      'zh-cn.toots.social': ['same-numbers', 'toots.social'],
      'www.sharebright.net': ['same-numbers-one-domain', 'sharebright.net'],
      'm.rthome.me': ['users-without-posts', null],
    });
    expect(Object.keys(doubted)).toHaveLength(17);
    for (const large of ['mastodon.social', 'pawoo.net', 'mstdn.jp', 'techhub.social']) {
      expect(doubted).not.toHaveProperty([large]);
    }
  },
);

test.skipIf(absent)(
  'and those of 2023-06-28, of whom many have the same few numbers by chance (skipped where the real data is absent)',
  async () => {
    const doubted = await doubtsOf('2023-06-28');
    expect(doubted).toMatchObject({
      'm.moe.cat': ['same-numbers', 'moe.cat'],
      'www.blimps.xyz': ['same-numbers', 'blimps.xyz'],
      'social.typing.fish': ['same-numbers-one-domain', 'typing.fish'],
      'daystorm.netz.org': ['users-without-posts', null],
      'mastorock.com': ['users-without-posts', null],
      'm.rthome.me': ['users-without-posts', null],
    });
    expect(Object.keys(doubted)).toHaveLength(31);
    // Pairs with the same users and posts whose peer counts in that list are far apart.
    for (const chance of ['snake.club', 'mastodon.babb.no', 'homo.promo', 'mastodon.teilzeitphilosoph.de']) {
      expect(doubted).not.toHaveProperty([chance]);
    }
  },
);

test.skipIf(absent)(
  'the Lemmy servers of 2022-05-17 list themselves and repeat themselves, and invent nothing (skipped where the real data is absent)',
  async () => {
    const folder = join(realDataFolder, 'lemmy-2022-05-17');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split(/\r?\n/);
    const { quality } = await ask({ 'instances.csv': read('instances.csv'), 'peers.csv': read('peers.csv') });
    const edges = read('peers.csv')
      .slice(1)
      .map((line) => line.toLowerCase());
    const selves = edges.filter((line) => line.split(',')[0] === line.split(',')[1]);
    const others = edges.filter((line) => line.split(',')[0] !== line.split(',')[1]);
    expect(quality.lists).toMatchObject({
      selfEntries: selves.length,
      duplicates: others.length - new Set(others).size,
    });
    expect(selves.length).toBeGreaterThan(20);
    expect(quality.doubts.every(({ count }) => count === 0)).toBe(true);
  },
);
