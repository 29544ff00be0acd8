import { expect, test } from 'vitest';
import { listConsents } from '../../../data/consent.ts';
import { host, record, temporaryStore, visit } from '../../fixtures/observed.ts';

test('a permission makes its server known, is listed with its note, and a newer note replaces it', async () => {
  const store = await temporaryStore();
  await store.addConsent(host('b.example'), { note: 'first', at: 1000 });
  await store.addConsent(host('a.example'), { note: 'by mail', at: 2000 });
  await store.addConsent(host('b.example'), { note: 'second', at: 3000 });
  expect(await listConsents(store)).toEqual([
    { host: 'a.example', note: 'by mail', addedAt: 2000 },
    { host: 'b.example', note: 'second', addedAt: 3000 },
  ]);
  const known = await store.knownHosts(0);
  expect(known).toMatchObject([
    { host: 'a.example', consent: true },
    { host: 'b.example', consent: true },
  ]);
});

test('a permission that is taken back is gone; its server stays known, and visits that used it keep saying so', async () => {
  const store = await temporaryStore();
  await store.addConsent(host('a.example'), { note: 'by mail', at: 500 });
  await record(store, visit('a.example', 1000, { consent: true }));
  expect(await store.removeConsent(host('a.example'))).toBe(true);
  expect(await store.removeConsent(host('a.example'))).toBe(false);
  expect(await listConsents(store)).toEqual([]);
  expect(await store.knownHosts(0)).toMatchObject([{ host: 'a.example', consent: false }]);
  expect((await store.query('SELECT consent FROM visits')).rows).toEqual([[true]]);
});

test('a visit that used a permission says so in the data', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { consent: true }), visit('b.example', 1000));
  expect((await store.query('SELECT consent FROM visits ORDER BY id')).rows).toEqual([[true], [false]]);
});
