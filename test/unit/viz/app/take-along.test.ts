import { parse } from 'csv-parse/sync';
import { afterEach, expect, test } from 'vitest';
import { writeTableCsv } from '../../../../viz/app/table-csv.ts';
import { sortRows } from '../../../../viz/app/table-order.ts';
import { listRows, type Row } from '../../../../viz/app/table-rows.ts';
import { aboutOf, captionOf, citationOf, fileNameOf, pinnedLink } from '../../../../viz/app/take-along.ts';
import { chooseLanguage } from '../../../../viz/app/words/words.ts';
import { noQuestion } from '../../../../viz/shared/question.ts';
import { answersFor, map } from './answers.ts';

const { id } = map.snapshot;
const date = new Date(map.snapshot.asOf).toISOString().slice(0, 10);
const question = {
  ...noQuestion,
  host: 'x.example',
  block: ['a.example', 'b.example', 'c.example'],
  limit: ['d.example'],
};

afterEach(() => chooseLanguage('en'));

test('a caption and a citation name snapshot, date and coverage', () => {
  const seen = `${map.coverage.visited} of ${map.coverage.hosts} known servers answered`;
  expect(captionOf(map)).toBe(`Snapshot ${id} of ${date}; ${seen}. Made with Faultline.`);
  const citation = citationOf(map, { question }, 'https://map.example/?host=x.example');
  expect(citation).toMatch(
    /^What changes for x\.example: blocks a\.example, b\.example \+1 · limits d\.example\. Faultline/,
  );
  for (const part of [id, date, seen, 'https://map.example/?host=x.example', 'AGPL']) expect(citation).toContain(part);
});

test('what a file is about follows the question, in the language of the page', async () => {
  expect(aboutOf({ question: noQuestion })).toBe('The servers of the fediverse');
  expect(aboutOf({ question: { ...noQuestion, host: 'x.example' } })).toBe('The fediverse as seen from x.example');
  await chooseLanguage('de');
  expect(aboutOf({ question })).toBe(
    'Was sich für x.example ändert: sperrt a.example, b.example +1 · schränkt ein d.example',
  );
});

test.each([
  ['x.example', `faultline-x.example-${id}.csv`],
  [null, `faultline-${id}.csv`],
  ['../../etc/pass wd?', `faultline-..-..-etc-pass-wd--${id}.csv`],
])('a file about %s is called %s', (host, name) => {
  expect(fileNameOf(map, host, 'csv')).toBe(name);
});

test('the CSV holds every row of the table in its order, and says in each what it rests on', () => {
  const answers = answersFor('x.example', { block: ['a.example'], limit: ['b.example'] });
  const rows = sortRows(listRows(answers), { column: 'after', descending: true });
  const read = parse(writeTableCsv(rows, map), { columns: true }) as Record<string, string>[];
  expect(read.map(({ server }) => server)).toEqual(rows.map(({ host }) => host));
  expect(read[0]).toMatchObject({
    server: 'a.example',
    after: 'cut',
    direction: 'both',
    today: 'open',
    snapshot: id,
    as_of: map.snapshot.asOf,
    servers_known: String(map.coverage.hosts),
    servers_answered: String(map.coverage.visited),
  });
  for (const [i, row] of rows.entries()) {
    expect(read[i]!.people).toBe(row.audience === null ? '' : String(Math.round(row.audience)));
    expect(read[i]!.share_shown).toBe(row.share?.value ?? '');
  }
});

test('hostile text is neither run by a spreadsheet nor able to begin a row or a cell', () => {
  const [row] = listRows(answersFor('x.example'));
  const texts = ['=1+1', '@SUM(A1)', '-2', '+3', '\tx', ' blank ', 'a"b', 'a,b', 'a\r\nb', 'a\rb', "'=1"];
  const rows = texts.map((community): Row => ({ ...row!, community }));
  const csv = writeTableCsv(rows, map);
  const read = parse(csv, { columns: true }) as Record<string, string>[];
  expect(read.map(({ community }) => community)).toEqual([
    "'=1+1",
    "'@SUM(A1)",
    "'-2",
    "'+3",
    "'\tx",
    ' blank ',
    'a"b',
    'a,b',
    'a\r\nb',
    'a\rb',
    "''=1",
  ]);
});

test('the CSV is the same whatever the language of the page', async () => {
  const write = () => writeTableCsv(listRows(answersFor('x.example', { block: ['a.example'] })), map);
  const english = write();
  await chooseLanguage('de');
  expect(write()).toBe(english);
  await chooseLanguage('en');
});

test.each([
  ['https://a.example/', `https://a.example/?snapshot=${id}`],
  ['https://a.example/?host=x.example#lists=abc', `https://a.example/?host=x.example&snapshot=${id}#lists=abc`],
  ['https://a.example/?snapshot=other&host=x.example', 'https://a.example/?snapshot=other&host=x.example'],
])('%s is cited as %s', (link, pinned) => {
  expect(pinnedLink(map, link)).toBe(pinned);
});
