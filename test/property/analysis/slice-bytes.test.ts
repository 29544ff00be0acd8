import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader } from '../../../analysis/slice/byte-reader.ts';
import { ByteWriter } from '../../../analysis/slice/byte-writer.ts';
import { packColumns, unpackColumns } from '../../../analysis/slice/packed-columns.ts';
import { readRow, writeRow } from '../../../analysis/slice/row-bytes.ts';
import { readSections, writeSections } from '../../../analysis/slice/sections.ts';

test('whole numbers up to the largest safe one come back, the small ones from one byte', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(300), fc.maxSafeNat())), (values) => {
      const writer = new ByteWriter();
      for (const value of values) writer.varint(value);
      const reader = new ByteReader(writer.finish());
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
      expect([...readRow(new ByteReader(bytes), order)]).toEqual([...row]);
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

test('named arrays come back from any place in memory; a file cut short anywhere is refused in words', () => {
  const parts = { few: Uint8Array.of(1, 2, 3), figures: Float64Array.of(0.1, Number.NaN), none: new Uint16Array(0) };
  const bytes = writeSections('some.form/1', { told: 'ä' }, parts);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  for (const whole of [bytes, shifted.subarray(3)]) {
    const sections = readSections(whole, 'some.form/1');
    expect(sections.meta).toEqual({ told: 'ä' });
    expect([...sections.take('figures', 'Float64Array')]).toEqual([0.1, Number.NaN]);
    expect([...sections.take('few', 'Uint8Array')]).toEqual([1, 2, 3]);
    expect(() => sections.take('other', 'Uint8Array')).toThrow('one without other');
  }
  for (let length = 0; length < bytes.length - 8; length++) {
    const read = () => readSections(bytes.slice(0, length), 'some.form/1').take('figures', 'Float64Array');
    expect(read).toThrow(/ends before it is complete|Expected a file of the form/);
  }
  expect(() => readSections(bytes, 'other.form/1')).toThrow(
    'Expected a file of the form other.form/1, got some.form/1.',
  );
});
