/** The words of one embedded map: several on a page may each speak their own language. */
import { german } from './de.ts';
import { type EmbedWords, english } from './en.ts';

export type { EmbedWords };

const languages = { en: english, de: german } as const;
export type EmbedLanguage = keyof typeof languages;

export function embedWords(language: EmbedLanguage): EmbedWords {
  return languages[language];
}

/** @returns the language of the nearest element that says one, as far as there are words in it, else English */
export function languageAround(element: Element): EmbedLanguage {
  const said = element.closest('[lang]')?.getAttribute('lang') ?? '';
  const code = said.toLowerCase().split('-')[0]!;
  return Object.hasOwn(languages, code) ? (code as EmbedLanguage) : 'en';
}
