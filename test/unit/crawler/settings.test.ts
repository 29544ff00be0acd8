import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SettingRow } from '../../../crawler/setting-rows.ts';
import {
  numberSettings,
  requireContact,
  requireManners,
  resolveSettings,
  userAgent,
} from '../../../crawler/settings.ts';
import { UserError } from '../../../data/errors.ts';
import { version } from '../../../data/version.ts';

test('what is not given has its default', () => {
  const settings = resolveSettings({ minGapMs: 5 });
  expect(settings.minGapMs).toBe(5);
  for (const row of numberSettings.filter(({ name }) => name !== 'minGapMs')) {
    expect(settings[row.name]).toBe(row.default);
  }
  expect(settings).toMatchObject({ maxHosts: null, contact: null, infoUrl: null, keepBodies: false });
});

test('every default is allowed by its own row, and says why', () => {
  for (const row of numberSettings as readonly SettingRow[]) {
    const { min, max, publicMin = min, publicMax = max } = row;
    expect([min, publicMin, row.default, publicMax, max]).toEqual(
      [min, publicMin, row.default, publicMax, max].sort((a, b) => a - b),
    );
    expect(row.why.length).toBeGreaterThan(20);
  }
});

test('a name with a unit has that unit in its row', () => {
  for (const { name, unit } of numberSettings) {
    expect(unit).toBe(name.endsWith('Ms') ? 'ms' : name.endsWith('Bytes') ? 'bytes' : 'count');
  }
});

test.each([
  [{ concurrency: 0 }, 'concurrency must be a whole number (count) of at least 1; got 0'],
  [{ minGapMs: -1 }, 'minGapMs'],
  [{ requestTimeoutMs: 5e9 }, 'requestTimeoutMs must be a whole number (ms) of at most 3600000; got 5000000000'],
  [{ concurrency: 1e9 }, 'at most 10000'],
  [{ maxBytes: 1.5 }, 'maxBytes'],
  [{ maxBytes: Number.NaN }, 'maxBytes'],
  [{ maxHosts: 0 }, 'maxHosts'],
  [{ requestTimeoutMs: '9' as unknown as number }, 'got "9"'],
  [{ contact: 'me\r\nHost: other' }, 'contact'],
  [{ contact: 'a) (b' }, 'contact'],
  [{ keepBodies: 'yes' as unknown as boolean }, 'keepBodies must be true or false; got "yes"'],
  [{ patience: 3 } as object, 'Unknown crawl setting "patience"'],
])('%j is refused with a message that says what was expected', (partial, message) => {
  expect(() => resolveSettings(partial)).toThrow(UserError);
  expect(() => resolveSettings(partial)).toThrow(message);
});

test('settings cannot be changed afterwards', () => {
  expect(Object.isFrozen(resolveSettings())).toBe(true);
});

test('the user agent names program, page and contact', () => {
  expect(userAgent({ contact: 'ops@a.example', infoUrl: 'https://a.example/bot' })).toBe(
    `Faultline/${version} (+https://a.example/bot; ops@a.example)`,
  );
  expect(userAgent({ contact: 'ops@a.example', infoUrl: null })).toBe(`Faultline/${version} (ops@a.example)`);
  expect(userAgent({ contact: null, infoUrl: null })).toBe(`Faultline/${version}`);
});

test('a crawl of the public network needs a contact', () => {
  expect(() => requireContact(resolveSettings())).toThrow(UserError);
  expect(() => requireContact(resolveSettings({ contact: 'ops@a.example' }))).not.toThrow();
});

test('a crawl of the public network does not hurry, come too often or insist', () => {
  expect(() => requireManners(resolveSettings())).not.toThrow();
  const rude = {
    minGapMs: 999,
    revisitAfterMs: 23 * 3_600_000 - 1,
    concurrency: 501,
    retryLimit: 4,
    maxRequestsPerSecond: 201,
  };
  for (const [name, value] of Object.entries(rude)) {
    const settings = resolveSettings({ [name]: value });
    expect(() => requireManners(settings)).toThrow(UserError);
    expect(() => requireManners(settings)).toThrow(`On the public network ${name} must be at`);
  }
  expect(() => requireManners(resolveSettings({ minGapMs: 1000, concurrency: 500, retryLimit: 3 }))).not.toThrow();
});

test('no time is longer than a timer of Node can wait, save those that are compared with dates', () => {
  const compared = ['revisitAfterMs'];
  const waited = numberSettings.filter(({ name, unit }) => unit === 'ms' && !compared.includes(name));
  for (const { max } of waited) expect(max).toBeLessThan(2 ** 31);
});

test('the version is that of package.json', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  expect(version).toBe((JSON.parse(text) as { version: string }).version);
});
