/**
 * Every string of the interface, in the language that the reader chose. A language is one object; an area of the page is
 * one file of it. What takes a number or a name is a function, so that each language has its own order and plural.
 */
import { english } from './en/english.ts';

export type Words = typeof english;

/** Each in its own language, by the code a link gives (`?lang=de`) and the page's `lang` attribute bears. */
export const languageNames = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languageNames;

/** English is there in any case: its shape is that of all. */
const loads: Record<Language, () => Promise<Words>> = {
  en: async () => english,
  de: async () => (await import('./de/german.ts')).german,
};

let chosen: { language: Language; words: Words } = { language: 'en', words: english };

/** Said once, before the page is drawn. */
export async function chooseLanguage(language: Language): Promise<void> {
  chosen = { language, words: await loads[language]() };
}

export function theLanguage(): Language {
  return chosen.language;
}

export function words(): Words {
  return chosen.words;
}

/** @returns the language a link asks for, else the first of the reader's that there is, else English */
export function preferLanguage(asked: string | null, readers: readonly string[]): Language {
  const codes = [asked ?? '', ...readers].map((tag) => tag.toLowerCase().split('-')[0]!);
  return codes.find((code): code is Language => Object.hasOwn(languageNames, code)) ?? 'en';
}
