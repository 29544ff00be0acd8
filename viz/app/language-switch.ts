/** Links to the same view in the other languages. A link, since the page is then a page in that language from the start. */
import { html, type TemplateResult } from 'lit';
import { type Language, languageNames, theLanguage, words } from './words/words.ts';

export function languageSwitch({ search, hash }: Pick<Location, 'search' | 'hash'>): TemplateResult {
  const others = (Object.keys(languageNames) as Language[]).filter((language) => language !== theLanguage());
  return html`<nav class="languages" aria-label=${words().shell.language}>
    ${others.map(
      (language) => html`<a href=${linkIn(language, search, hash)} hreflang=${language} lang=${language}>
        ${languageNames[language]}
      </a>`,
    )}
  </nav>`;
}

/** @returns the same link in that language; all else in it stays as it is written */
export function linkIn(language: Language, search: string, hash = ''): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !/^lang(=|$)/.test(part));
  return `?${[...kept, `lang=${language}`].join('&')}${hash}`;
}
