/** Answers on real data, where it is at hand beside the project; nothing of it is part of the project. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph } from '../../analysis/graph.ts';
import type { Blocked, Coverage, Impact } from '../../analysis/types.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { faultline } from './faultline.ts';

const real = fileURLToPath(new URL('../../../shared/data/real/', import.meta.url));
const absent = !existsSync(real);
if (absent) console.warn(`real data is absent beside the project (${'shared/data/real'}): its tests are skipped`);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-real-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Row = Record<string, string>;
async function rows(file: string): Promise<Row[]> {
  return parse(await readFile(join(real, file), 'utf8'), { columns: true }) as Row[];
}

describe.skipIf(absent)('the Lemmy servers of 2022-05-17 (skipped where the real data is absent)', () => {
  const name = 'lemmy-2022-05-17';
  let db = '';
  beforeAll(async () => {
    db = join(folder, `${name}.duckdb`);
    expect(await faultline(['import', join(real, name), '--db', db])).toMatchObject({ code: 0 });
  });

  test('impact answers for lemmy.ml blocking lemmygrad.ml', async () => {
    const { code, stdout } = await faultline(['impact', 'lemmy.ml', '--block', 'lemmygrad.ml', '--db', db, '--json']);
    const impact = JSON.parse(stdout) as Impact;
    expect(code).toBe(0);
    expect(impact).toMatchObject({ schema: 'faultline.impact/1', host: 'lemmy.ml', irreversible: false });
    expect(impact.lossIn.share).toBeGreaterThan(0.1);
    expect(impact.entries).toMatchObject([{ target: 'lemmygrad.ml', status: 'cut' }]);
    // It says 550, which is weighed against what its software and its place in the network let expect.
    expect(impact.entries[0]!.audience! / 550).toBeGreaterThan(0.8);
    expect(impact.entries[0]!.audience! / 550).toBeLessThan(1.25);
  });

  test('blocked --among visited gives every row of the reference: hosts, users and mau, by blocks and with allowlists', async () => {
    const reference = await rows(`${name}/reference_cut.csv`);
    expect(reference).toHaveLength(47);
    const oracle = await slowCut(name);
    // The slow count, told to take names as they are spelled, is the reference itself …
    for (const row of reference) expect(oracle.asSpelled(row.domain!)).toEqual(readCut(row));
    // … and ours is the slow count once one server that is spelled in two ways is taken for one.
    const store = await Store.open(db, 'read');
    const graph = buildGraph(await freeze(store));
    await store.close();
    let spelledOnce = 0;
    for (const row of reference) {
      const { cutNow } = assessBlocked(graph, row.domain!, { among: 'visited' });
      expect({ host: row.domain, ...cutNow }).toMatchObject({ host: row.domain, ...oracle.asHosts(row.domain!) });
      if (JSON.stringify(oracle.asHosts(row.domain!)) === JSON.stringify(readCut(row))) spelledOnce++;
    }
    // Only the server with two spellings and the three allowlists that meet it differ from the reference.
    expect(spelledOnce).toBe(42);
  });

  test('the command prints what the library computes', async () => {
    const { stdout } = await faultline(['blocked', 'lemmygrad.ml', '--among', 'visited', '--db', db, '--json']);
    const { cutNow } = JSON.parse(stdout) as Blocked;
    const row = (await rows(`${name}/reference_cut.csv`)).find(({ domain }) => domain === 'lemmygrad.ml')!;
    expect(cutNow).toMatchObject(readCut(row));
  });
});

describe.skipIf(absent)('the Mastodon servers of 2023-06-28 (skipped where the real data is absent)', () => {
  let db = '';
  beforeAll(async () => {
    db = join(folder, 'mastodon.duckdb');
    expect(await faultline(['import', join(real, 'mastodon-2023-06-28'), '--db', db])).toMatchObject({ code: 0 });
  });

  test('who cuts a server off is answered from the published blocks', async () => {
    const { code, stdout } = await faultline(['blocked', 'bae.st', '--db', db, '--json']);
    const blocked = JSON.parse(stdout) as Blocked;
    expect(code).toBe(0);
    expect(blocked.by.length).toBeGreaterThan(5);
  });

  test('a real blocklist is answered, with no peer list, and with the number of targets of no known audience', async () => {
    const list = join(real, 'raw_blocklist_formats/gardenfence.mastodon.csv');
    const json = await faultline(['impact', 'mastodon.social', '--blocklist', list, '--db', db, '--json']);
    const impact = JSON.parse(json.stdout) as Impact;
    const coverage: Coverage = impact.coverage;
    expect(coverage.noPeerLists).toBe(true);
    const unknown = impact.entries.filter(({ audience }) => audience === null).length;
    expect(unknown).toBeGreaterThan(0);
    expect(impact.entries.length).toBe((await rows('raw_blocklist_formats/gardenfence.mastodon.csv')).length);

    const text = await faultline(['impact', 'mastodon.social', '--blocklist', list, '--db', db]);
    expect(text.stdout).toMatch(/no peer list/i);
    expect(text.stdout).toMatch(new RegExp(`\\b${unknown}\\b[^\\n]*no known audience`));
  });
});

type Totals = { hosts: number; users: number; mau: number };
type CutNow = { byBlocks: Totals; withAllowlists: Totals };

function readCut(row: Row): CutNow {
  const totals = (suffix: string): Totals => ({
    hosts: Number(row[`cut_instances${suffix}`]),
    users: Number(row[`cut_users${suffix}`]),
    mau: Number(row[`cut_mau${suffix}`]),
  });
  return { byBlocks: totals(''), withAllowlists: totals('_incl_allowlist') };
}

/** The slow, obvious count of servers cut off by a block either way, and by an allowlist either way, inside the crawled set. */
async function slowCut(name: string) {
  const tables = {
    instances: await rows(`${name}/instances.csv`),
    blocks: await rows(`${name}/blocks.csv`),
    allows: await rows(`${name}/allows.csv`),
  };
  const count = (key: (text: string) => string, domain: string): CutNow => {
    const crawled = new Map(
      tables.instances.filter((row) => row.crawled === '1').map((row) => [key(row.domain!), row]),
    );
    const blocks = new Set(tables.blocks.map(({ source, target }) => `${key(source!)} ${key(target!)}`));
    const allows = new Set(tables.allows.map(({ source, target }) => `${key(source!)} ${key(target!)}`));
    const listing = new Set(tables.allows.map(({ source }) => key(source!)));
    const us = key(domain);
    const others = [...crawled.keys()].filter((other) => other !== us);
    const blocked = (a: string, b: string) => blocks.has(`${a} ${b}`);
    const shutOut = (a: string, b: string) => listing.has(a) && !allows.has(`${a} ${b}`);
    const sum = (hosts: string[]): Totals => ({
      hosts: hosts.length,
      users: hosts.reduce((total, host) => total + Number(crawled.get(host)!.users), 0),
      mau: hosts.reduce((total, host) => total + Number(crawled.get(host)!.mau), 0),
    });
    const byBlocks = others.filter((other) => blocked(us, other) || blocked(other, us));
    const withAllowlists = others.filter(
      (other) => byBlocks.includes(other) || shutOut(us, other) || shutOut(other, us),
    );
    return { byBlocks: sum(byBlocks), withAllowlists: sum(withAllowlists) };
  };
  return {
    asSpelled: (domain: string) => count((text) => text, domain),
    asHosts: (domain: string) => count((text) => text.toLowerCase(), domain),
  };
}
