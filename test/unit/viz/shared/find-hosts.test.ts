import { expect, test } from 'vitest';
import type { Host } from '../../../../data/types.ts';
import { findHosts } from '../../../../viz/shared/find-hosts.ts';
import type { FoundHost } from '../../../../viz/shared/found-host.ts';

const hosts = (
  [
    ['art.example', 10],
    ['art.big.example', 500],
    ['big-art.example', 9000],
    ['cats.example', null],
    ['dogs.example', null],
  ] as const
).map(
  ([host, audience]): FoundHost => ({
    host: host as Host,
    software: null,
    audience,
    audienceSource: audience === null ? 'none' : 'mau',
  }),
);

const find = (query: string, limit = 10) => findHosts(hosts, query, limit).map(({ host }) => host);

test.each([
  ['art.example', ['art.example', 'big-art.example'], 'the exact name comes first'],
  ['art', ['art.big.example', 'art.example', 'big-art.example'], 'a beginning comes before a middle, the larger first'],
  ['ART ', ['art.big.example', 'art.example', 'big-art.example'], 'capitals and spaces around do not matter'],
  [
    '',
    ['big-art.example', 'art.big.example', 'art.example', 'cats.example', 'dogs.example'],
    'nothing finds the largest',
  ],
  ['zebra', [], 'no match is an empty list'],
])('%j finds %j: %s', (query, expected) => {
  expect(find(query)).toEqual(expected);
});

test('no more than the limit is given', () => {
  expect(find('', 2)).toEqual(['big-art.example', 'art.big.example']);
});
