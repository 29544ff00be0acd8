/** Finds lit's templates in source text: TypeScript 7 has no parser to ask. */

/** Stands where a template has an expression. */
export const gap = '\u0001';

/** @returns the markup of every `html` and `svg` template, those inside expressions of others as well */
export function templatesIn(source: string): string[] {
  const found: string[] = [];
  const tag = /\b(?:html|svg)`/g;
  for (const match of source.matchAll(tag)) found.push(readTemplate(source, match.index + match[0].length).text);
  return found;
}

/** @param at behind the opening backtick */
function readTemplate(source: string, at: number): { text: string; end: number } {
  let text = '';
  let position = at;
  while (position < source.length && source[position] !== '`') {
    if (source[position] === '\\') {
      text += source[position + 1];
      position += 2;
    } else if (source.startsWith('${', position)) {
      text += gap;
      position = endOfExpression(source, position + 2);
    } else {
      text += source[position];
      position++;
    }
  }
  return { text, end: position + 1 };
}

/** @returns the position behind the brace that closes it */
function endOfExpression(source: string, at: number): number {
  let depth = 1;
  let position = at;
  while (position < source.length) {
    const character = source[position]!;
    if (character === '`') position = readTemplate(source, position + 1).end;
    else if (character === "'" || character === '"') position = endOfString(source, position);
    else {
      position++;
      if (character === '{') depth++;
      if (character === '}' && --depth === 0) return position;
    }
  }
  throw new Error('expected the template to end, and the file did');
}

function endOfString(source: string, at: number): number {
  let position = at + 1;
  while (source[position] !== source[at]) position += source[position] === '\\' ? 2 : 1;
  return position + 1;
}
