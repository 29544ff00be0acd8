import { expect, test } from 'vitest';
import { assumed, cutIn, cutOut, hideIn, refuseFetch, sever } from '../../../analysis/effects.ts';
import { table } from '../../../analysis/rules/table.ts';
import { ownWords } from '../../../analysis/rules/words.ts';
import { type Matching, type Origin, ruleFor, vocabularyOf } from '../../../analysis/rules.ts';
import { adapters } from '../../../crawler/software/index.ts';
import { models } from '../../../data/world/software/index.ts';
import { fixtures } from '../crawler/software/fixtures.ts';

/** `in`: their posts are refused · `out`: ours no longer go there · `fetch`: with signed fetches on, theirs are refused. */
const bits: Record<string, number> = { in: cutIn, out: cutOut, sever, hide: hideIn, assumed, fetch: refuseFetch };
const effectOf = (words: string) => words.split(' ').reduce((effect, word) => effect | (bits[word] ?? 0), 0);

type Row = [
  software: string | null,
  action: string,
  effect: string,
  matching: Matching,
  unlists: boolean,
  origin?: Origin,
];

/** One for every row of the table. Reference: the federation matrix of each software's source. */
const rows: Row[] = [
  ['mastodon', 'suspend', 'in out sever hide', 'longest', true],
  ['hometown', 'suspend', 'in out sever hide', 'longest', true],
  ['mastodon', 'silence', 'hide', 'longest', true],
  ['mastodon', 'noop', 'nothing', 'longest', true],
  ['mastodon', 'reject_media', 'nothing', 'longest', true],
  ['kmyblue', 'reject_reports', 'nothing', 'longest', true],
  ['gotosocial', 'suspend', 'in out sever hide', 'suffix', true],
  ['gotosocial', 'limit', 'hide', 'suffix', false],
  ['pleroma', 'reject', 'in hide', 'pattern', false],
  ['rebased', 'reject', 'in hide', 'pattern', false],
  ['pleroma', 'quarantined_instances', 'nothing', 'pattern', false],
  ['pleroma', 'rejected_instances', 'fetch', 'pattern', false],
  ['pleroma', 'federated_timeline_removal', 'hide', 'pattern', false],
  ['pleroma', 'followers_only', 'hide', 'pattern', false],
  ['pleroma', 'media_removal', 'nothing', 'pattern', false],
  ['pleroma', 'reject_deletes', 'nothing', 'pattern', false],
  ['akkoma', 'reject', 'in out hide', 'stem', false],
  ['akkoma', 'quarantined_instances', 'out', 'stem', false],
  ['akkoma', 'federated_timeline_removal', 'hide', 'stem', false],
  ['akkoma', 'followers_only', 'hide', 'stem', false],
  ['akkoma', 'background_removal', 'nothing', 'stem', false],
  ['misskey', 'blocked', 'in out hide', 'suffix', false],
  ['cherrypick', 'blocked', 'in out hide', 'suffix', false],
  ['firefish', 'blocked', 'in out hide', 'suffix', false],
  ['iceshrimp', 'silenced', 'hide', 'suffix', false],
  ['sharkey', 'blocked', 'in out hide', 'suffix', true],
  ['sharkey', 'silenced', 'hide', 'suffix', true],
  ['misskey', 'suspended', 'out', 'exact', true],
  ['misskey', 'goneSuspended', 'out', 'exact', true, 'unanswered'],
  ['misskey', 'autoSuspendedForNotResponding', 'out', 'exact', true, 'unanswered'],
  ['sharkey', 'softwareSuspended', 'out', 'exact', false, 'software'],
  ['misskey', 'mediaSilenced', 'nothing', 'exact', false],
  ['sharkey', 'rejectReports', 'nothing', 'exact', false],
  ['catodon', 'blocked', 'in out hide assumed', 'suffix', true],
  ['foundkey', 'silenced', 'hide assumed', 'suffix', true],
  ['meisskey', 'suspended', 'out assumed', 'exact', true],
  ['catodon', 'goneSuspended', 'out assumed', 'exact', true, 'unanswered'],
  ['catodon', 'softwareSuspended', 'out assumed', 'exact', true, 'software'],
  ['catodon', 'mediaSilenced', 'assumed', 'exact', true],
  ['iceshrimp.net', 'blocked', 'in out hide assumed', 'suffix', false],
  ['lemmy', 'blocked', 'in out hide', 'exact', true],
  ['piefed', 'blocked', 'in out hide', 'mask', true],
  ['mbin', 'banned', 'in out hide', 'exact', true],
  ['peertube', 'blocked', 'hide', 'exact', false],
  ['friendica', 'blocked', 'in out hide', 'glob', true],
  ['hubzilla', 'blocked', 'in out hide', 'substring', false],
  ['streams', 'blocked', 'in out hide assumed', 'substring', false],
  ['smithereen', 'suspension', 'in out hide', 'exact', false],
  ['bookwyrm', 'blocked', 'in out hide', 'exact', true],
  ['takahe', 'blocked', 'in out hide', 'suffix', true],
  ['snac', 'blocked', 'in out hide', 'exact', true],
  ['pixelfed', 'blocked', 'in out hide assumed', 'exact', true],
  ['pixelfed', 'unlisted', 'hide assumed', 'exact', false],
  ['funkwhale', 'blocked', 'in out hide assumed', 'exact', true],
  ['funkwhale', 'silence_activity', 'hide assumed', 'exact', false],
  ['nodebb', 'blocked', 'in out hide assumed', 'exact', false],
];

