import { expect, test } from 'vitest';
import { temporaryStore } from '../../../fixtures/observed.ts';

test.each([
  [`'9007199254740991'::BIGINT`, 9007199254740991],
  [`'9007199254740993'::BIGINT`, '9007199254740993'],
  [`'-170141183460469231731687303715884105728'::HUGEINT`, '-170141183460469231731687303715884105728'],
  ['1.50::DECIMAL(5, 2)', 1.5],
  [`'12345678901234567.89'::DECIMAL(38, 2)`, '12345678901234567.89'],
  [`'nan'::DOUBLE`, 'NaN'],
  [`'-infinity'::DOUBLE`, '-Infinity'],
  [`TIMESTAMPTZ '2026-11-20 12:00:00+02'`, '2026-11-20T10:00:00.000Z'],
  [`TIMESTAMP '2026-11-20 12:00:00.123456'`, '2026-11-20T12:00:00.123456Z'],
  [`TIMESTAMP '1969-12-31 23:59:59.999999'`, '1969-12-31T23:59:59.999999Z'],
  [`TIMESTAMPTZ 'infinity'`, 'infinity'],
  [`DATE '2026-11-20'`, '2026-11-20'],
  [`'\\x00\\xFF'::BLOB`, '00ff'],
  [`{'a': [1, NULL], 'b': {'c': DATE '2026-01-01'}}`, { a: [1, null], b: { c: '2026-01-01' } }],
  [`MAP {1: 'x'}`, { 1: 'x' }],
  [`[1, 2]::INTEGER[2]`, [1, 2]],
  [`'published'::disclosure`, 'published'],
  [`INTERVAL 1 DAY`, '1 day'],
])('%s is %j', async (sql, value) => {
  const store = await temporaryStore();
  expect((await store.query(`SELECT ${sql}`)).rows).toEqual([[value]]);
});
