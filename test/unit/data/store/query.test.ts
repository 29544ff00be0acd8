import { expect, test } from 'vitest';
import { temporaryStore } from '../../../fixtures/observed.ts';

test.each([
  ['a statement that writes', 'DELETE FROM hosts', /one SELECT/],
  ['two statements', 'SELECT 1; SELECT 2', /2 statements/],
  ['a file to write', `COPY hosts TO 'x.csv'`, /one SELECT/],
  ['no SQL', 'what is this', /Parser Error/],
  ['an unknown column', 'SELECT colour FROM hosts', /colour/],
  ['nothing', '', /nothing came/],
])('asking with %s is answered with what to do', async (_, sql, message) => {
  const store = await temporaryStore();
  await expect(store.query(sql)).rejects.toThrow(message);
  await expect(store.query(sql)).rejects.toMatchObject({ name: 'UserError', hint: expect.any(String) });
});

test('an answer holds plain values only', async () => {
  const store = await temporaryStore();
  const sql = `SELECT 1 AS a, 2::UBIGINT, 18446744073709551615::UBIGINT, 1.5::DOUBLE, true, NULL, [1, 2],
    make_timestamptz(1500000), {'x': 3::BIGINT}, '\\x41'::BLOB`;
  const { columns, rows } = await store.query(sql);
  expect(columns[0]).toBe('a');
  expect(rows).toEqual([
    [1, 2, '18446744073709551615', 1.5, true, null, [1, 2], '1970-01-01T00:00:01.500Z', { x: 3 }, '41'],
  ]);
});
