/**
 * A blocklist as people pass them round: Mastodon's own export, FediBlockHole and hand-made tables, one host a line,
 * RapidBlock and Mastodon's API as JSON.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import { readRule } from '../host.ts';
import type { RuleText } from '../types.ts';
import { readJsonBlocklist } from './blocklist-json.ts';
import { readText } from './cell.ts';
import { lineEnds, reasonOf } from './csv.ts';

export interface BlocklistEntry {
  target: RuleText;
  /** The list's own word, lower-case; `suspend` where it has none. `noop` entries are kept as such. */
  action: string;
  comment: string | null;
  /** Line in the file, from 1. */
  line: number;
}

export interface Blocklist {
  /** In the order of the file; the same target and action once. */
  entries: BlocklistEntry[];
  /** What named nothing, shortened and printable. */
  rejected: { line: number; text: string; reason: string }[];
}

/** What a list holds before any of it is believed. */
export interface RawEntry {
  target: unknown;
  action: unknown;
  comment: unknown;
  line: number;
}

const targetColumns = ['domain', 'domain name', 'domain_name', 'host', 'hostname', 'instance', 'server', 'target'];
const actionColumns = ['severity', 'action'];
const commentColumns = ['public_comment', 'comment', 'reason'];
/** Mastodon's order, for tables that have no header. */
const mastodonColumns = ['domain', 'severity', 'reject_media', 'reject_reports', 'public_comment', 'obfuscate'];

/**
 * @param name the file's name, for messages
 * @throws UserError with the line when the text is malformed, or when nothing in it names a server
 */
export function readBlocklist(text: string, name: string): Blocklist {
  const plain = text.replace(/^\uFEFF/, '');
  const isJson = /^\s*[[{]/.test(plain);
  const { raw, declared } = isJson ? { raw: readJsonBlocklist(plain, name), declared: true } : readTable(plain, name);
  const blocklist = readEntries(raw);
  if (!declared && !blocklist.entries.some(({ target }) => target.includes('.'))) {
    throw new UserError(`${name} names no server.`, {
      hint: 'Expected Mastodon’s export, a table with the columns domain and severity, one host a line, or RapidBlock JSON.',
    });
  }
  return blocklist;
}

function readEntries(raw: RawEntry[]): Blocklist {
  const blocklist: Blocklist = { entries: [], rejected: [] };
  const seen = new Set<string>();
  for (const { target: written, action: word, comment, line } of raw) {
    const target = readRule(written);
    if (target === undefined) {
      const text = readText(typeof written === 'string' ? written : JSON.stringify(written), 80) ?? '';
      blocklist.rejected.push({ line, text, reason: text === '' ? 'no name' : 'names nothing' });
      continue;
    }
    const action = readWord(word, 100)?.toLowerCase() ?? 'suspend';
    const key = `${target} ${action}`;
    if (seen.has(key)) continue;
    seen.add(key);
    blocklist.entries.push({ target, action, comment: readWord(comment, 5000), line });
  }
  return blocklist;
}

/** Some tools write the word null for nothing. */
function readWord(value: unknown, maxLength: number): string | null {
  const text = typeof value === 'string' ? readText(value.trim(), maxLength) : null;
  return text === null || /^(null|none|nil)$/i.test(text) ? null : text;
}

/** `declared`: a header says that this is a list of servers, so that it may also be empty. */
function readTable(text: string, name: string): { raw: RawEntry[]; declared: boolean } {
  const rows = readRows(text, name);
  const header = rows[0]?.record.map((cell) => cell.replace(/^#/, '').trim().toLowerCase()) ?? [];
  const declared = header.some((cell) => targetColumns.includes(cell));
  const columns = declared ? header : mastodonColumns;
  const find = (names: string[]) => columns.findIndex((column) => names.includes(column));
  const [target, action, comment] = [find(targetColumns), find(actionColumns), find(commentColumns)];
  const raw = rows.slice(declared ? 1 : 0).map(({ record, info }) => ({
    target: record[target],
    action: record[action],
    comment: record[comment],
    line: info.lines,
  }));
  return { raw, declared };
}

function readRows(text: string, name: string): { record: string[]; info: { lines: number } }[] {
  // A line that begins with # is a remark, except Mastodon's header, whose column names all do.
  const table = text.replace(/^(\s*"?)#(?=domain)/i, '$1');
  const options = { info: true, trim: true, skip_empty_lines: true, relax_column_count: true } as const;
  const lines = { record_delimiter: [...lineEnds] };
  try {
    return parse(table, { ...options, ...lines, comment: '#', comment_no_infix: true }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(`${name}, line ${String(error.lines)}: ${reasonOf(error)}.`, {
      hint: 'Repair this line; a quote that is opened must be closed, and a quote inside one is written twice.',
      cause: error,
    });
  }
}
