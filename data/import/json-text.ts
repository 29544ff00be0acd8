/** A JSON text with the lines its strings stand in, so that a message can say where. */
import { UserError } from '../errors.ts';
import { readText } from './cell.ts';

export interface JsonText {
  json: unknown;
  /** Line of a string, from 1; for strings asked for in the order of the text. */
  lineOf: (text: string) => number;
}

/** @throws UserError with the line when the text is no JSON */
export function readJsonText(text: string, name: string): JsonText {
  return { json: parseJson(text, name), lineOf: lineFinder(text) };
}

/** An own property of an object, at the end of a path; undefined where the path breaks off. */
export function field(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = positionOf(reason, text);
    const line = text.slice(0, position).split('\n').length;
    throw new UserError(
      `${name}${position === undefined ? '' : `, line ${line}`}: malformed JSON (${reasonOf(reason)}).`,
      {
        hint: 'Repair this place, or fetch the file again; it may have been cut short.',
        cause: error,
      },
    );
  }
}

/** Without the piece of the text that V8 shows, which may hold anything. */
function reasonOf(reason: string): string {
  if (reason.startsWith('Unexpected token')) return 'something that cannot stand here';
  return readText(reason.replace(/ in JSON at position.*$|, .*$/s, ''), 80) ?? 'no JSON';
}

/** V8 tells the position, or shows a piece of text that has the fault in it (after ten characters), or met the end. */
function positionOf(reason: string, text: string): number | undefined {
  const position = /at position (\d+)/.exec(reason)?.[1];
  if (position !== undefined) return Number(position);
  const piece = /, (\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(reason)?.[2];
  if (piece === undefined) return text.length;
  const found = text.indexOf(piece);
  return found === text.lastIndexOf(piece) ? found + Math.min(10, piece.length) : undefined;
}

/**
 * Lines of names asked for in the order of the text: each search goes on behind the name found last. One pass over the
 * text, and one over the places of each name, so that the time grows with the text alone.
 */
function lineFinder(text: string): (name: string) => number {
  const places = placesOfStrings(text);
  let last = { order: -1, line: 1 };
  return (name) => {
    const found = places.get(name);
    if (found === undefined) return last.line;
    while (found.next < found.places.length && found.places[found.next]!.order <= last.order) found.next += 1;
    // JSON.parse moves names that are whole numbers to the front: such a name may stand before the last one.
    const place = found.places[found.next];
    if (place === undefined) return found.places[0]!.line;
    last = place;
    return place.line;
  };
}

interface Places {
  /** In the order of the text. */
  places: { order: number; line: number }[];
  /** Those before this one were passed. */
  next: number;
}

/** Every string of a JSON text (one that was parsed before: every quote is closed), with the lines it stands in. */
function placesOfStrings(text: string): Map<string, Places> {
  const found = new Map<string, Places>();
  let order = 0;
  let line = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\n') line += 1;
    if (text[at] !== '"') continue;
    const start = at;
    for (at += 1; text[at] !== '"'; at++) if (text[at] === '\\') at += 1;
    const name = JSON.parse(text.slice(start, at + 1)) as string;
    const places = found.get(name);
    if (places === undefined) found.set(name, { places: [{ order, line }], next: 0 });
    else places.places.push({ order, line });
    order += 1;
  }
  return found;
}
