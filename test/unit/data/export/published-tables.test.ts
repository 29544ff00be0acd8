import { describe, expect, test } from 'vitest';
import { publishedTables } from '../../../../data/export/published-tables.ts';
import {
  fewest,
  fewestUsers,
  isEnough,
  publishingRules,
  ruleAgainst,
} from '../../../../data/export/publishing-rules.ts';
import type { Cell } from '../../../../data/export/table.ts';
import { localTables } from '../../../../data/export/tables.ts';
import type { SnapshotHost } from '../../../../data/snapshot/types.ts';
import { digests, large, plantedSnapshot, secrets } from '../../../fixtures/planted-export.ts';

async function published(detail: 'aggregates' | 'full' = 'aggregates') {
  const { snapshot } = await plantedSnapshot();
  const { tables, leftOut } = publishedTables(snapshot, { referBy: 'name', detail, origins: [] });
  const rows = (name: string): Cell[][] => {
    const table = tables.find((it) => it.name === name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return [...table.rows()];
  };
  return { snapshot, tables, rows, leftOut };
}

describe('the rules', () => {
  const none = { peers: null, blocks: null, allows: null, counts: null };
  const plain = { users: 1000, doubt: null, reason: none } as unknown as SnapshotHost;
  test.each<{ what: string; host: Partial<SnapshotHost>; reason: string | null }>([
    { what: 'a large server', host: {}, reason: null },
    { what: 'a server of ten people', host: { users: 10 }, reason: null },
    { what: 'a server of nine', host: { users: 9 }, reason: 'small' },
    { what: 'an empty server', host: { users: 0 }, reason: 'small' },
    { what: 'one of unknown size', host: { users: null }, reason: 'size-unknown' },
    { what: 'one whose numbers are in doubt', host: { doubt: 'invented-users' }, reason: 'doubtful' },
    { what: 'one that opted out', host: { reason: { ...none, peers: 'opted-out' } }, reason: 'opted-out' },
    {
      what: 'one that opted out, of unknown size',
      host: { users: null, reason: { ...none, counts: 'opted-out' } },
      reason: 'opted-out',
    },
    {
      what: 'one whose robots.txt forbids its lists',
      host: { reason: { ...none, peers: 'robots-disallowed' } },
      reason: null,
    },
  ])('$what: $reason', ({ host, reason }) => {
    expect(ruleAgainst({ ...plain, ...host })?.reason ?? null).toBe(reason);
  });

  test('every rule has a reason of its own, says why and where from; the bounds are those of the design', () => {
    expect(new Set(publishingRules.map(({ reason }) => reason)).size).toBe(publishingRules.length);
    for (const { why, source } of publishingRules) expect(why.length * source.length).toBeGreaterThan(100);
    expect({ fewest, fewestUsers }).toEqual({ fewest: 5, fewestUsers: 10 });
    expect([0, 1, 4, 5, 6].map(isEnough)).toEqual([true, false, false, true, true]);
  });
});

test('servers that may be shown are in instances, with no number of fewer than five people', async () => {
  const { rows } = await published();
  const instances = rows('instances');
  expect(instances.map(([domain]) => domain)).toEqual(
    ['four.example', 'fourth.example', ...large, 'named.example', 'ten.example'].sort(),
  );
  const [, , , users, mau] = instances.find(([domain]) => domain === 'ten.example')!;
  expect({ users, mau }).toEqual({ users: 10, mau: null });
  const aliases = instances.find(([domain]) => domain === 'large1.example')![13];
  expect(aliases).toBe('www.large1.example');
});

test('peers, counts and lists are those among them, and counts of one to four follows are left out', async () => {
  const { rows } = await published();
  const shown = new Set(rows('instances').map(([domain]) => domain));
  const peers = rows('peers');
  expect(peers).toHaveLength(8 * 8 + 1);
  for (const [source, target] of peers) expect([shown.has(source!), shown.has(target!)]).toEqual([true, true]);
  expect(rows('counts')).toEqual([['large1.example', 'large3.example', 5, 0]]);
  for (const [domain] of rows('lists')) expect(shown.has(domain!)).toBe(true);
});

test('the others are sums by software, of at least five servers, doubtful numbers not among them', async () => {
  const { rows } = await published();
  // Four tiny Mastodons and behind-mask.example, and two in doubt that count as servers only.
  expect(rows('folded')).toContainEqual(['mastodon', 7, 11, 5, 11, 5]);
  // Of unknown software there are too few, and with tiny-ware they are still too few: nobody stands for them.
  expect(rows('folded').map(([software]) => software)).toEqual(['mastodon']);
});

test('a target has a row where five servers name it in plain, and none where masks alone do', async () => {
  const { rows } = await published();
  expect(rows('blocked')).toEqual([
    ['f**rth.example', 'suspend', true, 6, null],
    ['gov', 'suspend', false, 5, 0],
    ['nam*d.example', 'silence', true, 6, null],
    // Six name it by a mask, five of them in plain as well: one is too few to be told.
    ['named.example', 'silence', false, 5, null],
    ['named.example', 'suspend', false, 6, null],
    ['ten.example', 'suspend', false, 5, 0],
    ['x****.example', 'suspend', true, 5, null],
  ]);
  expect(rows('allowed')).toEqual([['named.example', 5]]);
});

test('targets without a row are in sums of five targets and five declarers', async () => {
  const { rows } = await published();
  // small, *.small, x*.small, unmet, be****-mask, na**d, four, nobodyknows, optout; word-of-one stands nowhere.
  expect(rows('folded_targets')).toEqual([['blocks', 'suspend', 9, 7 * 6 + 2 + 4, 8]]);
});

test('what is left out is counted', async () => {
  const { leftOut, snapshot, rows } = await published();
  expect(leftOut.servers).toMatchObject({ 'opted-out': 1, doubtful: 2 });
  const sum = Object.values(leftOut.servers).reduce((total, number) => total + number, 0);
  expect(sum).toBe(snapshot.hosts.length - rows('instances').length);
  expect(leftOut.peers).toBe(snapshot.peers.targets.length - rows('peers').length);
});

test.each(['name', 'node'] as const)(
  'nothing that may not be published is in any cell (peers by %s)',
  async (referBy) => {
    const { snapshot } = await plantedSnapshot();
    const textOf = (tables: ReturnType<typeof localTables>) =>
      tables.flatMap(({ rows }) => [...rows()].map((row) => row.join(','))).join('\n');
    const { tables } = publishedTables(snapshot, { referBy, detail: 'aggregates', origins: [] });
    const [text, all] = [textOf(tables), textOf(localTables(snapshot, 'name'))];
    for (const [secret, why] of Object.entries(secrets)) expect(text, why).not.toContain(secret);
    for (const digest of digests) expect(text).not.toContain(digest);
    // They are there to be left out.
    for (const secret of ['small.example', 'tiny-ware', 'their-own-words', 'word-of-one', ...digests]) {
      expect(all).toContain(secret);
    }
  },
);

test('with full detail come pairs and comments between servers that are shown, masks as published, no digest', async () => {
  const { rows, tables } = await published('full');
  expect(tables.find(({ name }) => name === 'blocks')!.columns.map(({ name }) => name)).toEqual([
    ...['source', 'target', 'severity', 'comment'],
  ]);
  const blocks = rows('blocks');
  expect(blocks).toContainEqual(['large1.example', 'named.example', 'suspend', 'their-own-words']);
  expect(blocks).toContainEqual(['large7.example', 'na**d.example', 'suspend', null]);
  expect(blocks).toContainEqual(['large1.example', 'four.example', 'suspend', null]);
  const text = blocks.map((row) => row.join(',')).join('\n');
  for (const secret of ['small.example', 'unmet.example', 'secondoor.example', 'be****-mask', ...digests]) {
    expect(text).not.toContain(secret);
  }
  expect(rows('allows')).toHaveLength(5);
});
