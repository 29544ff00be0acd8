import { expect, test } from 'vitest';
import { UserError } from '../../../../data/errors.ts';
import { resolveExposure, type Tier } from '../../../../viz/server/exposure.ts';
import { isLoopback } from '../../../../viz/server/loopback.ts';

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['localhost', true],
  ['LocalHost', true],
  ['localhost.example', false],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.4', false],
  ['::ffff:192.168.1.4', false],
  ['map.example', false],
])('%s is this machine and nothing else: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

const resolve = (hostname: string, allowedHosts: string[] = [], tier?: Tier) =>
  resolveExposure({ hostname, allowedHosts, tier });

test.each<[string, ReturnType<typeof resolve>, ReturnType<typeof resolve>]>([
  ['on this machine all is shown', resolve('127.0.0.1'), { tier: 'local', allowedHosts: [] }],
  ['on this machine less may be shown', resolve('::1', [], 'published'), { tier: 'published', allowedHosts: [] }],
  ['localhost need not be admitted', resolve('127.0.0.1', ['localhost']), { tier: 'local', allowedHosts: [] }],
  [
    'elsewhere the hostname is the name to ask by',
    resolve('192.168.1.4', [], 'local'),
    { tier: 'local', allowedHosts: ['192.168.1.4'] },
  ],
  [
    'names take its place',
    resolve('0.0.0.0', ['map.example', 'other.example'], 'published'),
    { tier: 'published', allowedHosts: ['map.example', 'other.example'] },
  ],
  [
    'a proxy on this machine brings its own name',
    resolve('127.0.0.1', ['map.example'], 'published'),
    { tier: 'published', allowedHosts: ['map.example'] },
  ],
])('%s', (_, found, expected) => expect(found).toEqual(expected));

test.each<[string, () => unknown, RegExp, RegExp]>([
  [
    'an address others reach',
    () => resolve('192.168.1.4'),
    /On 192\.168\.1\.4 .*who blocks whom/,
    /--tier published .*--tier local/,
  ],
  ['every address', () => resolve('0.0.0.0', ['map.example']), /On 0\.0\.0\.0 /, /--tier/],
  [
    'a name from elsewhere',
    () => resolve('127.0.0.1', ['map.example']),
    /As map\.example the map can be reached/,
    /--tier/,
  ],
  ['every address by no name', () => resolve('::', [], 'local'), /no name/, /--allowed-host/],
])('%s without saying what is shown is refused', (_, ask, message, hint) => {
  try {
    ask();
    expect.fail('it was admitted');
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(message);
    expect((error as UserError).hint).toMatch(hint);
  }
});
