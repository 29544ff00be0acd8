/** Every string of the interface stands in viz/app/words, in every language. */
import { Parser } from 'htmlparser2';
import { expect, test } from 'vitest';
import { english } from '../../viz/app/words/en/english.ts';
import { languages } from '../fixtures/dictionary.ts';
import { projectFiles, readProjectFile } from './sources.ts';
import { gap, templatesIn } from './templates.ts';

/** Names that are the same in every language. */
const names = new Set(['Faultline']);
/** Attributes whose value a person reads or hears. */
const spoken = ['aria-label', 'aria-roledescription', 'aria-valuetext', 'alt', 'label', 'placeholder', 'title'];

const files = projectFiles().filter((file) => /^viz\/app\/(?!words\/).*\.ts$/.test(file));

test.each(files)('%s has no words in its templates', (file) => {
  expect(wordsIn(readProjectFile(file))).toEqual([]);
});

test('words in a template are found, wherever in it they stand', () => {
  const source = `html\`<p title="a">\${x ? html\`<b>word</b>\` : "y"} 1</p><i aria-label="b \${x}"></i>\``;
  expect(wordsIn(source)).toEqual(['a', 'b', 'word']);
});

test.each(Object.entries(languages))('%s says all that English says, and of the same things', (_, words) => {
  expect(shapeOf(words)).toEqual(shapeOf(english));
});

function wordsIn(source: string): string[] {
  return templatesIn(source)
    .flatMap(readableIn)
    .filter((text) => /\p{L}/u.test(text) && !names.has(text));
}

function readableIn(markup: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    ontext: (text) => found.push(...text.split(gap)),
    onattribute: (name, value) => {
      if (spoken.includes(name)) found.push(...value.split(gap));
    },
  });
  parser.end(markup);
  return found.map((text) => text.trim());
}

/** Keys, and for what takes something how much it takes. */
function shapeOf(words: unknown): unknown {
  if (typeof words === 'function') return words.length;
  if (Array.isArray(words)) return words.map(shapeOf);
  if (typeof words !== 'object' || words === null) return typeof words;
  return Object.fromEntries(
    Object.entries(words)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, shapeOf(value)]),
  );
}
