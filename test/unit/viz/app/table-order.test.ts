import { expect, test } from 'vitest';
import { possibleColumns, shownColumns } from '../../../../viz/app/table-columns.ts';
import { allColumns, filterRows, listChoices, noFilter, sortRows } from '../../../../viz/app/table-order.ts';
import { listRows, type Row } from '../../../../viz/app/table-rows.ts';
import type { SnapshotChanges } from '../../../../viz/shared/snapshot-changes.ts';
import { answersFor, map } from './answers.ts';

const hostsOf = (rows: readonly Row[]) => rows.map(({ host }) => host);
const noneFolded = { ...map.folded, servers: new Uint32Array() };
const plain = answersFor(null);
const scenario = answersFor('x.example', { block: ['a.example'] });

test('rows are filtered by community and by software, the unknown among the choices', () => {
  const rows = listRows({ ...plain, map: { ...map, folded: noneFolded } }).map((row) =>
    row.host === 'a.example' ? { ...row, community: null, software: null } : row,
  );
  for (const column of ['community', 'software'] as const) {
    expect(listChoices(rows, column).at(-1)).toBeNull();
    expect(hostsOf(filterRows(rows, { ...noFilter, [column]: null }))).toEqual(['a.example']);
  }
  const [most] = listChoices(rows, 'software');
  expect(filterRows(rows, { ...noFilter, software: most }).every(({ software }) => software === most)).toBe(true);
});

test('a group of small servers is one row, behind all that have a name', () => {
  const folded = {
    ...map.folded,
    community: Int32Array.of(0, -1),
    servers: Uint32Array.of(12, 3),
    audience: Float64Array.of(40, Number.NaN),
  };
  const rows = listRows({ ...plain, map: { ...map, folded } });
  const groups = rows.filter((row) => row.folded !== null);
  expect(groups).toMatchObject([
    { folded: 12, community: map.communities[0]!.name, audience: 40 },
    { folded: 3, community: null, audience: null },
  ]);
  const sorted = sortRows(rows, { column: 'host', descending: false });
  expect(sorted.slice(-groups.length).every((row) => row.folded !== null)).toBe(true);
});

const at = { id: '1', asOf: '2026-11-01T00:00:00.000Z' };
const changes: SnapshotChanges = {
  from: at,
  to: at,
  hosts: [
    { host: 'a.example' as never, change: 'not-observed' },
    { host: 'far.example' as never, change: 'gone' },
  ],
  sentences: [],
};

test('what became of a server since is in its row, not observed is never unchanged, and a gone one has a row', () => {
  const rows = new Map(listRows({ ...plain, changes }).map((row) => [row.host, row]));
  expect(rows.get('a.example')?.change).toBe('not-observed');
  expect(rows.get('b.example')?.change).toBe('same');
  expect(rows.get('far.example')).toMatchObject({ change: 'gone', seen: 'outside', audience: null });
  expect(listRows(plain).every(({ change }) => change === null)).toBe(true);
});

test('60,000 rows are sorted and filtered in the time of a key stroke', () => {
  const [row] = listRows(plain);
  const rows = Array.from({ length: 60_000 }, (_, i) => ({
    ...row!,
    host: `h${(i * 7919) % 60_000}.example`,
    audience: i % 977,
  }));
  const began = performance.now();
  const sorted = sortRows(filterRows(rows, { ...noFilter, text: '9' }), { column: 'audience', descending: true });
  expect(performance.now() - began).toBeLessThan(1000);
  expect(sorted[0]?.audience).toBe(976);
});

test('columns are those the question gives rise to', () => {
  expect(possibleColumns(plain)).toEqual(['host', 'community', 'software', 'audience', 'seen']);
  expect(possibleColumns({ ...scenario, changes })).toEqual(allColumns);
});

test('a narrow page leaves columns out until the rest has room, and what somebody chose stands', () => {
  const possible = possibleColumns({ ...scenario, changes });
  expect(shownColumns(possible, new Map(), 2000)).toEqual(allColumns);
  expect(shownColumns(possible, new Map(), 360)).toEqual(['host', 'audience', 'after']);
  expect(
    shownColumns(
      possible,
      new Map([
        ['weight', true],
        ['after', false],
      ] as const),
      360,
    ),
  ).toEqual(['host', 'audience', 'weight']);
  expect(shownColumns(possibleColumns(plain), new Map(), 360)).toEqual(['host', 'audience', 'seen']);
});
