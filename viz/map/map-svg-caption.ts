/** The lines below a still map: what it is, of when, how much was seen, and what the picture leaves out. */
import { guessWidth } from './label-places.ts';
import type { Drawn, MapPicture } from './map-svg.ts';
import type { SvgElement } from './svg-tree.ts';

export const captionPx = 12;
export const captionLinePx = 18;
const marginPx = 14;

export function captionText({ caption, leftOut = leftOutInEnglish }: MapPicture, drawn: Drawn): string {
  const { leftServers, leftEdges } = drawn;
  return leftServers + leftEdges === 0 ? caption : `${caption} ${leftOut(leftServers, leftEdges)}`.trim();
}

function leftOutInEnglish(servers: number, edges: number): string {
  return `Not in this picture: ${servers} smaller servers and ${edges} weaker ties.`;
}

/** @returns lines that fit the width, broken at spaces; a word that is too long for a line is broken within */
export function wrapCaption(text: string, width: number): string[] {
  const room = Math.max(width - 2 * marginPx, captionPx);
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => breakWord(word, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && guessWidth(longer, captionPx) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines;
}

export function captionOf(lines: readonly string[], { width, height, theme }: MapPicture): SvgElement {
  const top = height - lines.length * captionLinePx;
  return {
    name: 'g',
    attributes: { fill: theme.muted },
    children: [
      { name: 'rect', attributes: { y: top, width, height: height - top, fill: theme.ground } },
      ...lines.map((line, at) => ({
        name: 'text',
        attributes: { x: marginPx, y: top + at * captionLinePx + captionPx },
        children: [line],
      })),
    ],
  };
}

function breakWord(word: string, room: number): string[] {
  const parts: string[] = [''];
  for (const letter of word) {
    if (guessWidth(parts.at(-1)! + letter, captionPx) > room) parts.push('');
    parts[parts.length - 1] += letter;
  }
  return parts;
}
