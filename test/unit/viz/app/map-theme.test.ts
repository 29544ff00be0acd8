import { expect, test } from 'vitest';
import { communityColorCount, communityRanks, mixColors } from '../../../../viz/app/map-theme.ts';

test('colours mix from one end to the other', () => {
  expect(mixColors('#000000', '#ffffff', 0)).toBe('#000000');
  expect(mixColors('#000000', '#ffffff', 1)).toBe('#ffffff');
  expect(mixColors('#ff0000', '#0000ff', 0.5)).toBe('#800080');
  expect(() => mixColors('red', '#ffffff', 0.5)).toThrow(/#rrggbb/);
});

test('the communities with most people have colours of their own', () => {
  const communities = Array.from({ length: 8 }, (_, id) => ({
    name: `c${id}`,
    size: 10 - id,
    audience: id === 0 ? null : id,
  }));
  const ranks = communityRanks(communities);
  expect(ranks[7]).toBe(0);
  expect(ranks.filter((rank) => rank >= 0)).toHaveLength(communityColorCount);
  expect(ranks[0]).toBe(-1);
});
