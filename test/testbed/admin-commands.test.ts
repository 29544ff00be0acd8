/** What whoever runs a crawl owes administrators, as they would type it: permissions, forgetting, and the page. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Store } from '../../data/store.ts';
import { list, noFacts, peers, temporaryFolder, visit } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

const inFolder = () => join(temporaryFolder(), 'a.duckdb');

test('a permission is noted and listed, on the screen and as JSON', async () => {
  const db = inFolder();
  const note = 'mail of the admin\u001b[2J, 2026-11-23';
  expect(await faultline(['consent', 'add', 'my.example', '--note', note, '--db', db])).toMatchObject({ code: 0 });
  const { stdout } = await faultline(['consent', 'list', '--db', db]);
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\d {2}my\.example {2}mail of the admin \[2J, 2026-11-23\n$/);
  const json = await faultline(['consent', 'list', '--db', db, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    schema: 'faultline.consents/1',
    consents: [{ host: 'my.example', note: 'mail of the admin [2J, 2026-11-23' }],
  });
});

test('a permission is taken back, on the screen and as JSON', async () => {
  const db = inFolder();
  await faultline(['consent', 'add', 'my.example', '--note', 'by mail', '--db', db]);
  const json = await faultline(['consent', 'remove', 'my.example', '--db', db, '--json']);
  expect(JSON.parse(json.stdout)).toEqual({ schema: 'faultline.consent-removed/1', host: 'my.example', removed: true });
  const { stdout } = await faultline(['consent', 'remove', 'my.example', '--db', db]);
  expect(stdout).toMatch(/^No permission of my\.example was noted/);
  expect((await faultline(['consent', 'list', '--db', db])).stdout).toMatch(/^No permission is noted/);
});

test('forgetting tells of copies that may still hold the name', async () => {
  const db = inFolder();
  for (const copy of [`${db}.v1`, `${db}.wal.damaged`, `${db}.wal.damaged.2`]) writeFileSync(copy, '');
  const { stderr } = await faultline(['forget', 'my.example', '--db', db]);
  expect(stderr).toMatch(/a\.duckdb\.v1, .*a\.duckdb\.wal\.damaged, .*a\.duckdb\.wal\.damaged\.2, .*delete that file/s);
});

test.each([
  [['consent', 'add', 'my.example', '--note', ' '], /The note must have 1 to 500 characters/],
  [['consent', 'add', 'not a host', '--note', 'x'], /is no host/],
  [['consent', 'add', 'my.example'], /--note/],
  [['forget', 'localhost'], /is no host/],
  [['bot-page'], /needs a contact/],
  [['bot-page', '--contact', 'me@my.example', '--min-gap-ms', '5'], /at least 1000/],
  [['crawl', '--contact', 'me@my.example', '--hosts', '5'], /no server was named/],
  [['crawl', '--contact', 'me@my.example', '--around', 'my.example', '--hosts', '0'], /at least 1/],
])('%j is misuse, says so, and leaves no file', async (args, says) => {
  const db = inFolder();
  const { code, stderr } = await faultline(args[0] === 'bot-page' ? args : [...args, '--db', db]);
  expect(code).toBe(2);
  expect(stderr).toMatch(says);
  expect(existsSync(db)).toBe(false);
});

test('a server is forgotten, and who names it as a seed is told so', async () => {
  const db = inFolder();
  const store = await Store.open(db, 'create');
  const facts = { ...noFacts, software: 'mastodon' };
  await store.record(await store.beginCrawl(0, {}), [
    visit('victim.example', 1000, { facts, peers: peers('a.example') }),
    visit('a.example', 1000, { facts, peers: peers('victim.example', 'b.example'), blocks: list([]) }),
  ]);
  await store.close();
  const { code, stdout } = await faultline(['forget', 'Victim.Example', '--db', db]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `victim.example is taken out of ${db}, and will be left out from now on.\n`,
  });
  expect(readFileSync(db, 'latin1')).not.toContain('victim');
  expect((await faultline(['forget', 'victim.example', '--db', db])).stdout).toMatch(/was not known/);
  const seed = ['crawl', '--seed-host', 'victim.example', '--contact', 'me@my.example', '--db', db];
  expect(await faultline(seed)).toMatchObject({ code: 2, stderr: expect.stringMatching(/asked to be forgotten/) });
  const about = await faultline(['blocked', 'victim.example', '--db', db]);
  expect(about).toMatchObject({ code: 2, stderr: expect.stringMatching(/was not seen/) });
  expect((await faultline(['status', '--db', db])).stdout).toMatch(/2 servers known: 1 answered/);
});

test('the page comes as Markdown and as HTML', async () => {
  const owner = ['bot-page', '--contact', 'me@my.example', '--info-url', 'https://my.example/bot'];
  const markdown = await faultline(owner);
  expect(markdown).toMatchObject({ code: 0, stderr: '' });
  expect(markdown.stdout).toMatch(/^# Faultline: who asks your server/);
  expect((await faultline([...owner, '--html'])).stdout).toMatch(/^<!doctype html>\n<html lang="en">/);
});

test('status tells of domains that are set aside', async () => {
  const db = inFolder();
  const store = await Store.open(db, 'create');
  const generated = Array.from({ length: 5000 }, (_, number) => `n${number}.troll.example`);
  await store.record(await store.beginCrawl(0, {}), [
    visit('a.example', 1000, { peers: peers('b.example', ...generated) }),
  ]);
  await store.close();
  const { stdout } = await faultline(['status', '--db', db]);
  expect(stdout).toMatch(/2 servers known: 1 answered, 0 did not, 1 never asked\./);
  expect(stdout).toMatch(/Set aside, because no operator has so many servers: troll\.example \(5,000 names or more\)/);
  const status = JSON.parse((await faultline(['status', '--db', db, '--json'])).stdout);
  expect(status).toMatchObject({ quarantine: { domains: [{ domain: 'troll.example', names: 5000 }], hosts: 100 } });
});

test('a folder with generated names is read, and what is set aside is told', async () => {
  const folder = temporaryFolder();
  const rows = Array.from({ length: 5000 }, (_, number) => `a.example,n${number}.troll.example`);
  writeFileSync(join(folder, 'peers.csv'), ['source,target', 'a.example,b.example', ...rows].join('\n'));
  const db = inFolder();
  const { code, stdout } = await faultline(['import', folder, '--db', db]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Set aside, because no operator has so many servers: troll\.example \(5,000 names or more\)/);
  expect((await faultline(['status', '--db', db])).stdout).toMatch(/2 servers known: /);
});