test.each(rows)(
  '%s: %s means %s, matched by %s',
  (software, action, effect, matching, unlists, origin = 'decision') => {
    expect(ruleFor(software, action)).toEqual({ effect: effectOf(effect), matching, unlists, origin });
  },
);

test.each(table.map(([software, actions]) => [software[0]!, actions[0]!, software, actions] as const))(
  'the row of %s, %s is told of above',
  (_, _action, software, actions) => {
    const told = rows.filter(([name, action]) => software.includes(name!) && actions.includes(action.toLowerCase()));
    expect(told.length).toBeGreaterThan(0);
  },
);

test('every row names a version, a commit or a date, or says that nothing was read and all is assumed', () => {
  const silent = table.filter(
    ([, , effect, , , , source]) => !/\d/.test(source) || (/^Not read/.test(source) && (effect & assumed) === 0),
  );
  expect(silent).toEqual([]);
});

test('no word of one software stands in two rows', () => {
  const words = table.flatMap(([software, actions]) =>
    software.flatMap((name) => actions.map((word) => `${name} ${word}`)),
  );
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  expect(words.filter((word) => word !== word.toLowerCase())).toEqual([]);
});

const isKnown = (software: string, action: string) =>
  table.some(([names, actions]) => names.includes(software) && actions.includes(action.toLowerCase()));

test('the words a software blocks and limits with are rows of its own', () => {
  const unknown = ownWords.flatMap(([software, block, limit]) =>
    software.flatMap((name) => [block, ...(limit === null ? [] : [limit])].filter((word) => !isKnown(name, word))),
  );
  expect(unknown).toEqual([]);
});

/** What adapters are seen to record, under every name they answer for, and what simulated administrators may declare. */
test.each([
  ['the adapters', recordedByAdapters()],
  ['the simulated servers', declaredInWorlds()],
])('every action of %s has a row', (_, actions) => {
  expect(actions.length).toBeGreaterThan(20);
  // What a release yet unknown may bring.
  const unknown = actions.filter(([software, action]) => action !== 'some_new_rule' && !isKnown(software, action));
  expect(unknown).toEqual([]);
});

/** The rules of Pleroma's simple policy differ by kind: Akkoma and Rebased have no `rejected_instances`. */
function recordedByAdapters(): [software: string, action: string][] {
  const found = new Map<string, Set<string>>();
  for (const { adapter, expected } of fixtures) {
    const { entries } = expected.blocks as { entries: { action: string }[] };
    const actions = found.get(adapter) ?? new Set();
    found.set(adapter, actions);
    for (const { action } of entries) actions.add(action);
  }
  return [...found].flatMap(([adapter, actions]) =>
    adapters[adapter]!.names.flatMap((name) =>
      [...actions]
        .filter((action) => name !== 'akkoma' || action !== 'rejected_instances')
        .map((action): [string, string] => [name, action]),
    ),
  );
}

function declaredInWorlds(): [software: string, action: string][] {
  return Object.entries(models).flatMap(([software, { words, notices }]) =>
    [...Object.values(words ?? {}).flat(), ...Object.values(notices ?? {})].map((action): [string, string] => [
      software,
      action,
    ]),
  );
}

/** Exchange folders and imported lists use one word for all. */
const synonyms: Row[] = [
  ['lemmy', 'suspend', 'in out hide', 'exact', true],
  ['misskey', 'suspend', 'in out hide', 'suffix', false],
  ['mastodon', 'blocked', 'in out sever hide', 'longest', true],
  ['rebased', 'suspend', 'in hide', 'pattern', false],
  ['akkoma', 'suspend', 'in out hide', 'stem', false],
  ['peertube', 'suspend', 'hide', 'exact', false],
  ['smithereen', 'suspend', 'in out hide', 'exact', false],
  ['takahe', 'suspend', 'in out hide', 'suffix', true],
  ['gotosocial', 'silence', 'hide', 'suffix', false],
  ['pleroma', 'silence', 'hide', 'pattern', false],
  ['misskey', 'limit', 'hide', 'suffix', false],
  ['pixelfed', 'silence', 'hide assumed', 'exact', false],
  ['mastodon', 'Suspend', 'in out sever hide', 'longest', true],
  // Lemmy has no action that only hides: what is meant is not known.
  ['lemmy', 'silence', 'hide assumed', 'exact', true],
];

test.each(synonyms)('%s: the borrowed word %s means %s', (software, action, effect, matching, unlists) => {
  expect(ruleFor(software, action)).toEqual({ effect: effectOf(effect), matching, unlists, origin: 'decision' });
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
  ['mastodon', 'suspend', 'silence'],
  ['pleroma', 'reject', 'federated_timeline_removal'],
  ['akkoma', 'reject', 'federated_timeline_removal'],
  ['misskey', 'blocked', 'silenced'],
  ['firefish', 'blocked', 'silenced'],
  ['gotosocial', 'suspend', 'limit'],
  ['lemmy', 'blocked', null],
  ['bookwyrm', 'blocked', null],
  ['pixelfed', 'blocked', 'unlisted'],
  ['peertube', 'blocked', 'mute'],
  ['unheard-of', 'blocked', 'limited'],
])('%s blocks with %s and limits with %s', (software, block, limit) => {
  const words = vocabularyOf(software);
  expect([words.block, words.limit]).toEqual([block, limit]);
});
