import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noNode } from '../../../data/snapshot/hosts.ts';
import { RowParts } from '../../../data/snapshot/peers/row-parts.ts';

const order = 40;
const edges = fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 300 });
/** Several names of one server lead to one node, some to none; as sources a few more do. */
const nodeMap = fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(order - 1) }, fc.constant(noNode)), {
  minLength: 60,
  maxLength: 60,
});
const hidden = fc.uniqueArray(fc.nat(59), { maxLength: 5 });

interface Case {
  rows: [number, number][];
  nodes: Uint32Array;
  sources: Uint32Array;
}

const cases = fc
  .record({ rows: edges, map: nodeMap, hidden, sorted: fc.boolean(), plain: fc.boolean() })
  .map(({ rows, map, hidden, sorted, plain }): Case => {
    const nodes = plain
      ? Uint32Array.from({ length: 60 }, (_, id) => (id < order ? id : noNode))
      : Uint32Array.from(map);
    const sources = nodes.map((node, id) => (hidden.includes(id) ? noNode : node));
    return { rows: sorted ? [...rows].sort(([a, b], [c, d]) => a - c || b - d) : rows, nodes, sources };
  });

function slowRows({ rows, nodes, sources }: Case): number[][] {
  return Array.from({ length: order }, (_, node) => {
    const targets = rows.filter(([from]) => sources[from] === node).map(([, to]) => nodes[to]!);
    return [...new Set(targets)].filter((target) => target !== noNode && target !== node).sort((a, b) => a - b);
  });
}

test('rows are joined as sets of targets would be, however their lists are cut and ordered', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 50 }), (given, length) => {
      const parts = new RowParts(order, given.rows.length, given);
      for (let at = 0; at < given.rows.length; at += length) {
        for (const [source, list] of listsOf(given.rows.slice(at, at + length))) parts.take(source, list);
      }
      const { offsets, targets } = parts.join();
      const joined = Array.from({ length: order }, (_, node) => [
        ...targets.subarray(offsets[node], offsets[node + 1]),
      ]);
      expect(joined).toEqual(slowRows(given));
      expect(targets.length).toBe(offsets[order]);
    }),
  );
});

/** As GROUP BY gives them. */
function listsOf(rows: readonly [number, number][]): [number, Uint32Array][] {
  const sources = [...new Set(rows.map(([from]) => from))];
  return sources.map((source) => [
    source,
    Uint32Array.from(rows.flatMap(([from, to]) => (from === source ? [to] : []))),
  ]);
}
