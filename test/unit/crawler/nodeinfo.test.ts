import fc from 'fast-check';
import { expect, test } from 'vitest';
import { otherHost, readDiscovery, readNodeInfo } from '../../../crawler/nodeinfo.ts';
import { readHost } from '../../../data/host.ts';
import type { InstanceFacts } from '../../../data/types.ts';
import { quirks } from '../../fixtures/nodeinfo.ts';

const host = readHost('a.example')!;
const rel = (version: string, scheme = 'http') => `${scheme}://nodeinfo.diaspora.software/ns/schema/${version}`;

const nothing: InstanceFacts = {
  software: null,
  version: null,
  users: null,
  mau: null,
  activeHalfyear: null,
  posts: null,
  language: null,
  openRegistrations: null,
  authorizedFetch: null,
  allowlistMode: null,
};

test.each([
  [
    'the newest document',
    [
      { rel: rel('2.0'), href: 'https://a.example/2.0' },
      { rel: rel('2.1'), href: 'https://a.example/2.1' },
    ],
    '/2.1',
  ],
  [
    'a single link instead of a list',
    { rel: rel('2.0'), href: 'https://a.example/nodeinfo/2.0.json' },
    '/nodeinfo/2.0.json',
  ],
  ['a rel that starts with https (kbin)', [{ rel: rel('2.0', 'https'), href: 'https://a.example/n' }], '/n'],
  ['a relative href', [{ rel: rel('2.0'), href: '/n?x=1' }], '/n?x=1'],
  ['an http href, asked over https', [{ rel: rel('2.0'), href: 'http://a.example/n' }], '/n'],
  [
    'links of other kinds beside it',
    [
      { rel: 'https://www.w3.org/ns/activitystreams#Application', href: 'https://a.example/me' },
      { rel: rel('2.0'), href: 'https://a.example/n' },
    ],
    '/n',
  ],
  [
    'an older document here over a newer one elsewhere',
    [
      { rel: rel('2.1'), href: 'https://b.example/n' },
      { rel: rel('1.0'), href: 'https://a.example/n' },
    ],
    '/n',
  ],
])('discovery takes %s', (_, links, path) => {
  expect(readDiscovery({ links }, host)).toEqual({ path });
});

test.each([
  ['nothing', null],
  ['no links', { links: [] }],
  ['rels nobody knows', { links: [{ rel: rel('9.9'), href: 'https://a.example/n' }] }],
  ['hrefs that are none', { links: [{ rel: rel('2.0'), href: 7 }] }],
  ['another scheme', { links: [{ rel: rel('2.0'), href: 'file:///etc/hosts' }] }],
])('discovery of %s is malformed', (_, json) => {
  expect(readDiscovery(json, host)).toEqual({ outcome: 'malformed' });
});

test.each([
  ['https://b.example/n', 'b.example'],
  ['//B.Example./n', 'b.example'],
  ['https://a.example@b.example/n', 'b.example'],
  ['https://a.example:8443/n', undefined],
  ['https://b.example:8443/n', undefined],
  ['https://127.0.0.1/n', undefined],
  ['https://localhost/n', undefined],
])('a document at %s is not fetched: the server is called %s there', (href, to) => {
  expect(readDiscovery({ links: [{ rel: rel('2.0'), href }] }, host)).toEqual({ outcome: 'moved', to });
});

test('of documents elsewhere the newest tells where the server has moved', () => {
  const links = [
    { rel: rel('1.0'), href: 'https://old.example/n' },
    { rel: rel('2.1'), href: 'https://new.example/n' },
  ];
  expect(readDiscovery({ links }, host)).toEqual({ outcome: 'moved', to: 'new.example' });
});

test.each([
  ['https://social.a.example/.well-known/nodeinfo', 'social.a.example'],
  ['https://a.example/elsewhere', undefined],
  ['/elsewhere', undefined],
  ['https://social.a.example:8443/', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
  [7, undefined],
])('a redirect to %s names the other host %s', (address, other) => {
  expect(otherHost(address, host)).toBe(other);
});

test.each(quirks)('$software $quirk', ({ links, path, document, facts }) => {
  expect(readDiscovery({ links }, host)).toEqual({ path });
  const sent = JSON.parse(JSON.stringify(document));
  expect(readNodeInfo(sent)).toEqual({ ...nothing, ...facts });
});

test('numbers that cannot be true are not known', () => {
  const read = (users: object) => readNodeInfo({ software: { name: 'X' }, usage: { users } })!;
  expect(read({ total: '12', activeMonth: -1, activeHalfyear: 1e308 })).toMatchObject({
    users: 12,
    mau: null,
    activeHalfyear: null,
  });
  expect(read({ total: 1.5, activeMonth: null })).toMatchObject({ users: null, mau: null });
  expect(read({})).toMatchObject({ users: null, mau: null });
});

test('the name of the software is lower-case and the rest may be missing', () => {
  const document = { software: { name: 'Iceshrimp.NET' }, openRegistrations: 'true' };
  expect(readNodeInfo(document)).toEqual({ ...nothing, software: 'iceshrimp.net', openRegistrations: true });
});

test('a document without a software name is none', () => {
  for (const json of [null, [], 'x', {}, { error: 'x' }, { software: 'mastodon' }, { software: { name: '' } }]) {
    expect(readNodeInfo(json)).toBeUndefined();
  }
});

test('any JSON is read without an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      readDiscovery(json, host);
      readDiscovery({ links: json }, host);
      otherHost(json, host);
      readNodeInfo(json);
      readNodeInfo({ software: { name: 'x', version: json }, usage: json, openRegistrations: json });
    }),
  );
});
