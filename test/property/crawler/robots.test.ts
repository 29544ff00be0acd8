import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRobots } from '../../../crawler/http/robots-file.ts';

/** The definition: a star is nothing, or one character and a star. */
function slowMatches(pattern: string, path: string): boolean {
  if (pattern === '') return true;
  if (pattern === '$') return path === '';
  if (pattern[0] === '*')
    return slowMatches(pattern.slice(1), path) || (path !== '' && slowMatches(pattern, path.slice(1)));
  return path !== '' && pattern[0] === path[0] && slowMatches(pattern.slice(1), path.slice(1));
}

/** RFC 9309 section 2.2.2: the longest pattern that matches decides, Allow on a tie. */
function slowAllows(rules: readonly { pattern: string; allow: boolean }[], path: string): boolean {
  const matching = rules.filter(({ pattern }) => slowMatches(pattern, path));
  const longest = Math.max(...matching.map(({ pattern }) => pattern.length));
  const deciding = matching.filter(({ pattern }) => pattern.length === longest);
  return deciding.length === 0 || deciding.some(({ allow }) => allow);
}

const text = (maxLength: number, ...letters: string[]) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((parts) => `/${parts.join('')}`);
const rule = fc.record({
  pattern: fc.tuple(text(9, '*', '*', 'a', 'b', '/'), fc.constantFrom('', '$')).map((parts) => parts.join('')),
  allow: fc.boolean(),
});

test('rules with any wildcards allow what the slow, obvious version allows, however often they are asked', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 6 }),
      fc.array(text(14, 'a', 'a', 'b', '/'), { maxLength: 5 }),
      (rules, paths) => {
        const lines = rules.map(({ pattern, allow }) => `${allow ? 'Allow' : 'Disallow'}: ${pattern}`);
        const { allows } = parseRobots(['User-agent: *', ...lines].join('\n'), 'Faultline');
        for (const path of [...paths, ...paths]) {
          expect({ path, rules, allowed: allows(path) }).toEqual({ path, rules, allowed: slowAllows(rules, path) });
        }
      },
    ),
    { numRuns: 2000 },
  );
});
