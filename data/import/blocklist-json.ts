/** Blocklists in JSON: RapidBlock (rapidblock.org/spec/v1) and what Mastodon's `/api/v1/instance/domain_blocks` gives. */
import { UserError } from '../errors.ts';
import type { RawEntry } from './blocklist.ts';

/** @throws UserError with the line when the text is no JSON or no blocklist */
export function readJsonBlocklist(text: string, name: string): RawEntry[] {
  const lineOf = lineFinder(text);
  const json = parseJson(text, name);
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
    throw new UserError(`${name}${position === undefined ? '' : `, line ${line}`}: malformed JSON (${reason}).`, {
      hint: 'Repair this place, or fetch the file again; it may have been cut short.',
      cause: error,
    });
  }
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

/** Lines of names asked for in the order of the text: each search begins where the last one ended. */
function lineFinder(text: string): (name: string) => number {
  let position = 0;
  let line = 1;
  return (name) => {
    const found = text.indexOf(JSON.stringify(name), position);
    if (found === -1) return line;
    line += text.slice(position, found).split('\n').length - 1;
    position = found;
    return line;
  };
}
