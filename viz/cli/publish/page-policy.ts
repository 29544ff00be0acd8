/** The content security policy of the page as an element of its head: a web space that serves plain files sets no headers. */
import { pagePolicy } from '../../server/headers.ts';

/** What only a header can say. */
const headerOnly = new Set(['frameAncestors']);

export const policyText = Object.entries(pagePolicy)
  .filter(([directive]) => !headerOnly.has(directive))
  .map(([directive, values]) => `${toKebab(directive)} ${values.join(' ')}`)
  .join('; ');

function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
