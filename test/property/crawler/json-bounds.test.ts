import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithinBounds } from '../../../crawler/http/json-bounds.ts';

/** Counts on the parsed value what the bytes are counted for. */
function slowCount(value: unknown): { containers: number; commas: number } {
  if (typeof value !== 'object' || value === null) return { containers: 0, commas: 0 };
  const values = Object.values(value);
  const counts = values.map(slowCount);
  return {
    containers: counts.reduce((sum, { containers }) => sum + containers, 1),
    commas: counts.reduce((sum, { commas }) => sum + commas, Math.max(0, values.length - 1)),
  };
}

/** JSON has no duplicate keys here, and texts full of what looks like structure. */
const tricky = fc.string({ unit: fc.constantFrom('"', '\\', ',', '{', '[', '}', ']', 'ü', 'a') });
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    tricky,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(tricky, tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('objects, arrays and commas are counted in the bytes as in the value, whatever its texts hold', () => {
  fc.assert(
    fc.property(json, fc.boolean(), (value, isSpaced) => {
      const { containers, commas } = slowCount(value);
      const bytes = Buffer.from(JSON.stringify(value, null, isSpaced ? 2 : 0));
      const within = (maxContainers: number, maxCommas: number) => isWithinBounds(bytes, { maxContainers, maxCommas });
      expect(within(containers, commas)).toBe(true);
      if (containers > 0) expect(within(containers - 1, commas)).toBe(false);
      if (commas > 0) expect(within(containers, commas - 1)).toBe(false);
    }),
  );
});

test('a hundred arrays in each other are the deepest, and any bytes are answered', () => {
  const nested = (depth: number) => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
  const roomy = { maxContainers: 1000, maxCommas: 1000 };
  expect([isWithinBounds(nested(100), roomy), isWithinBounds(nested(101), roomy)]).toEqual([true, false]);
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof isWithinBounds(bytes, roomy) === 'boolean'));
});
