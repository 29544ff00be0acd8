import { expect, test } from 'vitest';
import { digestOf, resolveDigests } from '../../../data/masks.ts';
import { host } from '../../fixtures/observed.ts';

/** Digests Mastodon publishes for these invented names. */
const digests = {
  'bad.example': '86bbe8ffb912a153c9a8b396246aeeae079cd324af4dd947a2bf59a698eabc62',
  'spam.bad.example': 'ff7980d0c336bdb5929e55c341c7665a4bb676ec891158ff988323039e3fac4c',
  'xn--bcher-kva.example': '970ca6b73eaf2630a6b8d6aa59f106433bbe80b15e3f9d427af4363e5bce4436',
};

test('a digest is the SHA-256 of the plain name', () => {
  for (const [name, digest] of Object.entries(digests)) expect(digestOf(name)).toBe(digest);
});

test('digests resolve to known hosts and to the names above them, never to a guess', () => {
  const asked = new Set([...Object.values(digests), digestOf('example'), digestOf('never-met.example')]);
  const resolved = resolveDigests(asked, [host('spam.bad.example'), host('other.example')]);
  expect(Object.fromEntries(resolved)).toEqual({
    [digests['spam.bad.example']]: 'spam.bad.example',
    [digests['bad.example']]: 'bad.example',
  });
});

test('the digest of a mask itself, as some software publishes, resolves to nothing', () => {
  const resolved = resolveDigests(new Set([digestOf('bad.*****le')]), [host('bad.example')]);
  expect(resolved.size).toBe(0);
});
