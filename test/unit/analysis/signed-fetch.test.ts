/** Who may still fetch a public post, by what the author's software demands. */
import { expect, test } from 'vitest';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { type SignedFetch, signedFetches, signedFetchOf } from '../../../analysis/rules/signed-fetch.ts';
import { demandsSignature, pullIn, standingOf } from '../../../analysis/visibility.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const c = 'c.example';
const graphOf = (author: ServerText, rules: WorldText['rules'] = []) => buildGraph(worldW1({ [c]: author }, rules));

const rows: [software: string | null, demand: SignedFetch | null, inAllowlistMode?: SignedFetch][] = [
  ['mastodon', 'setting', 'always'],
  ['gotosocial', 'always'],
  ['pleroma', 'rejected'],
  ['rebased', 'rejected'],
  ['akkoma', 'setting'],
  ['misskey', 'never'],
  ['sharkey', 'setting'],
  ['firefish', 'setting', 'always'],
  ['iceshrimp', 'setting', 'always'],
  ['iceshrimp.net', 'setting'],
  ['lemmy', 'never'],
  ['piefed', 'never'],
  ['kbin', 'never'],
  ['peertube', 'never'],
  ['friendica', 'never'],
  ['hubzilla', 'never'],
  ['smithereen', 'never'],
  ['bookwyrm', 'named'],
  ['takahe', 'never'],
  ['snac', 'never'],
  ['pixelfed', 'setting'],
  ['nodebb', null],
  ['cherrypick', null],
  [null, null],
];

test.each(rows)('%s demands signed fetches: %s', (software, demand, inAllowlistMode = demand ?? undefined) => {
  expect(signedFetchOf(software, false)).toBe(demand);
  expect(signedFetchOf(software, true) ?? undefined).toBe(inAllowlistMode);
});

test('every row is told of above, and names what was read', () => {
  for (const [software, , , source] of signedFetches) {
    expect(rows.some(([name]) => name !== null && software.includes(name))).toBe(true);
    expect(source).toMatch(/\d/);
  }
});

test.each<[software: string, said: boolean | null, mode: boolean | null, demands: boolean | null]>([
  ['mastodon', null, null, null],
  ['mastodon', true, null, true],
  ['mastodon', false, false, false],
  ['mastodon', null, true, true],
  ['gotosocial', false, null, true],
  ['misskey', null, null, false],
  ['misskey', null, true, false],
  ['lemmy', null, null, false],
  // A release that has it may say so before the table does.
  ['lemmy', true, null, true],
  ['pleroma', null, null, null],
  ['pleroma', true, null, true],
  ['unheard-of', null, null, null],
])(
  '%s that says %s of signed fetches and %s of an allowlist demands them: %s',
  (software, authorizedFetch, allowlistMode, demands) => {
    const graph = graphOf({ mau: 300, software, authorizedFetch, allowlistMode });
    expect(demandsSignature(graph, findNode(graph, c))).toBe(demands);
  },
);

test.each<[software: string, said: boolean | null, action: string, pull: 0 | 1 | null]>([
  ['mastodon', null, 'suspend', null],
  ['mastodon', true, 'suspend', 0],
  ['mastodon', null, 'silence', 1],
  ['gotosocial', null, 'suspend', 0],
  ['misskey', null, 'blocked', 1],
  ['misskey', null, 'suspended', 1],
  ['lemmy', null, 'blocked', 1],
  ['akkoma', true, 'reject', 0],
  ['akkoma', true, 'quarantined_instances', 1],
  // Pleroma asks one list alone, which is not the list of whom it rejects.
  ['pleroma', true, 'reject', 1],
  ['pleroma', true, 'rejected_instances', 0],
  ['pleroma', false, 'rejected_instances', 1],
  ['pleroma', null, 'rejected_instances', null],
  ['bookwyrm', null, 'blocked', 0],
  ['bookwyrm', false, 'blocked', 0],
  ['unheard-of', null, 'blocked', null],
])(
  'of %s, which says %s of signed fetches and declares %s on x, x can fetch a post: %s',
  (software, authorizedFetch, action, pull) => {
    const graph = graphOf({ mau: 300, software, authorizedFetch }, [[c, action, x]]);
    expect(pullIn(graph, standingOf(graph, findNode(graph, x)), findNode(graph, c))).toBe(pull);
  },
);

test('a rule about fetches alone cuts and hides nothing', () => {
  const { entries, lossIn, lossOut } = assess(graphOf({ mau: 300, software: 'pleroma' }), {
    host: c,
    blocklist: [{ target: 'b.example', action: 'rejected_instances' }],
  });
  expect(entries).toMatchObject([{ status: 'kept', assumed: false }]);
  expect([lossIn.share, lossOut.share]).toEqual([0, 0]);
});

test('who refuses whom it blocks without demanding signatures is not said to demand them', () => {
  const { sentences } = assess(graphOf({ mau: 300, software: 'bookwyrm', authorizedFetch: null }), {
    host: c,
    block: ['b.example'],
  });
  expect(sentences.filter((sentence) => /^Still visible to them/.test(sentence))).toEqual([
    'Still visible to them: copies of old posts, public pages on the web; no new posts through boosts on third servers, because c.example refuses whom it blocks.',
  ]);
});
