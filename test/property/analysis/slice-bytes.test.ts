import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileError } from '../../../analysis/container/file-error.ts';
import { ByteReader } from '../../../analysis/slice/byte-reader.ts';
import { ByteWriter } from '../../../analysis/slice/byte-writer.ts';
import { packColumns, unpackColumns } from '../../../analysis/slice/packed-columns.ts';
import { readRow, writeRow } from '../../../analysis/slice/row-bytes.ts';
import { slicesKind } from '../../../analysis/slice/site-kinds.ts';

test('whole numbers up to the largest safe one come back, the small ones from one byte', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(300), fc.maxSafeNat())), (values) => {
      const writer = new ByteWriter();
      for (const value of values) writer.varint(value);
      const reader = new ByteReader(slicesKind, writer.finish());
      expect(values.map(() => reader.varint())).toEqual(values);
    }),
    { numRuns: 200, seed: 1 },
  );
  const writer = new ByteWriter();
  writer.varint(127);
  expect(writer.finish()).toHaveLength(1);
});

const rows = fc
  .integer({ min: 1, max: 900 })
  .chain((order) => fc.record({ order: fc.constant(order), row: fc.uniqueArray(fc.nat(order - 1)) }))
  .map(({ order, row }) => ({ order, row: Uint32Array.from(row.sort((a, b) => a - b)) }));

test('a row of any density comes back, and never takes more than a bit a server', () => {
  fc.assert(
    fc.property(rows, ({ order, row }) => {
      const writer = new ByteWriter();
      writeRow(writer, row, order);
      const bytes = writer.finish();
      expect(bytes.length).toBeLessThanOrEqual(1 + Math.ceil(order / 8));
      expect([...readRow(new ByteReader(slicesKind, bytes), order)]).toEqual([...row]);
    }),
    { numRuns: 400, seed: 2 },
  );
});

test('columns of codes come back from one number a row', () => {
  const tables = fc
    .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 })
    .chain((sizes) =>
      fc.record({ sizes: fc.constant(sizes), rows: fc.array(fc.tuple(...sizes.map((size) => fc.nat(size - 1)))) }),
    );
  fc.assert(
    fc.property(tables, ({ sizes, rows }) => {
      const columns = sizes.map((size, at) => ({ size, codes: rows.map((row) => row[at]!) }));
      const back = unpackColumns(packColumns(rows.length, columns), sizes);
      expect(back.map((codes) => [...codes])).toEqual(columns.map(({ codes }) => codes));
    }),
    { numRuns: 200, seed: 3 },
  );
});

test('bytes that are no numbers, or promise more than there is, are refused before room is made for it', () => {
  const reader = (...bytes: number[]) => new ByteReader(slicesKind, Uint8Array.from(bytes));
  expect(() => reader(0x80).varint()).toThrow('it has no bytes left where one should follow.');
  expect(() => reader(...Array<number>(12).fill(0xff)).varint()).toThrow('it has a number above 9007199254740991.');
  expect(() => reader(0xff, 0xff, 0xff, 0x7f, 1).count()).toThrow('it has 1 bytes left where 268435455 should follow.');
  expect(() => readRow(reader(0, 9, 1), 900)).toThrow(FileError);
});
