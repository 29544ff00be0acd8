import { expect, test } from 'vitest';
import { noQuestion, readLink, toScenario, writeLink } from '../../../../viz/shared/link.ts';

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

test('a scenario needs a host and a change, and leaves empty lists out', () => {
  expect(toScenario(noQuestion)).toBeNull();
  expect(toScenario({ ...noQuestion, host: 'a.example' })).toBeNull();
  expect(toScenario({ ...noQuestion, block: ['b.example'] })).toBeNull();
  expect(toScenario({ ...noQuestion, host: 'a.example', limit: ['b.example'] })).toEqual({
    host: 'a.example',
    limit: ['b.example'],
  });
  const { question } = readLink('?host=a.example&lift=b.example,c.example&liftedBy=d.example');
  expect(toScenario(question)).toEqual({
    host: 'a.example',
    lift: ['b.example', 'c.example'],
    liftedBy: ['d.example'],
  });
});
