import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowOrder } from '../../../data/snapshot/row-order.ts';

test('a row is put in order as sorting a set would, wherever it lies, be it long or short', () => {
  const rows = fc
    .integer({ min: 1, max: 3000 })
    .chain((order) =>
      fc.record({ order: fc.constant(order), row: fc.array(fc.nat(order - 1), { maxLength: 400 }), gap: fc.nat(5) }),
    );
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 4 }), ({ order, row, gap }, times) => {
      const ordering = new RowOrder(order);
      for (let time = 0; time < times; time++) {
        const array = new Uint32Array([...Array.from({ length: gap }, () => 7), ...row]);
        const length = ordering.order(array.subarray(gap), array, 0);
        expect([...array.subarray(0, length)]).toEqual([...new Set(row)].sort((a, b) => a - b));
      }
    }),
  );
});
