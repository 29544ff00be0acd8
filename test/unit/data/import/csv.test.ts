import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eachCsvRow } from '../../../../data/import/csv.ts';
import { temporaryFolder } from '../../../fixtures/observed.ts';

async function rowsOf(text: string): Promise<unknown[][]> {
  const file = join(temporaryFolder(), 'some.csv');
  writeFileSync(file, text);
  const rows: unknown[][] = [];
  await eachCsvRow(file, ['a', 'b'], (row) => rows.push([row.line, row.get('a'), row.get('b')]));
  return rows;
}

test('lines may end in any way, also in one file, and also where a chunk of the file ends', async () => {
  expect(await rowsOf('a,b\r\n1,2\n3,"4"\r5,6\r\n\r\n7,8')).toEqual([
    [2, '1', '2'],
    [3, '3', '4'],
    [4, '5', '6'],
    [6, '7', '8'],
  ]);
  const chunk = 65_536;
  const filler = `a,b\n${'x'.repeat(chunk - 4 - 3)},2\r`;
  expect(filler).toHaveLength(chunk);
  expect((await rowsOf(`${filler}\n3,4\n`)).map((row) => row.slice(2))).toEqual([['2'], ['4']]);
});

test('a quoted cell may hold line ends', async () => {
  expect(await rowsOf('a,b\n"1\n2",3\n')).toEqual([[3, '1\n2', '3']]);
  expect((await rowsOf('a,b\n"1\r\n2\r3",4\r\n')).map((row) => row.slice(1))).toEqual([['1\r\n2\r3', '4']]);
});

test.each([
  [
    'text after a closing quote',
    'a,b\n1,"2"\u001b[2J secret\n',
    /line 2: malformed CSV \(text stands after a closing quote\)/,
  ],
  ['a quote in the middle', `a,b\n1,${'\u001b'.repeat(90)}secret"2"\n`, /line 2: malformed CSV \(a quote/],
  ['an open quote', 'a,b\n1,"secret\n2\n', /line \d: a quote was opened and never closed/],
  ['another number of cells', 'a,b\n1,secret,\u001b\n', /line 2: the number of fields differs/],
  ['a header of rubbish', `${'\u001b[2J\u202e,'.repeat(500)}\n`, /line 1: expected the columns a, b; found/],
])('%s is told in our words, short and printable', async (_, text, message) => {
  const attempt = rowsOf(text);
  await expect(attempt).rejects.toThrow(message);
  const told = await attempt.catch((error: Error) => error.message.replace(/^.*some\.csv/, ''));
  expect(told).not.toMatch(/\p{Cc}|\u202e|secret/u);
  expect(String(told).length).toBeLessThan(400);
});
