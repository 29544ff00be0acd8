import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sorted } from '../../../data/store/sorted.ts';

test('names put in order in parts stand as in one go', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1, 4095, 4096, 4097, 20_000), fc.nat(), async (length, seed) => {
      // Neither in order nor in order from behind, each once: 7919 is a prime.
      const names = Array.from({ length }, (_, at) => `n${((at + seed) * 7919) % 1_000_003}.example`);
      expect(await sorted(names)).toEqual([...names].sort());
    }),
    { numRuns: 20 },
  );
});
