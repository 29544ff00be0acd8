import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHost, readRule, registrableDomain } from '../../../data/host.ts';

/** Names, things that look like names, and anything at all. */
const anything = fc.oneof(
  fc.domain(),
  fc.webUrl(),
  fc.emailAddress(),
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'B', 'ü', '。', '.', '-', '_', '*', ':', '/', '0', 'x', 'xn--', '%', '@', ' '),
  }),
  fc.anything(),
);

test('readHost never throws, and what it gives is a plain name that reads as itself', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const host = readHost(text);
      if (host === undefined) return;
      expect(host).toMatch(/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/);
      expect(host.length).toBeLessThanOrEqual(253);
      expect(readHost(host)).toBe(host);
      expect(readRule(host)).toBe(host);
      expect(new URL(`https://${host}/`).hostname).toBe(host);
      expect(host.endsWith(registrableDomain(host))).toBe(true);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('readRule never throws, and what it gives is printable and reads as itself', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const rule = readRule(text);
      if (rule === undefined) return;
      expect(rule).toMatch(/^[\p{L}\p{M}\p{N}_.*?-]+$/u);
      expect(readRule(rule)).toBe(rule);
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test('case, one dot at the end, a port, a scheme and blanks around make no other host', () => {
  const dressed = fc.record({
    name: fc.domain(),
    upper: fc.boolean(),
    before: fc.constantFrom('', ' ', 'https://', 'HTTP://'),
    after: fc.constantFrom('', '.', ':443', '/', '/a/b', ' '),
  });
  fc.assert(
    fc.property(dressed, ({ name, upper, before, after }) => {
      expect(readHost(before + (upper ? name.toUpperCase() : name) + after)).toBe(readHost(name));
    }),
    { numRuns: 1000, seed: 3 },
  );
});
