import { expect, test } from 'vitest';
import type { QueryValue } from '../../../../data/store/query-value.ts';
import { renderAnswerTable } from '../../../../viz/cli/answer-table.ts';

async function* batchesOf(...batches: QueryValue[][][]) {
  yield* batches;
}
const columns = [
  { name: 'host', isNumber: false },
  { name: 'users', isNumber: true },
  { name: 'words', isNumber: false },
];

test('long text gives way to the width of the terminal, numbers never do', async () => {
  const rows = [['a.example', 123456789012, 'x'.repeat(150)]];
  const lines = (await renderAnswerTable({ columns, batches: batchesOf(rows) }, 40)).split('\n');
  expect(lines).toEqual([
    'host              users  words',
    '─────────  ────────────  ───────────────',
    'a.example  123456789012  xxxxxxxxxxxxxx…',
    '',
    '1 row',
    '',
  ]);
});

test('signs that take two columns, or none, leave the columns straight', async () => {
  const rows: QueryValue[][] = [
    ['日本語', 1, 'a'],
    ['e\u0301', 22, 'b'],
    ['🎉', 333, 'c'],
  ];
  const table = await renderAnswerTable({ columns, batches: batchesOf(rows) }, null);
  expect(table.split('\n').slice(2, 5)).toEqual(['日本語      1  a', 'e\u0301          22  b', '🎉        333  c']);
});

test('hostile text is one line of plain signs', async () => {
  const hostile = '\u001b]0;title\u0007red\u009b31m\r\nsecond\u202eline\u200b';
  const table = await renderAnswerTable({ columns, batches: batchesOf([[hostile, 1, null]]) }, null);
  expect(table).toContain(']0;titlered31m secondline');
  expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('the first hundred rows are shown, and that there are more only when there are', async () => {
  const rows = Array.from({ length: 100 }, (_, at): QueryValue[] => [`h${at}`, at, null]);
  const whole = await renderAnswerTable({ columns, batches: batchesOf(rows.slice(0, 60), rows.slice(60)) }, null);
  expect(whole).toMatch(/\n100 rows\n$/);
  const more = await renderAnswerTable({ columns, batches: batchesOf(rows, [['one more', 1, null]]) }, null);
  expect(more).toMatch(/\nThe first 100 rows; there are more: .*\n$/);
  expect(more).not.toContain('one more');
  expect(await renderAnswerTable({ columns, batches: batchesOf() }, 80)).toMatch(/\n0 rows\n$/);
});
