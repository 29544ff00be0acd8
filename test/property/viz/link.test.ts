import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLists, takeList } from '../../../viz/app/list-link.ts';
import { initialState, readState, writeState } from '../../../viz/app/state.ts';
import { readLink, writeLink } from '../../../viz/shared/link.ts';
import { noQuestion, type Question } from '../../../viz/shared/question.ts';

/** Any text without the comma and the white space that part names. */
const name = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => text.trim() === text && !/[\s,\p{Cc}]/u.test(text) && text.isWellFormed());
const names = fc.uniqueArray(name, { maxLength: 6 });
const questions: fc.Arbitrary<Question> = fc
  .record({
    host: name,
    block: names,
    limit: names,
    blockedBy: names,
    lift: names,
    liftedBy: names,
    allowlist: names,
    except: names,
    threshold: fc.integer({ min: 1, max: 9 }),
  })
  .map((question) => ({ ...noQuestion, ...question }));
const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((it) => it.isWellFormed());
const lists = fc.uniqueArray(
  fc.record({
    name: text,
    entries: fc.array(fc.record({ target: text, action: text }), { minLength: 1, maxLength: 20 }),
  }),
  { selector: ({ name }) => name, maxLength: 3 },
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

test('a comparison with imported lists on both sides, view and side survives being written and read by a page that knows none of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      questions,
      questions,
      lists,
      lists,
      fc.constantFrom('a' as const, 'b' as const),
      fc.constantFrom('map' as const, 'table' as const),
      async (question, other, given, otherGiven, side, view) => {
        const take = (all: typeof given) => Promise.all(all.map((list) => takeList({ ...list, notes: [] })));
        const state = {
          ...initialState,
          question: { ...question, lists: await take(given) },
          other: { ...other, host: question.host, lists: await take(otherGiven) },
          side,
          view,
          kept: { lang: 'de', snapshot: '2026-11-20', from: 'a&b=c' },
        };
        const [query, fragment = ''] = writeState(state).split('#');
        const read = readState(query!);
        const { lists: held, otherLists, problems } = await readLists(fragment, []);
        expect([...read.problems, ...problems]).toEqual([]);
        expect({
          ...read.state,
          question: { ...read.state.question, lists: held },
          other: { ...read.state.other, lists: otherLists },
        }).toEqual({ ...state, kind: read.state.kind });
      },
    ),
  );
});

test('no fragment makes reading lists throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.base64String().map((it) => `lists=${it}`),
      ),
      async (fragment) => {
        const { lists: read } = await readLists(fragment, []);
        expect(read.every(({ entries }) => entries.length > 0)).toBe(true);
      },
    ),
  );
});
