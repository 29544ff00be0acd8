/** The one command a stranger types first. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Impact, MapJson } from '../../analysis/types.ts';
import { Store } from '../../data/store.ts';
import { faultline, startFaultline } from './faultline.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('demo --no-serve ends with a report, and leaves a database that answers SQL and further questions', async () => {
  const db = join(folder, 'demo.duckdb');
  const { code, stdout, stderr } = await faultline(['demo', '--no-serve', '--hosts', '120', '--db', db]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\s*Impact on \S+\.example/);
  expect(stdout).toMatch(/Follows cut \(in\)[\s\S]*Followers cut \(out\)[\s\S]*two-way reach/);

  const store = await Store.open(db, 'read');
  const { rows } = await store.query("SELECT count(*) FROM visits WHERE status = 'visited'");
  await store.close();
  expect(rows[0]?.[0]).toBeGreaterThan(60);

  const [, host = '', block = ''] = /faultline impact (\S+) --block (\S+)/.exec(stderr) ?? [];
  const again = await faultline(['impact', host, '--block', block, '--db', db, '--json']);
  const impact = JSON.parse(again.stdout) as Impact;
  expect(impact.lossIn.share).toBeGreaterThan(0);
  expect(impact.people.lost).toBeGreaterThan(0);
});

test('the demo serves the map it says it serves, and Ctrl-C ends it', async () => {
  const demo = startFaultline(['demo', '--hosts', '60', '--port', '0', '--db', join(folder, 'served.duckdb')]);
  let said = '';
  demo.stderr.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  while (!said.includes('The map is at')) await once(demo.stderr, 'data');
  const [, url = ''] = /The map is at (http:\/\/\S+?)\/\?/.exec(said) ?? [];
  const page = await fetch(`${url}/`);
  const map = (await (await fetch(`${url}/api/map`)).json()) as MapJson;
  expect(page.headers.get('content-type')).toMatch(/text\/html/);
  expect(map).toMatchObject({ schema: 'faultline.map/1' });
  expect(map.hosts.length).toBeGreaterThan(20);
  demo.kill('SIGINT');
  expect(await once(demo, 'exit')).toEqual([0, null]);
});

test('the same seed gives the same figures', async () => {
  const answers = await Promise.all(
    ['one', 'two'].map((name) =>
      faultline([
        'demo',
        '--no-serve',
        '--json',
        '--hosts',
        '60',
        '--seed',
        '7',
        '--db',
        join(folder, `${name}.duckdb`),
      ]),
    ),
  );
  const [one, two] = answers.map(({ stdout }) => JSON.parse(stdout) as Impact);
  expect({ ...one, snapshot: null }).toEqual({ ...two, snapshot: null });
});
