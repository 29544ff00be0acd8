import { expect, test } from 'vitest';
import { describeSnapshot, EmbedFigures } from '../../../../viz/embed/embed-figures.ts';
import { describeQuestion, describeScene } from '../../../../viz/embed/summary.ts';
import { type EmbedLanguage, embedWords } from '../../../../viz/embed/words/embed-words.ts';
import { composeScene, plainScene } from '../../../../viz/map/scene.ts';
import { noQuestion, type Question } from '../../../../viz/shared/question.ts';
import { answersFor, map } from '../app/answers.ts';

const english = embedWords('en');
const german = embedWords('de');
const question: Question & { host: string } = { ...noQuestion, host: 'a.example' };

test('a what-if is one question, with at most three names of a kind', () => {
  const block = ['b.example', 'c.example'];
  expect(describeQuestion({ ...question, block }, english)).toBe('What if: a.example blocks b.example and c.example?');
  const many = ['b.example', 'c.example', 'd.example', 'e.example'];
  expect(describeQuestion({ ...question, limit: many, blockedBy: ['f.example'] }, english)).toBe(
    'What if: a.example limits b.example, c.example and 2 more; f.example block a.example?',
  );
  expect(describeQuestion({ ...question, block }, german)).toBe(
    'Was wäre, wenn: a.example sperrt b.example und c.example?',
  );
  expect(describeQuestion(question, english)).toBeNull();
  expect(describeQuestion({ ...noQuestion, block }, english)).toBeNull();
});

test('the summary says what the map shows, and what is not known', () => {
  const say = (scene = plainScene(map), asked: Question = question, answered = true) =>
    describeScene(map, scene, asked, answered, english, new EmbedFigures('en'));
  expect(say(plainScene(map), noQuestion)).toBe('6 servers in 1 community. Larger: more people.');
  expect(say(plainScene(map), question, false)).toBe('Asking about a.example …');
  expect(say(composeScene(map, answersFor('a.example')))).toBe(
    'As seen from a.example. Full colour: the ties that carry 80 % of its contact. Larger: more people.',
  );
  expect(say(composeScene(map, answersFor('d.example')), { ...noQuestion, host: 'd.example' })).toBe(
    'd.example did not answer, so its contact is not known.',
  );
});

test.each<[EmbedLanguage, string]>([
  ['en', 'snapshot 2026-11-20 · 71 % of servers answered'],
  ['de', 'Stand 20.11.2026 · 71 % der Server haben geantwortet'],
])('the source says the date and how much was seen, %s', (language, said) => {
  const seen = {
    snapshot: { id: 'x', asOf: '2026-11-20T12:00:00.000Z' },
    coverage: { ...map.coverage, hosts: 1000, visited: 712 },
  };
  expect(describeSnapshot(seen, embedWords(language), new EmbedFigures(language))).toBe(said);
});
