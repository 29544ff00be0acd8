import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabelCandidate } from '../../../viz/map/label-places.ts';
import type { MapColors } from '../../../viz/map/map-colors.ts';
import { drawLabels } from '../../../viz/map/map-labels.ts';

const theme: MapColors = {
  ground: '#ffffff',
  ink: '#000000',
  muted: '#777777',
  line: '#999999',
  cut: '#cc5500',
  font: 'sans-serif',
  communities: [],
  other: '#888888',
};
const letterPx = 7;
const mapWidth = 800;

/** What a canvas was asked to write: each letter is 7 px wide, each line 12 px high. */
function written(candidates: LabelCandidate[]) {
  const labels: { text: string; left: number; right: number; top: number; bottom: number }[] = [];
  const context = {
    canvas: { clientWidth: mapWidth },
    measureText: (text: string) => ({ width: text.length * letterPx }),
    strokeText: () => undefined,
    fillText: (text: string, x: number, y: number) =>
      labels.push({ text, left: x, right: x + text.length * letterPx, top: y - 6, bottom: y + 6 }),
  };
  drawLabels(context as unknown as CanvasRenderingContext2D, candidates, theme);
  return labels;
}

const candidates = fc.uniqueArray(
  fc.record({
    key: fc.stringMatching(/^[a-z]{1,12}\.example$/),
    x: fc.integer({ min: 0, max: mapWidth }),
    y: fc.integer({ min: 0, max: 500 }),
    size: fc.integer({ min: 2, max: 24 }),
    faint: fc.boolean(),
  }),
  { selector: ({ key }) => key, maxLength: 40 },
);

test('no name lies on another, and the largest server is always named', () => {
  fc.assert(
    fc.property(candidates, (found) => {
      const labels = written(found.map((candidate) => ({ ...candidate, label: candidate.key, first: false })));
      labels.forEach((a, i) => {
        for (const b of labels.slice(i + 1)) {
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        }
      });
      expect(labels.length > 0).toBe(found.length > 0);
    }),
  );
});

test('names that come first are all set, in whatever order the candidates arrive', () => {
  fc.assert(
    fc.property(candidates, fc.integer({ min: 0, max: 5 }), (found, firstCount) => {
      const all = found.map((candidate, i) => ({ ...candidate, label: candidate.key, first: i < firstCount }));
      const texts = written([...all]).map(({ text }) => text);
      for (const { key, first } of all) if (first) expect(texts).toContain(key);
      expect(written([...all].reverse()).map(({ text }) => text)).toEqual(texts);
    }),
  );
});
