import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import type { Blocked } from '../../../analysis/types.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';

/** So many servers that keep their lists private, and forty that publish, of which so many cut x. */
function ask(hidden: number, blockers: number, changes: Partial<ServerText> = {}): Blocked {
  const servers: WorldText['servers'] = { 'x.example': { mau: 100 } };
  for (let at = 0; at < hidden; at++) servers[`h${at}.example`] = { mau: 30, blocksDisclosure: 'withheld', ...changes };
  for (let at = 0; at < 40; at++) servers[`p${at}.example`] = { mau: 30 };
  const rules = Array.from({ length: blockers }, (_, at): [string, string, string] => [
    `p${at}.example`,
    'suspend',
    'x.example',
  ]);
  return assessBlocked(buildGraph(buildSnapshot({ servers, rules })), 'x.example');
}

const noFigure = { share: null, low: null, high: null, grade: null };

test('below twenty servers there is no figure, since it could point at one', () => {
  expect(ask(19, 10).hiddenLists).toEqual({ ...noFigure, servers: 19 });
  const { hiddenLists, reachOut } = ask(20, 10);
  expect(hiddenLists).toMatchObject({ servers: 20, low: 0 });
  expect(hiddenLists.share!).toBeGreaterThan(0);
  expect(reachOut.share!).toBeGreaterThan(0);
});

test('the reach today counts what private lists take: in the middle once, at the low end twice, at the high end not', () => {
  const { hiddenLists, reachOut } = ask(40, 10);
  const open = 70 / 80;
  expect(hiddenLists.high).toBeCloseTo(2 * hiddenLists.share!, 9);
  expect(reachOut.share).toBeCloseTo(open * (1 - hiddenLists.share!), 9);
  expect(reachOut.low!).toBeLessThan(open * (1 - hiddenLists.high!));
  expect(reachOut.high!).toBeGreaterThan(open);
  expect(reachOut.grade).not.toBe('A');
});

test('where too few hide, the reach today is that of the published actions', () => {
  const { reachOut } = ask(5, 9);
  expect(reachOut.share).toBeCloseTo(36 / 45, 9);
  expect(reachOut.high!).toBeGreaterThan(reachOut.share!);
});

test('no rate takes more than all of a private list, at either end', () => {
  const { hiddenLists } = ask(20, 40);
  expect(hiddenLists.share!).toBeLessThanOrEqual(1);
  expect(hiddenLists.high).toBeCloseTo(1, 9);
});

test('the more of those that publish cut, the more private lists are taken to', () => {
  const shares = [0, 5, 10, 20].map((blockers) => ask(30, blockers).hiddenLists.share!);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(shares[0]!).toBeGreaterThan(0);
});

test('the sentences say what it rests on, with a class instead of a number', () => {
  const { sentences } = ask(30, 10);
  expect(sentences.join(' ')).toMatch(
    /30 servers in reach keep their lists private: if they block about as often as similar ones that publish, a further share of the followers reached is lost: (small|noticeable|large|very large)[^:]*, uncertain: 0–/,
  );
  expect(sentences.join(' ')).toMatch(
    /Followers elsewhere out of reach today, private lists included: .* of those in a world without blocks\./,
  );
  expect(sentences.join(' ')).not.toMatch(/h\d+\.example/);
});

test('a host that did not answer has no reach to speak of', () => {
  const world = buildSnapshot({ servers: { 'x.example': { mau: 5, liveness: 'dead' }, 'a.example': { mau: 5 } } });
  const { reachOut, sentences } = assessBlocked(buildGraph(world), 'x.example');
  expect(reachOut).toEqual(noFigure);
  expect(sentences.join(' ')).not.toMatch(/out of reach today/);
});
