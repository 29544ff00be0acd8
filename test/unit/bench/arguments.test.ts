import { expect, test } from 'vitest';
import { UserError } from '../../../data/errors.ts';
import { readArguments } from '../../bench/arguments.ts';
import { stageNames } from '../../bench/stages.ts';

test('without arguments everything is measured, three times, and written', () => {
  expect(readArguments([])).toMatchObject({
    ...{ stages: stageNames, sizes: ['small', 'medium', 'full'], runs: 3 },
    ...{ quick: false, fromKept: false, whole: true },
  });
});

test('what is measured in part is not written', () => {
  expect(readArguments(['--only', 'layout,graph'])).toMatchObject({ stages: ['layout', 'graph'], whole: false });
  expect(readArguments(['--sizes', 'small'])).toMatchObject({ sizes: ['small'], whole: false });
  expect(readArguments(['--quick'])).toMatchObject({ sizes: ['small'], runs: 1, whole: false });
});

test.each([[['--only', 'nothing']], [['--sizes', 'huge']], [['--runs', '2']], [['--faster']]])(
  '%s is misuse, and says what was expected',
  (args) => {
    expect(() => readArguments(args)).toThrow(UserError);
  },
);
