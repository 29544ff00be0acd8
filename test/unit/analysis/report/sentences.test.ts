/** What is said beside the figures: only what applies, and only what is known. */
import { expect, test } from 'vitest';
import { buildGraph } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { reportImpact } from '../../../../analysis/report/impact-report.ts';
import { renderText } from '../../../../analysis/report/text.ts';
import type { Scenario } from '../../../../analysis/types.ts';
import { type ServerText, type WorldText, worldW1 } from '../../../golden/world-w1.ts';

const x = 'x.example';
function ask(
  scenario: Omit<Scenario, 'host'>,
  changes: Record<string, ServerText> = {},
  rules: WorldText['rules'] = [],
) {
  return assess(buildGraph(worldW1(changes, rules)), { host: x, ...scenario });
}
const said = (about: RegExp, ...question: Parameters<typeof ask>) =>
  ask(...question).sentences.filter((sentence) => about.test(sentence));

const toThem = /^Still visible to them/;
const toUs = /^Still visible on x\.example/;

test.each([
  [
    'mastodon',
    false,
    /; new posts through boosts on third servers, because x\.example does not demand signed fetches\.$/,
  ],
  ['mastodon', true, /; no new posts through boosts on third servers, because x\.example demands signed fetches\.$/],
  ['mastodon', null, /unless x\.example demands signed fetches \(not known\)\.$/],
  // GoToSocial demands them in every mode, whatever it says.
  ['gotosocial', false, /; no new posts through boosts/],
])('a block by x, on %s, signed fetches %s: what the others still see', (software, authorizedFetch, expected) => {
  const sentences = said(toThem, { block: ['b.example'] }, { [x]: { mau: 100, software, authorizedFetch } });
  expect(sentences.length).toBe(1);
  expect(sentences[0]).toMatch(expected);
});

test('nothing is said to be visible to a server that refuses what comes in', () => {
  expect(said(toThem, { blockedBy: ['b.example'] })).toEqual([]);
  expect(said(toThem, { block: ['b.example'], blockedBy: ['b.example'] })).toEqual([]);
});

test('a Pleroma reject keeps sending, so nothing is newly invisible there', () => {
  expect(said(toThem, { block: ['b.example'] }, { [x]: { mau: 100, software: 'pleroma' } })).toEqual([]);
});

test('where only delivery stops, signed fetches do not matter', () => {
  const [sentence] = said(
    toThem,
    { blocklist: [{ target: 'b.example', action: 'quarantined_instances' }] },
    { [x]: { mau: 100, software: 'akkoma', authorizedFetch: true } },
  );
  expect(sentence).toMatch(
    /; new posts through boosts on third servers, because the action stops only what is delivered\.$/,
  );
});

test('what is open to a server in allowlist mode is not claimed', () => {
  const [sentence] = said(toThem, { allowlist: ['a.example'] });
  expect(sentence).toMatch(/copies of old posts; what else an allowlist mode leaves open is not known\.$/);
});

test('of a server that blocks x, its public posts may still be fetched', () => {
  const ofB = (authorizedFetch: boolean | null) =>
    said(toUs, { blockedBy: ['b.example'] }, { 'b.example': { mau: 500, authorizedFetch } })[0];
  expect(ofB(false)).toMatch(/; new posts through boosts on third servers\.$/);
  expect(ofB(true)).toMatch(/; no new posts through boosts/);
  expect(ofB(null)).toMatch(/\(not known\)\.$/);
});

