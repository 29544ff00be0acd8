import { expect, test } from 'vitest';
import { readHost } from '../../../../data/host.ts';
import { foldAliases } from '../../../../data/snapshot/fold-aliases.ts';
import type { SnapshotHost } from '../../../../data/snapshot/types.ts';
import type { Host } from '../../../../data/types.ts';

const noLists = { peers: null, blocks: null, allows: null, counts: null };
const host = (name: string, software: string | null, aliases: string[] = [], listedAt: number | null = null) =>
  ({
    host: readHost(name)!,
    software,
    aliases: aliases as Host[],
    observedAt: { ...noLists, peers: listedAt },
  }) as SnapshotHost;

function fold(hosts: SnapshotHost[]) {
  const folded = foldAliases(hosts, Uint32Array.from(hosts.keys()));
  return {
    names: folded.hosts.map(({ host: name }) => name as string),
    leadsTo: [...folded.nodes].map((node) => folded.hosts[node]!.host as string),
  };
}

test('a handle domain leads to the web domain that claims it', () => {
  expect(
    fold([
      host('a.example', 'lemmy'),
      host('town.example', null),
      host('web.town.example', 'mastodon', ['town.example']),
    ]),
  ).toEqual({
    names: ['a.example', 'web.town.example'],
    leadsTo: ['a.example', 'web.town.example', 'web.town.example'],
  });
});

test('a handle domain elsewhere that itself leads to the web domain is one server with it', () => {
  expect(
    fold([
      host('handles.example', null, ['web.other.example']),
      host('web.other.example', 'mastodon', ['handles.example']),
    ]).leadsTo,
  ).toEqual(['web.other.example', 'web.other.example']);
});

test.each([
  ['a name of another domain', host('big.example', null), host('small.example', 'mastodon', ['big.example'])],
  [
    'a name that answers as a server of its own',
    host('one.town.example', 'misskey'),
    host('two.town.example', 'mastodon', ['one.town.example']),
  ],
  [
    'a name that gave a list of its own',
    host('one.town.example', null, [], 1000),
    host('two.town.example', 'mastodon', ['one.town.example']),
  ],
  [
    'a name claimed by what gives no software',
    host('one.town.example', null),
    host('two.town.example', null, ['one.town.example']),
  ],
])('%s stays a server of its own', (_, other, claimant) => {
  expect(fold([other, claimant]).names).toEqual([other.host, claimant.host]);
});

test('of two claimants the first in host order has it', () => {
  const names = ['town.example'];
  expect(
    fold([
      host('a.town.example', 'mastodon', names),
      host('b.town.example', 'mastodon', names),
      host('town.example', null),
    ]).leadsTo,
  ).toEqual(['a.town.example', 'b.town.example', 'a.town.example']);
});
