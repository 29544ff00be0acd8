/** A host that did not answer on the last visit: what the rules say stands, what contact there is nobody knows. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { listTies } from '../../../analysis/ties-of.ts';
import { worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const notAnswering = `${x} did not answer on the last visit, so its contact today is not known.`;
const graph = buildGraph(
  worldW1({ [x]: { mau: 100, liveness: 'dead' } }, [
    ['c.example', 'suspend', x],
    [x, 'suspend', 'b.example'],
  ]),
);
const itself = [{ target: x, action: 'suspend' }];
const question = { host: x, block: ['a.example', 'b.example'], blockedBy: ['d.example'], blocklist: itself };
const impact = assess(graph, question);

test('no entry is cut or already cut, and no figure is known', () => {
  const unknown = { share: null, low: null, high: null, grade: null };
  expect(impact.entries.map(({ target, status }) => [target, status]).sort()).toEqual([
    ['a.example', 'unknown'],
    ['b.example', 'unknown'],
    ['d.example', 'unknown'],
    [x, 'kept'],
  ]);
  for (const { estimateIn, estimateOut } of impact.entries.filter(({ status }) => status === 'unknown')) {
    expect([estimateIn, estimateOut]).toEqual([unknown, unknown]);
  }
  const { lossIn, lossOut, hidden, gain, limitInstead, cumulative } = impact;
  for (const estimate of [lossIn, lossOut, hidden, gain.in, gain.out, gain.shown]) expect(estimate).toEqual(unknown);
  expect(limitInstead).toEqual({ lossIn: unknown, lossOut: unknown, hidden: unknown });
  expect(impact.people).toMatchObject({ before: null, after: null, lost: null, lostUnsized: 0 });
  expect(cumulative).toEqual({ lossIn: null, lossOut: null, estimateIn: unknown, estimateOut: unknown });
  expect(impact.touched).toEqual([]);
});

test('one sentence says so, and none speaks of what can be undone or of nothing to lose', () => {
  expect(impact.sentences[0]).toBe(notAnswering);
  expect(impact.sentences.filter((sentence) => /undone|survive|nothing to lose|already/.test(sentence))).toEqual([]);
});

test('every tie has no answer, whatever the rules say', () => {
  expect(new Set(listTies(graph, x).map(({ contact }) => contact))).toEqual(new Set(['dead']));
});

test('who blocks it is listed, what that costs is not known', () => {
  const blocked = assessBlocked(graph, x);
  expect(blocked.by).toMatchObject([{ source: 'c.example', costIn: null, costOut: null, repair: null }]);
  expect(blocked.sentences[0]).toBe(notAnswering);
});
