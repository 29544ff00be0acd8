/** An admin's own counts by server: what is read of a table, and what is refused, with the line and the reason. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../../../data/errors.ts';
import { type OwnCountRow, readOwnCounts } from '../../../../data/import/own-counts.ts';

const isOwn = (name: string) => name === 'x.example';
const read = (text: string) => readOwnCounts(text, 'my.csv', isOwn);
const rowsOf = (text: string) => read(text).map(({ host, followsOut, followsIn }) => [host, followsOut, followsIn]);

test.each([
  ['commas', 'domain,follows_out,followers_in\nb.example,5,7\n'],
  ['tabs', 'domain\tfollows_out\tfollowers_in\nb.example\t5\t7\n'],
  ['semicolons, as spreadsheets write', 'domain;follows_out;followers_in\r\nb.example;5;7\r\n'],
  ['bars, as psql writes', 'domain|follows_out|followers_in\nb.example|5|7\n'],
  [
    'a byte order mark and a remark with a semicolon',
    '\uFEFF# mine; all\nDomain,follows_out,followers_in\nb.example,5,7\n',
  ],
  ['other names, in another order', 'Followers,Instance,Following,note\n7,b.example,5,friends\n'],
  ['names with blanks', 'Domain Name,Follows out,Followers-in\n"b.example",5.0,7\n'],
  ['counts.csv of an exchange folder', 'source,target,follows_out,follows_in\nx.example,b.example,5,7\n'],
])('the same row is read from a table with %s', (_, text) => {
  expect(rowsOf(text)).toEqual([['b.example', 5, 7]]);
});

test('an empty count is none, and a row without a name is about the own server and left out', () => {
  const rows = ['b.example\t\t7', '\t3\t3', 'c.example\t4\t', 'localhost\t1\t1'];
  expect(rowsOf(`domain\tfollows\tfollowers\n${rows.join('\n')}\n`)).toEqual([
    ['b.example', 0, 7],
    ['c.example', 4, 0],
    ['localhost', 1, 1],
  ]);
});

const head = 'domain,follows_out,followers_in\n';
test.each([
  [
    'no header',
    'b.example,5,7\n',
    /my\.csv, line 1: expected one column named domain or .*; found "b\.example", "5", "7"/,
  ],
  ['a column that is missing', 'domain,follows_out\nb.example,5\n', /one column named followers_in or followers/],
  [
    'two columns for one count',
    'domain,follows,following,followers\nb.example,1,2,3\n',
    /one column named follows_out/,
  ],
  ['two columns with names', 'domain,host,follows,followers\nb.example,c.example,2,3\n', /one column named domain or/],
  ['a count below 0', `${head}b.example,5,-7\n`, /my\.csv:2: "-7": followers_in: no whole number from 0/],
  ['half a follow', `${head}b.example,5.5,7\n`, /my\.csv:2: "5\.5": follows_out: no whole/],
  ['a number nobody can have', `${head}b.example,5,1e99\n`, /"1e99": followers_in/],
  ['thousands with a comma', `${head}b.example,1,000,7\n`, /my\.csv:2: "b\.example": 4 fields, expected 3/],
  ['a row cut short', `${head}b.example,5,7\nc.example,1`, /my\.csv:3: "c\.example": 2 fields, expected 3/],
  ['another source', `source,target,follows,followers\ny.example,b.example,1,2\n`, /:2: "y\.example": source: not the/],
  ['a quote left open', `${head}"b.example,5,7\n`, /line 2: a quote was opened/],
  ['many rows at fault', `${head}${'b.example,x,7\n'.repeat(9)}`, /9 rows cannot be read.*(\n.*){5}\n {2}and 4 more/],
  ['no rows', head, /names no server/],
  ['no name that can be one', `${head}localhost,1,2\n`, /names no server/],
])('%s is refused, and said where', (_, text, says) => {
  expect(() => read(text)).toThrow(UserError);
  expect(() => read(text)).toThrow(says);
});

test('what was written is what is read, whatever stands between the cells', () => {
  const host = fc.stringMatching(/^[a-z]{1,8}$/).map((label) => `${label}.example`);
  const count = fc.nat({ max: 10 ** 9 });
  const rows = fc.array(fc.record({ host, followsOut: count, followsIn: count }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      (table, delimiter, end) => {
        const cells = table.map(({ host, followsOut, followsIn }): unknown[] => [host, followsOut, followsIn]);
        const text = [['domain', 'follows_out', 'followers_in'], ...cells].map((row) => row.join(delimiter)).join(end);
        expect(read(text)).toEqual(table);
      },
    ),
  );
});

test('whatever stands in a table, it is read as counts or refused in words without control characters', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'domain',
      'follows',
      'followers',
      'source',
      'b.example',
      '"',
      '\n',
      ',',
      '\t',
      '#',
      '-1',
      '7',
      '\u001b[2J',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.constantFrom('', head), fc.array(piece, { maxLength: 40 }), (start, pieces) => {
      let rows: OwnCountRow[] = [];
      try {
        rows = read(start + pieces.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        expect((error as UserError).message.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      }
      for (const { followsOut, followsIn } of rows) {
        expect(Number.isSafeInteger(followsOut) && followsOut >= 0).toBe(true);
        expect(Number.isSafeInteger(followsIn) && followsIn >= 0).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
