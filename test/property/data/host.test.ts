import fc from 'fast-check';
import { parse } from 'tldts';
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

test('a name that is plain already is a host by the same rules as any other, the first time and again', () => {
  const label = fc.string({ unit: fc.constantFrom('a', 'z', '0', '-', '_'), maxLength: 3 });
  const long = fc.constantFrom('b'.repeat(63), 'b'.repeat(64), `${'c'.repeat(63)}.`.repeat(4));
  const suffix = fc.constantFrom(
    'example',
    'kobe.jp',
    'jp',
    'ck',
    'www.ck',
    'co.uk',
    'masto.host',
    'local',
    'onion',
    '0x1',
    '7',
  );
  const names = fc.tuple(fc.array(fc.oneof({ arbitrary: label, weight: 9 }, long), { maxLength: 3 }), suffix);
  fc.assert(
    fc.property(names, ([labels, last]) => {
      const text = [...labels, last].join('.');
      const host = slowReadHost(text);
      expect([text, readHost(text), readHost(` ${text}`.slice(1))]).toEqual([text, host, host]);
    }),
    { numRuns: 3000, seed: 4 },
  );
});

/** For lower-case ASCII without the A-labels of IDNA. */
function slowReadHost(text: string): string | undefined {
  const name = text.replace(/\.$/, '');
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const isName = labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label) && !/^-|-$/.test(label));
  if (!isName || name.length > 253 || labels.length < 2) return undefined;
  if (/^(\d+|0x[0-9a-f]*)$/.test(last) || ['local', 'onion'].includes(last)) return undefined;
  return parse(name, { validateHostname: false }).domain === null ? undefined : name;
}
