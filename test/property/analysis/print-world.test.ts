import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSnapshot, type WorldText } from '../../golden/world-w1.ts';
import { printWorld } from './print-world.ts';
import { ask, questions, worlds } from './worlds.ts';

test('a world that is printed builds the same snapshot again', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      expect(buildSnapshot(JSON.parse(printWorld(world)) as WorldText)).toEqual(buildSnapshot(world));
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('a property that does not hold prints the smallest world against it, a line a server', () => {
  const neverCuts = fc.property(questions(), ({ world, scenario }) => {
    expect(ask(world, scenario).touched).toEqual([]);
  });
  const report = fc.defaultReportMessage(fc.check(neverCuts, { numRuns: 200, seed: 2 }));
  const [, text] = /"world":(\{\n[\s\S]*?\n\}),"scenario"/.exec(report!)!;
  const { servers, rules } = JSON.parse(text!) as WorldText;
  expect(Object.keys(servers)).toHaveLength(3);
  expect(rules).toEqual([]);
  expect(text!.split('\n')).toHaveLength(8);
});
