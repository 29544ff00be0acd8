/** Rules that open contact again: they are listed, and never counted as a negative loss. */
import { expect, test } from 'vitest';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const below = { 'social.d.example': { mau: 70 } };
const ask = (
  scenario: Omit<Scenario, 'host'>,
  rules: WorldText['rules'] = [[x, 'suspend', 'd.example']],
  changes: Record<string, ServerText> = below,
) => assess(buildGraph(worldW1(changes, rules)), { host: x, ...scenario });

test('on Mastodon a silence below a suspended name opens contact with it again', () => {
  const impact = ask({ limit: ['social.d.example'] });
  expect(impact.lossIn).toMatchObject({ share: 0, low: 0, high: 0 });
  expect(impact.lossOut.share).toBe(0);
  expect(impact.touched).toMatchObject([{ host: 'social.d.example', status: 'opened', direction: 'both' }]);
  expect(impact.entries).toMatchObject([{ status: 'opened', shareIn: 0, shareOut: 0, irreversible: false }]);
  expect(impact.entryCounts.opened).toBe(1);
  expect(impact.people).toMatchObject({ before: 1800, after: 1870, lost: 0, lostUnsized: 0 });
  expect(impact.irreversible).toBe(false);
});

test('one sentence says how many open again, and none that it can be undone', () => {
  const { sentences } = ask({ limit: ['social.d.example'] });
  expect(sentences).toContain('1 server would be open to contact again; follows that were deleted do not come back.');
  expect(sentences.filter((sentence) => /undone/.test(sentence))).toEqual([]);
});

test('what opens again makes no loss elsewhere smaller', () => {
  const both = ask({ limit: ['social.d.example'], block: ['b.example'] });
  const alone = ask({ block: ['b.example'] });
  expect(both.lossIn).toEqual(alone.lossIn);
  expect(both.lossOut).toEqual(alone.lossOut);
  expect(both.people).toEqual({ ...alone.people, after: alone.people.after! + 70 });
  expect(both.communities).toEqual(alone.communities);
});

test('a server that blocks the host too does not open', () => {
  const rules: WorldText['rules'] = [
    [x, 'suspend', 'd.example'],
    ['social.d.example', 'suspend', x],
  ];
  const impact = ask({ limit: ['social.d.example'] }, rules);
  expect(impact.touched).toEqual([]);
  expect(impact.entries).toMatchObject([{ status: 'already' }]);
});

test('a longer rule does not open what the allowlist of the host shuts out', () => {
  const closed = { ...below, [x]: { mau: 100, allowlistMode: true, allows: ['a.example'] } };
  const impact = ask({ limit: ['social.d.example'] }, [[x, 'suspend', 'd.example']], closed);
  expect(impact.entries).toMatchObject([{ status: 'already' }]);
  expect(impact.touched).toEqual([]);
});

test('a longer allowlist opens what the shorter one shuts out', () => {
  const closed = { [x]: { mau: 100, allowlistMode: true, allows: ['a.example'] } };
  const impact = ask({ allowlist: ['a.example', 'b.example'] }, [], closed);
  expect(impact.touched).toMatchObject([{ host: 'b.example', status: 'opened' }]);
  expect(impact.entries.map(({ target, status }) => [target, status]).sort()).toEqual([
    ['a.example', 'kept'],
    ['b.example', 'opened'],
  ]);
});