test.each<[what: string, question: Parameters<typeof ask>, sentence: RegExp | undefined]>([
  ['a suspend deletes follows', [{ block: ['b.example'] }], /^Cannot be undone: /],
  [
    'a Misskey block keeps them',
    [{ block: ['b.example'] }, { [x]: { mau: 100, software: 'misskey' } }],
    /^Can be undone: nothing in this deletes follows\.$/,
  ],
  [
    'nobody read the software',
    [{ block: ['b.example'] }, { [x]: { mau: 100, software: 'unheard-of' } }],
    /^Whether follows survive is not known/,
  ],
  [
    'nobody read the software of one that blocks',
    [{ blockedBy: ['b.example'] }, { 'b.example': { mau: 500, software: null } }],
    /^Whether follows survive is not known/,
  ],
  ['a silence cuts nothing', [{ limit: ['b.example'] }], undefined],
  ['the block stands already', [{ block: ['b.example'] }, {}, [[x, 'suspend', 'b.example']]], undefined],
])('what can be undone: %s', (_, question, sentence) => {
  const sentences = said(/undone|survive/, ...question);
  expect(sentences.length).toBe(sentence === undefined ? 0 : 1);
  if (sentence !== undefined) expect(sentences[0]).toMatch(sentence);
});

test('a server of unknown size is cut, and the people lost are a lower bound', () => {
  const impact = ask({ block: ['b.example', 'c.example'] }, { 'c.example': { mau: null } });
  const entry = impact.entries.find(({ target }) => target === 'c.example');
  expect(entry).toMatchObject({ status: 'cut', audience: null, shareIn: null, shareOut: null, irreversible: true });
  expect(impact.entryCounts).toMatchObject({ cut: 2, unknown: 0 });
  expect(impact.people).toMatchObject({ lost: 500, lostUnsized: 1 });
  expect(impact.sentences.join('\n')).toMatch(
    /Out of two-way reach: at least 500 \(\d+–\d+, mixed evidence\) of 1,700 \([\d,]+–[\d,]+\) monthly active people elsewhere; the size of 1 more server is not known\./,
  );
  expect(impact.sentences.at(-1)).toMatch(/1 of 2 named has no known audience\.$/);
});

test('where every server cut is of unknown size, how many people is not known', () => {
  const impact = ask({ block: ['c.example'] }, { 'c.example': { mau: null } });
  expect(impact.people).toMatchObject({ lost: null, lostUnsized: 1 });
  expect(impact.sentences).toContain('Out of two-way reach: how many monthly active people is not known.');
});

test('published counts leave no doubt about shares, and all about people', () => {
  const counts = { 'c.example': { followsOut: 5, followsIn: 5 }, 'b.example': { followsOut: 5, followsIn: 5 } };
  const impact = ask(
    { block: ['c.example'] },
    { 'c.example': { mau: null }, [x]: { mau: 100, software: 'misskey', counts } },
  );
  expect(impact.lossIn.share).toBe(0.5);
  expect(impact.people).toMatchObject({ lost: null, lostUnsized: 1 });
});

test('only a name nobody has heard of is not seen', () => {
  const itself = [{ target: x, action: 'suspend' }];
  const impact = ask({ block: ['nowhere.example', 'b.example'], blocklist: itself });
  expect(impact.entries.map(({ target, status }) => [target, status]).sort()).toEqual([
    ['b.example', 'cut'],
    ['nowhere.example', 'unknown'],
    [x, 'kept'],
  ]);
  expect(impact.sentences.at(-1)).toMatch(/2 of 3 named have no known audience; 1 of these was never seen\.$/);
  expect(renderText(reportImpact(impact))).toMatch(/nowhere\.example +suspend +not seen/);
});

test('where no server counts active people, the sentences speak of registered ones', () => {
  const letters = ['x', 'a', 'b', 'c', 'd', 'e'];
  const registered = Object.fromEntries(letters.map((letter) => [`${letter}.example`, { mau: null, users: 40 }]));
  const impact = ask({ block: ['b.example'] }, registered);
  expect(impact.coverage.audience).toMatchObject({ unit: 'registered' });
  expect(impact.sentences.join('\n')).toMatch(
    /Out of two-way reach: 40 \(\d+–\d+, mixed evidence\) of 200 \(\d+–\d+\) registered people elsewhere\./,
  );
});
