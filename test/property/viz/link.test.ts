import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Question, readLink, writeLink } from '../../../viz/shared/link.ts';

/** Any text without the comma and the white space that part names. */
const name = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => text.trim() === text && !/[\s,\p{Cc}]/u.test(text) && text.isWellFormed());
const names = fc.uniqueArray(name, { maxLength: 6 });
const some = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
const questions: fc.Arbitrary<Question> = fc.record(
  { host: name, block: names, limit: names, blockedBy: names, lift: some, liftedBy: some },
  { requiredKeys: ['host', 'block', 'limit', 'blockedBy'] },
);

test('a question survives being written into a link and read again', () => {
  fc.assert(
    fc.property(questions, (question) => {
      expect(readLink(writeLink(question))).toEqual({ question, problems: [] });
    }),
  );
});

test('no text makes reading a link throw, and what is read can be written and read the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webQueryParameters()), (search) => {
      const { question } = readLink(search);
      expect(readLink(writeLink(question)).question).toEqual(question);
    }),
  );
});
