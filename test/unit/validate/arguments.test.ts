import { expect, test } from 'vitest';
import { UserError } from '../../../data/errors.ts';
import { readArguments } from '../../validate/arguments.ts';

test('without arguments the reported worlds are judged, of both kinds, and the document is written', () => {
  const { plans, database, write } = readArguments([]);
  expect({ database, write }).toEqual({ database: null, write: true });
  expect(plans).toHaveLength(20);
  expect(new Set(plans.map(({ seed }) => seed))).toEqual(new Set(Array.from({ length: 10 }, (_, at) => 201 + at)));
  expect(plans.every(({ hosts, cache }) => hosts === 1000 && cache === null)).toBe(true);
});

test.each([
  { args: ['--quick'], seeds: [1, 1], hosts: 300, write: false },
  { args: ['--seeds', '3-4'], seeds: [3, 4, 3, 4], hosts: 1000, write: false },
  { args: ['--seeds', '7', '--only', 'shift', '--hosts', '200'], seeds: [7], hosts: 200, write: false },
  { args: ['--only', 'even', '--seeds', '7', '--write'], seeds: [7], hosts: 1000, write: true },
])('$args', ({ args, seeds, hosts, write }) => {
  const read = readArguments(args);
  expect(read.plans.map(({ seed }) => seed)).toEqual(seeds);
  expect(read.plans.map((plan) => plan.hosts)).toEqual(seeds.map(() => hosts));
  expect(read.write).toBe(write);
});

test('each kind of world can be judged alone', () => {
  expect(readArguments(['--only', 'shift']).plans.every(({ shift }) => shift)).toBe(true);
  expect(readArguments(['--only', 'even']).plans.some(({ shift }) => shift)).toBe(false);
});

test('a database is checked alone, and nothing is written', () => {
  expect(readArguments(['--db', 'some.duckdb'])).toEqual({ plans: [], database: 'some.duckdb', write: false });
});

test.each([
  { args: ['--seeds', 'x'], came: '"x"', expected: '--seeds expects' },
  { args: ['--seeds', '5-2'], came: '"5-2"', expected: '--seeds expects' },
  { args: ['--hosts', 'many'], came: '"many"', expected: '100 to 30000' },
  { args: ['--hosts', '12'], came: '"12"', expected: '100 to 30000' },
  { args: ['--hosts', '1e3'], came: '"1e3"', expected: 'whole number' },
  { args: ['--only', 'both'], came: '"both"', expected: 'shift or even' },
  { args: ['--db', 'a.duckdb', '--seeds', '1'], came: '--seeds', expected: 'alone' },
  { args: ['--fast'], came: '--fast', expected: 'cannot be read' },
  { args: ['some.duckdb'], came: 'some.duckdb', expected: 'cannot be read' },
  { args: ['--hosts'], came: '--hosts', expected: 'cannot be read' },
])('$args: says what was expected, what came and what to do', ({ args, came, expected }) => {
  const read = () => readArguments(args);
  expect(read).toThrow(UserError);
  expect(read).toThrow(expected);
  expect(read).toThrow(came);
  expect(hintOf(read)).toMatch(/\.$/);
});

function hintOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as UserError).hint;
  }
  return '';
}
