import { expect, test } from 'vitest';
import { communityColorCount, communityRanks, mapColors, mixColors } from '../../../../viz/map/map-colors.ts';
import { readProjectFile } from '../../../house/sources.ts';

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

test('the colours for pictures outside the page are those of its stylesheet', () => {
  const [light, dark] = readProjectFile('viz/app/styles/base.css').split('@media (prefers-color-scheme: dark)');
  const read = (css: string, name: string) => new RegExp(`${name}: (#[0-9a-f]{6});`).exec(css)?.[1];
  for (const [css, colors] of [
    [light!, mapColors.light],
    [dark!, mapColors.dark],
  ] as const) {
    const { ground, ink, muted, line, cut, other, communities } = colors;
    expect([ground, ink, muted, line, cut, other]).toEqual(
      ['--map-ground', '--ink', '--muted', '--map-line', '--cut', '--community-other'].map((name) => read(css, name)),
    );
    expect(communities).toEqual(communities.map((_, rank) => read(css, `--community-${rank + 1}`)));
  }
});
