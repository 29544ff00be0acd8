/** What the properties compare of an answer. */
import { expect } from 'vitest';
import type { Impact } from '../../../analysis/types.ts';
import type { WorldText } from '../../golden/world-w1.ts';

export const noise = 1e-9;

export const shares = ({ lossIn, lossOut, hidden }: Impact) => [lossIn.share, lossOut.share, hidden.share];
export const losses = ({ lossIn, lossOut }: Impact) => [lossIn.share ?? 0, lossOut.share ?? 0] as const;
/** Draws are tied to host names, and communities to who is there: bounds are of one snapshot, estimates are not. */
export const headcount = ({ people: { before, after, lost, lostUnsized } }: Impact) => ({
  before,
  after,
  lost,
  lostUnsized,
});
export const withoutBounds = ({ estimateIn, estimateOut, ...entry }: Impact['entries'][number]) => ({
  ...entry,
  grades: [estimateIn.grade, estimateOut.grade],
});
export const peopleLost = ({ people }: Impact) => people.lost ?? 0;

/** Null where null is expected, else equal but for the last digits: sums in another order differ there. */
export function expectClose(got: readonly (number | null)[], expected: readonly (number | null)[]): void {
  const far = got.filter((value, at) => {
    const other = expected[at] ?? null;
    return value === null || other === null ? value !== other : Math.abs(value - other) > noise;
  });
  expect({ far, got, expected }).toEqual({ far: [], got, expected });
  expect(got.length).toBe(expected.length);
}

export function withServers(world: WorldText, servers: WorldText['servers']): WorldText {
  return { ...world, servers: { ...world.servers, ...servers } };
}
