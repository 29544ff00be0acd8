/**
 * Every string of the interface, in the language that the reader chose. A language is one object; an area of the page is
 * one file of it. What takes a number or a name is a function, so that each language has its own order and plural.
 */
import { german } from './de/german.ts';
import { english } from './en/english.ts';

export type Words = typeof english;

/** By the code a link gives (`?lang=de`) and the page's `lang` attribute bears. */
export const languages = { en: english, de: german } as const satisfies Record<string, Words>;
export type Language = keyof typeof languages;

/** Each in its own language. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

let chosen: Language = 'en';

/** Said once, before the page is drawn. */
export function chooseLanguage(language: Language): void {
  chosen = language;
}

export function theLanguage(): Language {
  return chosen;
}

export function words(): Words {
  return languages[chosen];
}

/** @returns the language a link asks for, else the first of the reader's that there is, else English */
export function preferLanguage(asked: string | null, readers: readonly string[]): Language {
  const codes = [asked ?? '', ...readers].map((tag) => tag.toLowerCase().split('-')[0]!);
  return codes.find((code): code is Language => Object.hasOwn(languages, code)) ?? 'en';
}
