/** Friendica's block list: what a text from a stranger may come to. */
import { expect, test } from 'vitest';
import { readNodeInfo } from '../../../../crawler/nodeinfo.ts';
import { friendica } from '../../../../crawler/software/friendica.ts';
import { readHost } from '../../../../data/host.ts';

function blocksOf(text: string) {
  const facts = readNodeInfo({ software: { name: 'friendica', version: '2024.08' } })!;
  const run = friendica.read({ host: readHost('a.example')!, facts, metadata: {}, consent: false });
  const answer = { outcome: 'ok', status: 200, headers: {}, json: [], text } as const;
  let step = run.next();
  while (!step.done) step = run.next(answer);
  return step.value.blocks;
}

const row = (at: number) => `n${at}.example,"reason, ${'x'.repeat(40)}"\n`;
const rows = (count: number) => Array.from({ length: count }, (_, at) => row(at)).join('');

test('a file longer than is looked at gives whole rows from its start, and is partial', () => {
  const { disclosure, reason, entries } = blocksOf(rows(40_000));
  expect([disclosure, reason]).toEqual(['partial', 'too-large']);
  expect(entries.length).toBeGreaterThan(30_000);
  expect(entries.map(({ target }) => target)).toEqual(entries.map((_, at) => `n${at}.example`));
});

test.each([
  ['a quote that is never closed', `b.example,x\nbad.example,"${'c.example,y\n'.repeat(1000)}`],
  ['a row without an end', `b.example,x\nbad.example,${'x'.repeat(1_000_000)}`],
])('%s ends the list, and leaves it partial', (_, text) => {
  const { disclosure, reason, entries } = blocksOf(text);
  expect([disclosure, reason, entries.map(({ target }) => target)]).toEqual(['partial', 'malformed', ['b.example']]);
});

test.each([
  ['prose', 'There is nothing here, sorry.\nGood bye.\n'],
  ['JSON', '{"error":"not here"}'],
  ['HTML', '<html>\nb.example\n'],
])('%s is no list, not an empty one', (_, text) => {
  expect(blocksOf(text)).toMatchObject({ disclosure: 'unreached', reason: 'malformed' });
});

test('a mark of the byte order, and lines that end as on Windows, do not hide a name', () => {
  expect(blocksOf('\uFEFFb.example,x\r\nc.example,y\r\n').entries).toMatchObject([
    { target: 'b.example', comment: 'x' },
    { target: 'c.example', comment: 'y' },
  ]);
});
