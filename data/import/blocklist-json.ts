/** Blocklists in JSON: RapidBlock (rapidblock.org/spec/v1) and what Mastodon's `/api/v1/instance/domain_blocks` gives. */
import { UserError } from '../errors.ts';
import type { RawEntry } from './blocklist.ts';
import { readText } from './cell.ts';

/** @throws UserError with the line when the text is no JSON or no blocklist */
export function readJsonBlocklist(text: string, name: string): RawEntry[] {
  const json = parseJson(text, name);
  const lineOf = lineFinder(text);
  if (Array.isArray(json)) return json.map((item) => readItem(item, lineOf));
  const blocks = field(json, 'blocks');
  if (typeof blocks !== 'object' || blocks === null || Array.isArray(blocks)) {
    throw new UserError(`${name}, line 1: expected a list of hosts, or RapidBlock's object "blocks".`, {
      hint: 'Give a RapidBlock file, the answer of /api/v1/instance/domain_blocks, or a CSV export.',
    });
  }
  return Object.entries(blocks)
    .filter(([, entry]) => field(entry, 'isBlocked') !== false)
    .map(([target, entry]) => ({ target, action: null, comment: field(entry, 'reason'), line: lineOf(target) }));
}

function readItem(item: unknown, lineOf: (name: string) => number): RawEntry {
  const target = typeof item === 'string' ? item : (field(item, 'domain') ?? field(item, 'host'));
  const comment = field(item, 'public_comment') ?? field(item, 'comment');
  return { target, action: field(item, 'severity'), comment, line: typeof target === 'string' ? lineOf(target) : 1 };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
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
