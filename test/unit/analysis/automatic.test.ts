/** What software sets by itself cuts like the rest, and is nobody's decision. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { describeHost } from '../../../analysis/host-card.ts';
import { reportBlocked } from '../../../analysis/report/blocked-report.ts';
import { renderText } from '../../../analysis/report/text.ts';
import { type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const misskey = (mau: number) => ({ mau, software: 'misskey' });
const graphOf = (rules: WorldText['rules']) =>
  buildGraph(worldW1({ 'a.example': misskey(1000), 'b.example': misskey(500), 'c.example': misskey(300) }, rules));
const declares = /declares? in public/;
const stopped = /stopped sending/;

const graph = graphOf([
  ['a.example', 'autoSuspendedForNotResponding', x],
  ['b.example', 'goneSuspended', x],
  ['c.example', 'suspended', x],
]);
const blocked = assessBlocked(graph, x);

test('it costs what a decision of the same effect costs, and is marked', () => {
  expect(blocked.by.map(({ source, action, automatic }) => [source, action, automatic])).toEqual([
    ['a.example', 'autoSuspendedForNotResponding', true],
    ['b.example', 'goneSuspended', true],
    ['c.example', 'suspended', false],
  ]);
  expect(blocked.by.map(({ costIn, costOut }) => [costIn, costOut])).toEqual([
    [0.5, 0],
    [0.25, 0],
    [0.15, 0],
  ]);
  expect(blocked.cutNow.byBlocks.hosts).toBe(3);
});

test('the sentence about declarations leaves it out, and one of its own says what happened', () => {
  expect(blocked.sentences.filter((sentence) => declares.test(sentence))).toEqual([
    '1 server declares in public an action that cuts x.example; 0 only hide it.',
  ]);
  expect(blocked.sentences.filter((sentence) => stopped.test(sentence))).toEqual([
    '2 servers stopped sending by themselves because x.example did not answer or said that it is gone.',
  ]);
  expect(blocked.sentences.find((sentence) => /^The dearest/.test(sentence))).toMatch(
    /^The dearest is c\.example \(suspended\)/,
  );
});

test('one server alone, and a rule on the software of x', () => {
  const { sentences } = assessBlocked(
    graphOf([
      ['a.example', 'autoSuspendedForNotResponding', x],
      ['b.example', 'softwareSuspended', x],
    ]),
    x,
  );
  expect(sentences.filter((sentence) => stopped.test(sentence))).toEqual([
    '1 server stopped sending by itself because x.example did not answer or said that it is gone.',
    '1 server stopped sending by itself because of the software that x.example runs.',
  ]);
  expect(sentences.filter((sentence) => /dearest/.test(sentence))).toEqual([]);
});

test('where somebody decided too, it is a decision', () => {
  const { by, sentences } = assessBlocked(
    graphOf([
      ['a.example', 'autoSuspendedForNotResponding', x],
      ['a.example', 'blocked', x],
    ]),
    x,
  );
  expect(by).toMatchObject([{ action: 'autoSuspendedForNotResponding, blocked', automatic: false }]);
  expect(sentences.filter((sentence) => stopped.test(sentence))).toEqual([]);
});

test('a limit somebody set does not make the silence of software a decision', () => {
  const rules: WorldText['rules'] = [
    ['a.example', 'autoSuspendedForNotResponding', x],
    ['a.example', 'silenced', x],
  ];
  expect(assessBlocked(graphOf(rules), x)).toMatchObject({ by: [{ automatic: true }], limitedBy: [] });
  expect(describeHost(graphOf(rules), x).declaredOn).toBe(1);
});

test('a host card counts decisions, of both sides', () => {
  expect(describeHost(graph, x).declaredOn).toBe(1);
  expect(describeHost(graph, 'a.example').declares).toBe(0);
  expect(describeHost(graph, 'c.example').declares).toBe(1);
});

test('the table of a report tells it apart', () => {
  const lines = renderText(reportBlocked(blocked)).split('\n');
  const lineOf = (source: string) => lines.find((line) => line.startsWith(`  ${source}`));
  expect(lineOf('a.example')).toMatch(/by itself$/);
  expect(lineOf('c.example')).not.toMatch(/by itself/);
});
