import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noNode } from '../../../data/snapshot/hosts.ts';
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

test('so are the nodes that numbers stand for, without none and without the node itself', () => {
  const cases = fc.integer({ min: 1, max: 3000 }).chain((order) =>
    fc.record({
      order: fc.constant(order),
      nodes: fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(order - 1) }, fc.constant(noNode)), {
        minLength: 40,
        maxLength: 40,
      }),
      row: fc.array(fc.nat(39), { maxLength: 400 }),
      node: fc.nat(order - 1),
    }),
  );
  fc.assert(
    fc.property(cases, ({ order, nodes, row, node }) => {
      const ordering = new RowOrder(order);
      const targets = row.map((number) => nodes[number]!).filter((target) => target !== noNode && target !== node);
      for (let time = 0; time < 2; time++) {
        const into = new Uint32Array(3 + row.length);
        const maps = { nodes: Uint32Array.from(nodes), node };
        const length = ordering.orderNodes(Uint32Array.from(row), maps, into, 3);
        expect([...into.subarray(3, 3 + length)]).toEqual([...new Set(targets)].sort((a, b) => a - b));
      }
    }),
  );
});
