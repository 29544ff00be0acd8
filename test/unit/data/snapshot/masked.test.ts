import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importExchange } from '../../../../data/import/exchange.ts';
import { digestOf } from '../../../../data/masks.ts';
import { freeze } from '../../../../data/snapshot.ts';
import type { Block } from '../../../../data/types.ts';
import { exportExchange } from '../../../fixtures/exchange-folder.ts';
import {
  block,
  list,
  noFacts,
  peers,
  record,
  temporaryFolder,
  temporaryStore,
  visit,
} from '../../../fixtures/observed.ts';

/** What becomes of one declared action when the names below `bad.example` and those given are known. */
async function frozen(software: string | null, declared: Block, ...known: string[]) {
  const store = await temporaryStore();
  const lists = { peers: peers('spam.bad.example', ...known), blocks: list([declared]) };
  await record(store, visit('a.example', 1000, { facts: { ...noFacts, software }, ...lists }));
  const [found] = (await freeze(store)).blocks;
  return { mask: found!.mask, resolved: found!.resolved };
}

const akkomaMask = 'bad.****ple';
const gotosocialMask = 'b*d.*x**pl*';

test.each<[what: string, software: string | null, declared: Block, mask: string, resolved: string | null]>([
  ['an Akkoma mask that one known name gives', 'akkoma', block(akkomaMask, 'reject'), 'shape', 'bad.example'],
  ['a GoToSocial mask likewise', 'gotosocial', block(gotosocialMask), 'shape', 'bad.example'],
  ['a shape another software gives', 'akkoma', block(gotosocialMask, 'reject'), 'unknown', null],
  ['what Akkoma shows as it is', 'akkoma', block(akkomaMask, 'quarantined_instances'), 'unknown', null],
  ['a mask that PieFed may have copied', 'piefed', block(akkomaMask, 'blocked'), 'unknown', null],
  ['a mask of Pleroma, which has none', 'pleroma', block(akkomaMask, 'reject'), 'unknown', null],
  ['a mask of a server that did not say what it runs', null, block(akkomaMask, 'reject'), 'unknown', null],
  ['a Mastodon mask without its digest', 'mastodon', block('bad.*****le'), 'unknown', null],
  [
    'a digest of a name nobody knows, beside a shape that fits',
    'akkoma',
    block(akkomaMask, 'reject', { digest: digestOf('bed.example') }),
    'unknown',
    null,
  ],
  [
    'a digest beside a mask of any software',
    'akkoma',
    block('b*d', 'reject', { digest: digestOf('bad.example') }),
    'digest',
    'bad.example',
  ],
])('%s', async (_, software, declared, mask, resolved) => {
  expect(await frozen(software, declared)).toEqual({ mask, resolved });
});

test('two known names behind one mask leave it ambiguous, and none of them is named', async () => {
  const ambiguous = { mask: 'ambiguous', resolved: null };
  expect(await frozen('akkoma', block(akkomaMask, 'reject'), 'bad.exemple')).toEqual(ambiguous);
});

test('masks are of the software as of the snapshot’s time', async () => {
  const store = await temporaryStore();
  const blocks = list([block(akkomaMask, 'reject')]);
  const as = (software: string) => ({ facts: { ...noFacts, software }, peers: peers('bad.example'), blocks });
  await record(store, visit('a.example', 1000, as('akkoma')));
  await record(store, visit('a.example', 2000, as('pleroma')));
  expect((await freeze(store, { asOf: 1500 })).blocks).toMatchObject([{ mask: 'shape' }]);
  expect((await freeze(store)).blocks).toMatchObject([{ mask: 'unknown' }]);
});

test('an exchange folder shows the mask and never the name behind it, and the mask is resolved again where it comes in', async () => {
  const store = await temporaryStore();
  const lists = { peers: peers('spam.bad.example'), blocks: list([block(akkomaMask, 'reject')]) };
  await record(store, visit('a.example', 1000, { facts: { ...noFacts, software: 'akkoma' }, ...lists }));
  const folder = temporaryFolder();
  const snapshot = await freeze(store);
  await exportExchange(snapshot, folder);
  const blocks = readFileSync(join(folder, 'blocks.csv'), 'utf8');
  expect(blocks).toContain(`a.example,${akkomaMask},reject,`);
  expect(blocks).not.toContain('bad.example');
  const other = await temporaryStore();
  await importExchange(other, folder, { now: 9000 });
  expect((await freeze(other)).blocks).toEqual(snapshot.blocks);
});
