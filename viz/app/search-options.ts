/** What the type-ahead offers for a text, and which of it Enter takes. Pure. */
import type { FoundHost } from '../shared/found-host.ts';
import { toHostName } from '../shared/host-name.ts';
import { showPeople } from './figures.ts';
import { words } from './words/words.ts';

export interface SearchOption {
  host: string;
  note: string;
}

/**
 * @param found servers whose names hold the text, best first
 * @param unseen whether a whole name that is not in the snapshot may be chosen too; it is offered last
 */
export function listOptions(found: readonly FoundHost[], text: string, unseen: boolean): SearchOption[] {
  const { search, card } = words();
  const options: SearchOption[] = found.map(({ host, software, audience, audienceSource }) => {
    const people = audience === null ? null : search.about(showPeople(audience), card.sources[audienceSource]);
    return { host, note: [software, people].filter((part) => part !== null).join(' · ') };
  });
  const typed = toHostName(text);
  if (unseen && typed !== undefined && !options.some(({ host }) => host === typed)) {
    options.push({ host: typed, note: search.notSeen });
  }
  return options;
}

/**
 * @returns position of the option that Enter takes before anybody moves: the very name that was typed where it is
 * offered, seen or not, else the first; -1 while nothing was typed or nothing is offered
 */
export function preferOption(options: readonly SearchOption[], text: string): number {
  if (text.trim() === '' || options.length === 0) return -1;
  const typed = toHostName(text);
  return Math.max(
    0,
    options.findIndex(({ host }) => host === typed),
  );
}
