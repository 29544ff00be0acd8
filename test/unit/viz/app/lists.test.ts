import { afterEach, expect, test, vi } from 'vitest';
import { apiSource } from '../../../../viz/app/api.ts';
import { addLists, nameApart, removeList, setThreshold } from '../../../../viz/app/list-changes.ts';
import { maxLinkLength, missingInLink, readLists, takeList, writeLists } from '../../../../viz/app/list-link.ts';
import { packList, unpackList } from '../../../../viz/app/packed-list.ts';
import { maxFileBytes, readFiles } from '../../../../viz/app/read-files.ts';
import { chooseSource } from '../../../../viz/app/source.ts';
import { addChange, focusOn, initialState, type Producer } from '../../../../viz/app/state.ts';

const after = (...producers: Producer[]) => producers.reduce((state, produce) => produce(state), initialState);
const entries = [
  { target: 'b.example', action: 'suspend' },
  { target: '*.c.example', action: 'silence' },
];
const list = (name: string, packed = name) => ({ name, entries, packed, notes: [] });

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a packed list is short, and comes out as it went in', async () => {
  const many = Array.from({ length: 1000 }, (_, i) => ({ target: `server${i}.example`, action: 'suspend' }));
  const packed = await packList({ name: 'Größte.csv', entries: many });
  expect(packed).toMatch(/^[\w-]+$/);
  expect(packed.length).toBeLessThan(6000);
  expect(await unpackList(packed)).toEqual({ name: 'Größte.csv', entries: many });
});

/** Deflated by whoever made the link. */
async function packText(text: string): Promise<string> {
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return Buffer.from(await new Response(deflated).arrayBuffer()).toString('base64url');
}

test.each(['', '!', 'AAAA', '{"name":1}', '[]', '["only a name"]', '[1,["b.example","suspend"]]', 'null'])(
  'a link that holds %j holds no list',
  async (text) => {
    expect(await unpackList(text)).toBeUndefined();
    expect(await unpackList(await packText(text))).toBeUndefined();
  },
);

test('of a strange list only rows that are entries are taken, and it may not inflate without end', async () => {
  const rows = ['a.csv', ['b.example', 'suspend'], 7, ['c.example'], [null, 'x'], ['d'.repeat(301), 'suspend']];
  const entry = { target: 'b.example', action: 'suspend' };
  expect(await unpackList(await packText(JSON.stringify(rows)))).toEqual({ name: 'a.csv', entries: [entry] });
  const bomb = await packText(`["x",["b.example","suspend"]${' '.repeat(5_000_000)}]`);
  expect(bomb.length).toBeLessThan(20_000);
  expect(await unpackList(bomb)).toBeUndefined();
});

test('a list that is too long for a link is named in it; this page has it, and another says what is missing', async () => {
  const short = await takeList(list('short.csv'));
  const long = list('long & more, too.csv', 'x'.repeat(maxLinkLength));
  const fragment = writeLists({ lists: [long, short], otherLists: [long] });
  expect(fragment.length).toBeLessThan(1000);
  expect(missingInLink({ lists: [long, short], otherLists: [] })).toEqual([long.name]);
  expect(await readLists(fragment, [long])).toEqual({ lists: [long, short], otherLists: [long], problems: [] });
  const elsewhere = await readLists(fragment, []);
  expect(elsewhere.lists).toEqual([short]);
  expect(elsewhere.problems).toEqual([
    expect.stringMatching(/^The list long & more, too\.csv was too long .* import the file again\.$/),
    expect.stringMatching(/too long/),
  ]);
});

test('a list that a link holds badly is said', async () => {
  expect((await readLists('#lists=abc', [])).problems).toEqual([expect.stringMatching(/cannot be read/)]);
});

test('lists are added to a server, and exceptions and threshold go with the last of them', () => {
  expect(after(addLists([list('a')])).question.lists).toEqual([]);
  const two = after(
    focusOn('x.example'),
    addLists([list('a'), list('b')]),
    setThreshold(2),
    addChange('except', 'b.example'),
  );
  expect(two.question).toMatchObject({ threshold: 2, except: ['b.example'] });
  expect(removeList('a')(two).question).toMatchObject({ threshold: 1, except: ['b.example'] });
  expect(removeList('b')(removeList('a')(two)).question).toMatchObject({ lists: [], threshold: 1, except: [] });
});

test.each([
  [0, 1],
  [5, 2],
  [Number.NaN, 1],
  [1.5, 1],
])('a threshold of %d with two lists is %d', (asked, taken) => {
  const two = after(focusOn('x.example'), addLists([list('a'), list('b')]));
  expect(setThreshold(asked)(two).question.threshold).toBe(taken);
});

test('a second list of one name has a number', () => {
  expect(nameApart('a', new Set(['a', 'a (2)']))).toBe('a (3)');
  expect(nameApart('b', new Set(['a']))).toBe('b');
});

const file = (name: string, text: () => Promise<string>, size = 10) => ({ name, size, text });

test('each file is read or refused by itself, and nothing that is too large is read or sent', async () => {
  chooseSource(apiSource);
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { name, text } = JSON.parse(body) as { name: string; text: string };
    sent.push(name);
    if (text === 'bad')
      return Response.json({ error: 'bad.csv names no server.', hint: 'Give another.' }, { status: 400 });
    return Response.json({ name, entries: text === 'empty' ? [] : entries, notes: ['One row names nothing.'] });
  });
  const large = file('large.csv', () => Promise.reject(new Error('was read')), maxFileBytes + 1);
  const gone = file('gone.csv', () => Promise.reject(new DOMException('gone', 'NotFoundError')));
  const answered = (name: string, text: string) => file(name, async () => text);
  const { lists, problems } = await readFiles(
    [
      answered('a.csv', 'good'),
      large,
      gone,
      answered('bad.csv', 'bad'),
      answered('none.csv', 'empty'),
      answered('a.csv', 'good'),
    ],
    ['a.csv'],
  );
  expect(sent).toEqual(['a.csv', 'bad.csv', 'none.csv', 'a.csv']);
  expect(lists.map(({ name, notes }) => ({ name, notes }))).toEqual([
    { name: 'a.csv (2)', notes: ['One row names nothing.'] },
    { name: 'a.csv (3)', notes: ['One row names nothing.'] },
  ]);
  expect(await unpackList(lists[0]!.packed)).toEqual({ name: 'a.csv (2)', entries });
  expect(problems.map(({ error }) => error)).toEqual([
    'large.csv is larger than 8 MB and was not read.',
    'The browser could not read gone.csv.',
    'bad.csv names no server.',
    'none.csv has no entries.',
  ]);
});
