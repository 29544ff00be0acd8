import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileError } from '../../../analysis/container/file-error.ts';
import type { FileKind } from '../../../analysis/container/file-kind.ts';
import type { Elements } from '../../../analysis/container/layout.ts';
import { openContainer } from '../../../analysis/container/open-container.ts';
import { writeContainer } from '../../../analysis/container/write-container.ts';
import { baseKind } from '../../../analysis/slice/site-kinds.ts';

type Name = 'few' | 'figures' | 'signed' | 'none' | 'later';

const kind: FileKind<Name> = {
  name: 'file of a test',
  letters: 'TST',
  version: { major: 3, minor: 1 },
  sections: { few: 4, figures: 2, signed: 9, none: 1, later: 5 },
  hints: { foreign: 'Take another.', newer: 'Wait.', byteOrder: 'Turn it.', damaged: 'Mend it.' },
};

const parts = fc.record({
  few: fc.uint8Array(),
  figures: fc.float64Array(),
  signed: fc.int8Array(),
  none: fc.constant(new Uint16Array(0)),
});

test('arrays come back in any order, as views of the file, or of a copy where the file lies among other bytes', () => {
  fc.assert(
    fc.property(parts, fc.nat(20), (written, before) => {
      const bytes = writeContainer<Name>(kind, written);
      const among = new Uint8Array(before + bytes.length + 5);
      among.set(bytes, before);
      for (const given of [bytes, among.subarray(before, before + bytes.length)]) {
        const { take, text } = openContainer(kind, given);
        const figures: Elements = take('figures', Float64Array);
        expect(figures).toEqual(written.figures);
        expect(take('signed', Float32Array, Int8Array)).toEqual(written.signed);
        expect(take('none', Uint16Array)).toEqual(written.none);
        expect(text('few')).toBe(new TextDecoder().decode(written.few));
        if (given === bytes || before === 0) expect(figures.buffer === bytes.buffer).toBe(given === bytes);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});

test.each<[string, string, () => unknown]>([
  [
    'The file of a test has no section 5 (later).',
    'Mend it.',
    () => openContainer(kind, small()).take('later', Uint8Array),
  ],
  [
    'Section few of the file of a test should hold Int8Array, and has element type 0.',
    'Mend it.',
    () => openContainer(kind, small()).take('few', Int8Array),
  ],
  [
    'This is no base file: it does not begin with the bytes of one.',
    'Load the page again: its files and the page itself may be of two versions.',
    () => openContainer(baseKind, small()),
  ],
  [
    'The file of a test has version 3, and this reads version 2: it was made by a newer Faultline.',
    'Wait.',
    () => openContainer({ ...kind, version: { major: 2, minor: 9 } }, small()),
  ],
])('%s %s', (message, hint, read) => {
  expect(read).toThrow(expect.objectContaining({ message, hint }));
  expect(read).toThrow(FileError);
});

function small(): Uint8Array<ArrayBuffer> {
  return writeContainer<Name>(kind, { few: Uint8Array.of(1, 2, 3) });
}
