/** A question in a few words: what stands beside its letter while two are compared. */
import { changeKinds, type Question } from '../shared/question.ts';
import { words } from './words/words.ts';

const shownNames = 2;

/** @returns `blocks b.example, c.example +3 · limits d.example` */
export function describeQuestion(question: Question): string {
  const { chips, listsWord, noChangeAsked } = words().scenario;
  const parts = [
    ...changeKinds.map((kind) => ({ word: chips[kind], names: question[kind] })),
    { word: listsWord, names: question.lists.map(({ name }) => name) },
    { word: chips.except, names: question.lists.length === 0 ? [] : question.except },
  ];
  const said = parts.filter(({ names }) => names.length > 0).map(({ word, names }) => `${word} ${join(names)}`);
  return said.length === 0 ? noChangeAsked : said.join(' · ');
}

function join(names: readonly string[]): string {
  const more = names.length - shownNames;
  return `${names.slice(0, shownNames).join(', ')}${more > 0 ? ` +${more}` : ''}`;
}
