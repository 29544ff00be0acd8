/** The question that the attributes of an element ask: the same as a link to the full map, by the same rules. */
import { readLink } from '../shared/link.ts';
import type { Question } from '../shared/question.ts';

/** What an attribute is called where a link calls it otherwise. */
const linkNames = { focus: 'host', block: 'block', limit: 'limit', 'blocked-by': 'blockedBy' } as const;
export const questionAttributes = Object.keys(linkNames) as (keyof typeof linkNames)[];

/** @param read gives an attribute's text, or null where it is not set */
export function questionOf(read: (name: string) => string | null): Question {
  const link = new URLSearchParams();
  for (const name of questionAttributes) {
    const text = read(name)?.trim() ?? '';
    if (text !== '') link.set(linkNames[name], text);
  }
  return readLink(link.toString()).question;
}
