import { expect, test } from 'vitest';
import { assumed, cutIn, cutOut, hideIn, sever } from '../../../analysis/effects.ts';
import { type Matching, ruleFor, vocabularyOf } from '../../../analysis/rules.ts';

/** `in`: their posts are refused · `out`: ours no longer go there. */
const bits: Record<string, number> = { in: cutIn, out: cutOut, sever, hide: hideIn, assumed };
const effectOf = (words: string) => words.split(' ').reduce((effect, word) => effect | (bits[word] ?? 0), 0);

type Row = [software: string | null, action: string, effect: string, matching: Matching, unlists: boolean];

/** Reference: the federation matrix of each software's source. */
const rows: Row[] = [
  ['mastodon', 'suspend', 'in out sever hide', 'longest', true],
  ['mastodon', 'silence', 'hide', 'longest', true],
  ['mastodon', 'noop', 'nothing', 'longest', true],
  ['hometown', 'suspend', 'in out sever hide', 'longest', true],
  ['gotosocial', 'suspend', 'in out sever hide', 'suffix', true],
  ['gotosocial', 'limit', 'hide', 'suffix', false],
  ['misskey', 'blocked', 'in out hide', 'suffix', false],
  ['misskey', 'suspended', 'out', 'exact', true],
  ['misskey', 'goneSuspended', 'out', 'exact', true],
  ['misskey', 'autoSuspendedForNotResponding', 'out', 'exact', true],
  ['misskey', 'silenced', 'hide', 'suffix', false],
  ['misskey', 'mediaSilenced', 'nothing', 'exact', false],
  ['sharkey', 'blocked', 'in out hide', 'suffix', true],
  ['pleroma', 'reject', 'in hide', 'pattern', false],
  ['pleroma', 'quarantined_instances', 'nothing', 'pattern', false],
  ['pleroma', 'rejected_instances', 'nothing', 'pattern', false],
  ['pleroma', 'federated_timeline_removal', 'hide', 'pattern', false],
  ['pleroma', 'followers_only', 'hide', 'pattern', false],
  ['pleroma', 'media_removal', 'nothing', 'pattern', false],
  ['pleroma', 'reject_deletes', 'nothing', 'pattern', false],
  ['akkoma', 'reject', 'in out hide', 'suffix', false],
  ['akkoma', 'quarantined_instances', 'out', 'suffix', false],
  ['akkoma', 'followers_only', 'hide', 'suffix', false],
  ['lemmy', 'blocked', 'in out hide', 'exact', true],
  ['piefed', 'blocked', 'in out hide', 'glob', true],
  ['mbin', 'banned', 'in out hide', 'exact', true],
  ['peertube', 'blocked', 'hide', 'exact', false],
  ['friendica', 'blocked', 'in out hide', 'glob', true],
  ['hubzilla', 'blocked', 'in out hide', 'suffix', false],
  ['smithereen', 'suspension', 'in out hide', 'exact', false],
];

test.each(rows)('%s: %s means %s, matched by %s', (software, action, effect, matching, unlists) => {
  expect(ruleFor(software, action)).toEqual({ effect: effectOf(effect), matching, unlists });
});

/** Exchange folders and imported lists use one word for all. */
const synonyms: Row[] = [
  ['lemmy', 'suspend', 'in out hide', 'exact', true],
  ['misskey', 'suspend', 'in out hide', 'suffix', false],
  ['mastodon', 'blocked', 'in out sever hide', 'longest', true],
  ['rebased', 'suspend', 'in hide', 'pattern', false],
  ['akkoma', 'suspend', 'in out hide', 'suffix', false],
  ['peertube', 'suspend', 'hide', 'exact', false],
  ['smithereen', 'suspend', 'in out hide', 'exact', false],
  ['gotosocial', 'silence', 'hide', 'suffix', false],
  ['pleroma', 'silence', 'hide', 'pattern', false],
  ['misskey', 'limit', 'hide', 'suffix', false],
  ['mastodon', 'reject_media', 'nothing', 'longest', true],
  ['mastodon', 'Suspend', 'in out sever hide', 'longest', true],
  // Lemmy has no action that only hides: what is meant is not known.
  ['lemmy', 'silence', 'hide assumed', 'exact', true],
];

test.each(synonyms)('%s: the borrowed word %s means %s', (software, action, effect, matching, unlists) => {
  expect(ruleFor(software, action)).toEqual({ effect: effectOf(effect), matching, unlists });
});

test.each([
  [null, 'blocked', 'in out hide assumed'],
  [null, 'limited', 'hide assumed'],
  ['wafrn', 'reject', 'in out hide assumed'],
  ['wafrn', 'noop', 'nothing'],
  ['wafrn', 'frobnicate', 'assumed'],
  ['__proto__', 'blocked', 'in out hide assumed'],
  ['mastodon', 'constructor', 'assumed'],
])('what %s means by %s is assumed: %s', (software, action, effect) => {
  expect(ruleFor(software, action).effect).toBe(effectOf(effect));
});

test('all words of one software match alike where its longest rule wins', () => {
  for (const action of ['suspend', 'silence', 'noop', 'reject_media', 'frobnicate', 'defederated']) {
    expect(ruleFor('mastodon', action).matching).toBe('longest');
  }
});

test.each([
  ['mastodon', 'suspend', 'silence', 'in out hide'],
  ['pleroma', 'reject', 'federated_timeline_removal', 'in hide'],
  ['akkoma', 'reject', 'federated_timeline_removal', 'in out hide'],
  ['misskey', 'blocked', 'silenced', 'in out hide'],
  ['gotosocial', 'suspend', 'limit', 'in out hide'],
  ['lemmy', 'blocked', null, 'in out hide'],
  ['unheard-of', 'blocked', 'limited', 'in out hide assumed'],
])('%s blocks with %s, limits with %s, and in allowlist mode does to others: %s', (software, block, limit, effect) => {
  const words = vocabularyOf(software);
  expect([words.block, words.limit, words.allowlist.effect]).toEqual([block, limit, effectOf(effect)]);
});
