import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockLength } from '../../../analysis/container/blocks.ts';
import { countHosts } from '../../../analysis/container/check-names.ts';
import { ValueChecks } from '../../../analysis/container/check-values.ts';
import { checksumOf } from '../../../analysis/container/checksum.ts';
import { FileError } from '../../../analysis/container/file-error.ts';
import { header } from '../../../analysis/container/layout.ts';
import { mapKind } from '../../../analysis/map-kind.ts';

test('the checksum is that of zlib, whatever the number of words', () => {
  const words = fc.oneof(
    fc.uint32Array({ minLength: 1, maxLength: 12 }),
    fc.uint32Array({ minLength: blockLength, maxLength: 2 * blockLength + 12 }),
  );
  fc.assert(
    fc.property(words, (body) => {
      const file = Uint32Array.of(...new Uint32Array(header.sectionCount / 4), ...body);
      expect(checksumOf(file.buffer)).toBe(crc32(body));
    }),
    { seed: 6, numRuns: 300 },
  );
});

function outcomeOf<Value>(work: () => Value): Value | string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.message;
  }
}

function slowCountHosts(text: string): number | string {
  const hosts = text === '' ? [] : text.split('\n');
  if (hosts.some((host) => /[^a-z0-9._-]/.test(host))) {
    return 'The host names of the map file hold letters that no host name has.';
  }
  const at = hosts.findIndex((host, at) => host === '' || (at > 0 && host <= hosts[at - 1]!));
  return at < 0 ? hosts.length : `Host ${at} of the map file is not after the one before it in the alphabet.`;
}

test('host names are counted or refused as the slow, obvious version does', () => {
  const letter = fc.constantFrom(...'aaabb.-z_0');
  const foreign = fc.constantFrom(...'A \t/{`:,\0é');
  const name = fc.string({ unit: letter, maxLength: 9 });
  const ascending = fc.array(name, { maxLength: 12 }).map((names) => [...new Set(names)].filter(Boolean).sort());
  const text = fc.oneof(
    ascending.map((names) => names.join('\n')),
    fc.array(name, { maxLength: 4 }).map((names) => names.join('\n')),
    fc.tuple(ascending, foreign, fc.nat(60)).map(([names, letter, at]) => {
      const text = names.join('\n');
      return text.slice(0, at) + letter + text.slice(at);
    }),
  );
  let refused = 0;
  fc.assert(
    fc.property(text, (text) => {
      const bytes = new TextEncoder().encode(text);
      const outcome = outcomeOf(() => countHosts(mapKind, bytes));
      // Of a file with both faults either may be told.
      if (typeof outcome === 'string') refused++;
      if (/[^a-z0-9._\n-]/.test(text)) expect(outcome).toBeTypeOf('string');
      else expect(outcome).toBe(slowCountHosts(text));
    }),
    { seed: 6, numRuns: 3000 },
  );
  expect(refused).toBeGreaterThan(1000);
});

test('long lists of names and of numbers are looked at to their end', () => {
  const hosts = Array.from({ length: 3 * blockLength }, (_, at) => `h${at + 10_000}.example`);
  const countOf = (names: readonly string[]) =>
    outcomeOf(() => countHosts(mapKind, new TextEncoder().encode(names.join('\n'))));
  expect(countOf(hosts)).toBe(hosts.length);
  expect(countOf([...hosts, hosts.at(-1)!])).toMatch(/^Host 3072 .* is not after/);
  const check = new ValueChecks(mapKind);
  const numbers = Uint16Array.from({ length: 3 * blockLength + 1 }, (_, at) => at);
  const saidOf = (high: number) => outcomeOf(() => check.between('number', numbers, 0, high));
  expect(saidOf(3072)).toBeUndefined();
  expect(saidOf(3071)).toBe('The map file has 3072 as number 3072, which cannot be.');
});
