/**
 * Text from servers is hostile: a block's word or a software's name may carry terminal commands, direction overrides
 * or markup. Nothing reaches a report without passing here.
 */

/** C0 and C1 controls, line separators, and characters that turn the direction of text (Unicode UAX #9) or take no room. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const maxLength = 200;

/** @returns one line without control characters, capped */
export function plainText(text: string): string {
  const line = text.replace(invisible, '');
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** Sentences carry names of servers and words of actions, and are longer than one of these may be: each word is capped. */
export function plainSentence(sentence: string): string {
  return sentence.split(' ').map(plainText).join(' ');
}

/** As `plainSentence`, as Markdown that shows it literally. */
export function markdownSentence(sentence: string): string {
  return sentence.split(' ').map(markdownText).join(' ');
}

/** @returns the text as Markdown that shows it literally, also within a table cell; no host in it becomes a link */
export function markdownText(text: string): string {
  return plainText(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~>-]|:(?=\/\/)|(?<=\bwww)\./gi, (mark) => `\\${mark}`);
}
