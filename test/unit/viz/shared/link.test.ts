import { expect, test } from 'vitest';
import { readLink, readOther, writeComparison, writeLink } from '../../../../viz/shared/link.ts';
import { noQuestion } from '../../../../viz/shared/question.ts';

test('a link is written short and readable', () => {
  const question = { ...noQuestion, host: 'a.example', block: ['b.example', 'c.example'], blockedBy: ['d.example'] };
  expect(writeLink(question)).toBe('?host=a.example&block=b.example,c.example&blockedBy=d.example');
  expect(writeLink(noQuestion)).toBe('');
  expect(writeLink({ ...noQuestion, host: 'a.example' }, { view: 'table' })).toBe('?host=a.example&view=table');
});

test('names may be parted by commas, repeated and spaced', () => {
  const { question, problems } = readLink('?host=a.example&block=b.example,%20c.example&block=b.example,,d.example');
  expect(question.block).toEqual(['b.example', 'c.example', 'd.example']);
  expect(problems).toEqual([]);
});

test.each([
  ['?colour=red', /“colour”/],
  ['?block=b.example', /no host to look from/],
  ['?host=a.example,b.example', /more than one host/],
  ['?host=a%20b.example', /no server name/],
  [`?host=${'a'.repeat(300)}`, /no server name/],
  [`?host=a.example&block=${Array.from({ length: 300 }, (_, i) => `h${i}.example`).join(',')}`, /more than 200/],
])('%s is read as far as it goes, and the rest is named', (search, problem) => {
  expect(readLink(search).problems).toEqual([expect.stringMatching(problem)]);
});

test('a key read elsewhere is no problem', () => {
  expect(readLink('?view=table', ['view']).problems).toEqual([]);
});

test('an allowlist, a lift, exceptions and a threshold stand in the link as the rest does', () => {
  const link = '?host=a.example&lift=b.example&allowlist=c.example,d.example&except=e.example&threshold=2';
  const { question, problems } = readLink(link);
  expect(problems).toEqual([]);
  expect(question).toEqual({
    ...noQuestion,
    host: 'a.example',
    lift: ['b.example'],
    allowlist: ['c.example', 'd.example'],
    except: ['e.example'],
    threshold: 2,
  });
  expect(writeLink(question)).toBe(link);
});

test.each(['0', '-1', '1.5', 'many', '1001'])('a threshold of %s is named, and 1 taken', (text) => {
  const { question, problems } = readLink(`?host=a.example&threshold=${text}`);
  expect(question.threshold).toBe(1);
  expect(problems).toEqual([expect.stringMatching(/expected 1 to 1000/)]);
});

test('what a question is compared with stands beside it, under keys of its own', () => {
  const question = { ...noQuestion, host: 'a.example', block: ['b.example'] };
  const other = { ...noQuestion, host: 'a.example', limit: ['b.example', 'c.example'], threshold: 2 };
  const link = writeComparison(question, other, { side: 'b' });
  expect(link).toBe('?host=a.example&block=b.example&other.limit=b.example,c.example&other.threshold=2&side=b');
  expect(readOther(link, 'a.example')).toEqual({ other, problems: [] });
});
