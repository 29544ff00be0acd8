import { afterEach, expect, test } from 'vitest';
import { describeAudience } from '../../../../viz/app/audience-words.ts';
import { countByWords } from '../../../../viz/app/entry-words.ts';
import {
  audienceHeading,
  describePeople,
  evidenceWords,
  formatDate,
  gradeWords,
  joinEstimate,
  showCount,
  showEstimateShort,
  showPeople,
  showShare,
  showVariety,
  splitEstimate,
  splitLost,
  splitPair,
} from '../../../../viz/app/figures.ts';
import { linkIn } from '../../../../viz/app/language-switch.ts';
import { chooseLanguage, preferLanguage } from '../../../../viz/app/words/words.ts';
import { languages, textsOf } from '../../../fixtures/dictionary.ts';
import { answersFor } from './answers.ts';

afterEach(() => chooseLanguage('en'));

test('figures are written as the language writes them, by the same rules', async () => {
  await chooseLanguage('de');
  expect(showCount(6300)).toBe('6.300');
  expect(showPeople(123456)).toBe('120.000');
  expect(showPeople(null)).toBe('nicht bekannt');
  expect([0.0005, 0.025, 0.123, 0.995, 0.9995, null].map(showShare)).toEqual([
    'weniger als 0,1 %',
    '2,5 %',
    '12 %',
    '99,5 %',
    'mehr als 99,9 %',
    'nicht bekannt',
  ]);
  expect(showEstimateShort({ share: 0.123, low: 0.06, high: 0.21, grade: 'B' })).toBe('12 % (6–21 %, B)');
  expect(splitEstimate({ share: 0.12, low: 0.0001, high: 0.4, grade: 'D' })).toEqual({
    kind: 'class',
    value: 'groß',
    interval: '<0,1–40 %',
    grade: 'D',
  });
  expect(splitEstimate({ share: 0, low: 0, high: 0, grade: 'B' })).toMatchObject({ kind: 'none', value: 'keine' });
  expect(splitPair({ share: 0.12, low: 0.06, high: 0.21, grade: 'B' }, [3]).value).toBe(
    'zu wenige Personen für eine Angabe',
  );
  expect(joinEstimate({ kind: 'figure', value: '1.200', interval: '1.000–1.500', grade: 'C' })).toBe(
    '1.200 (1.000–1.500, gemischt belegt)',
  );
  expect(showVariety({ value: 5.16, low: 4.9, high: 5.4, grade: 'B' })).toBe('5,2 (4,9–5,4, B)');
  expect(formatDate('2026-11-20T10:00:00Z')).toBe('20.11.2026');
});

test('sizes, entries and losses are said in the language that was chosen', async () => {
  await chooseLanguage('de');
  expect(describePeople(1234, 'registered')).toBe('etwa 1.200 registrierte Personen');
  expect(audienceHeading('active')).toBe('Personen, etwa');
  expect([evidenceWords.E1, gradeWords.D]).toEqual(['einer führt den anderen auf', 'überwiegend geschätzt']);
  const { card, impact } = answersFor('x.example', { block: ['a.example', 'nowhere.example'] });
  expect(describeAudience({ ...card!, audience: 6301, audienceLow: 5012, audienceHigh: 7944 }, 'active')).toMatch(
    /^etwa 6\.300 Personen \(5\.000–7\.900, /,
  );
  expect(countByWords(impact!.entries)).toBe('1 getrennt · 1 nicht gesehen');
  expect(splitLost({ ...impact!.people, lost: 100, lostUnsized: 2 }).value).toBe('mindestens 100');
});

test.each(Object.keys(languages).filter((code) => code !== 'en'))('%s leaves nothing in English', (code) => {
  const english = textsOf(languages.en);
  const same = [...textsOf(languages[code as keyof typeof languages])].filter(
    ([path, text]) => english.get(path) === text,
  );
  const words = same.filter(([, text]) => /\p{L}{2}/u.test(text)).map(([, text]) => text);
  // Loan words, and a key as it stands on the keyboard.
  expect([...new Set(words)].sort()).toEqual(['Esc', 'Follows', 'Server', 'Software']);
});

test('a link to another language keeps all else as it is written', () => {
  expect(linkIn('de', '')).toBe('?lang=de');
  expect(linkIn('de', '?host=a.example&block=b.example,c.example')).toBe(
    '?host=a.example&block=b.example,c.example&lang=de',
  );
  expect(linkIn('en', '?lang=de&view=table', '#list')).toBe('?view=table&lang=en#list');
});

test('the language is the one the link asks for, else the first of the reader that there is', () => {
  expect(preferLanguage('de', ['en'])).toBe('de');
  expect(preferLanguage(null, ['fr-FR', 'de-CH', 'en'])).toBe('de');
  expect(preferLanguage('tlh', ['fr'])).toBe('en');
});
