/** What an allowlist mode does to whom it does not name, by software. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { assumed, cutIn, cutOut, hideIn } from '../../../analysis/effects.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { allowlists } from '../../../analysis/rules/allowlists.ts';
import { type Matching, vocabularyOf } from '../../../analysis/rules.ts';
import { worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const full = cutIn | cutOut | hideIn;
const onlyIn = cutIn | hideIn;

const rows: [software: string | null, effect: number, matching: Matching][] = [
  ['mastodon', full, 'exact'],
  ['hometown', full, 'exact'],
  ['gotosocial', full, 'suffix'],
  ['pleroma', onlyIn, 'pattern'],
  ['rebased', onlyIn, 'pattern'],
  ['akkoma', full, 'stem'],
  ['misskey', full, 'suffix'],
  ['sharkey', full, 'suffix'],
  ['firefish', full, 'exact'],
  ['iceshrimp', full, 'exact'],
  ['catodon', full | assumed, 'suffix'],
  ['iceshrimp.net', full | assumed, 'suffix'],
  ['lemmy', full, 'exact'],
  ['piefed', full, 'exact'],
  ['mbin', full, 'exact'],
  ['funkwhale', full | assumed, 'exact'],
  ['nodebb', full | assumed, 'exact'],
  ['friendica', full | assumed, 'glob'],
  ['hubzilla', full | assumed, 'suffix'],
  ['peertube', full | assumed, 'exact'],
  ['kbin', full | assumed, 'exact'],
  ['unheard-of', full | assumed, 'exact'],
  [null, full | assumed, 'exact'],
];

test.each(rows)(
  'the allowlist of %s does %i to whom it does not name, and names by %s',
  (software, effect, matching) => {
    expect(vocabularyOf(software).allowlist).toEqual({ effect, matching, unlists: false, origin: 'decision' });
  },
);

test('every row is told of above, names what was read, and stands for software that has words', () => {
  for (const [software, , , , source] of allowlists) {
    expect(rows.some(([name]) => name !== null && software.includes(name))).toBe(true);
    expect(source).toMatch(/\d/);
    for (const name of software) expect(vocabularyOf(name)).not.toBe(vocabularyOf('unheard-of'));
  }
});

test.each([
  ['mastodon', 5],
  ['firefish', 5],
  ['lemmy', 5],
  ['misskey', 4],
  ['gotosocial', 4],
  ['akkoma', 4],
])('%s, which allows d.example alone, is cut from %i servers: below the name or not', (software, hosts) => {
  const mode = { mau: 300, software, allowlistMode: true, allows: ['d.example'] };
  const snapshot = worldW1({ 'c.example': mode, 's.d.example': { mau: 20 } });
  expect(assessBlocked(buildGraph(snapshot), 'c.example').cutNow.withAllowlists.hosts).toBe(hosts);
});

test('whom Pleroma does not accept still gets its posts', () => {
  const mode = { mau: 300, software: 'pleroma', allowlistMode: true, allows: ['a.example'] };
  const { cumulative } = assess(buildGraph(worldW1({ 'c.example': mode })), {
    host: x,
    blocklist: [{ target: 'e.example', action: 'noop' }],
  });
  expect(cumulative.lossIn).toBeCloseTo(0, 9);
  expect(cumulative.lossOut).toBeCloseTo(0.15, 9);
});
