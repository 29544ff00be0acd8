/**
 * A blocklist as people pass them round, in any of the dialects of dialects.ts. It can be read in two ways: to answer a
 * question, what can be used of it; to keep it, all of it or nothing.
 */
import { UserError } from '../errors.ts';
import { readRule } from '../host.ts';
import type { RuleText } from '../types.ts';
import { readBracketed } from './bracketed.ts';
import { readText } from './cell.ts';
import { foreignColumns } from './dialect-table.ts';
import { readJsonDialect, readTableDialect } from './dialects.ts';
import { describeFaults, type Fault } from './fault.ts';
import { readFlagWord } from './flag-word.ts';
import { readJsonText } from './json-text.ts';
import { severities } from './severities.ts';
import { readSheet } from './sheet.ts';
import { noteTypo, readWord, type Typo } from './typo.ts';

export interface BlocklistEntry {
  target: RuleText;
  /** The list's own word, lower-case; `suspend` where it has none. `noop` entries are kept as such. */
  action: string;
  comment: string | null;
  /** Line in the file, from 1. */
  line: number;
}

export interface Blocklist {
  /** The dialect it was read as. */
  format: string;
  /** In the order of the file; the same target and action once. */
  entries: BlocklistEntry[];
  /** Rows that are not in it. */
  rejected: Fault[];
  /** Words taken for others, in rows that are in it. */
  typos: Typo[];
}

/** What a list holds before any of it is believed. */
export interface RawEntry {
  target: unknown;
  action: unknown;
  comment: unknown;
  flags: Readonly<Record<string, unknown>>;
  /** Slips of the pen that concern every row, noted with the first. */
  typos: readonly Typo[];
  line: number;
  /** Why the row as a whole cannot be read. */
  fault?: string;
}

/**
 * What can be used of a list: rows that name nothing are left out, and words that nobody knows stay as they are.
 * @param name the file's name, for messages
 * @throws UserError with the line when the text is malformed, or when nothing in it names a server
 */
export function readBlocklist(text: string, name: string): Blocklist {
  const { format, rows } = readRows(text, name, { leaveOut: false });
  const named = rows.filter(isNamed);
  return {
    format,
    entries: withoutRepeats(named),
    rejected: rows.filter((row) => !isNamed(row)).map(({ faults }) => faults[0]!),
    typos: named.flatMap(({ typos }) => typos),
  };
}

/**
 * A list whole, or with `leaveOut` all of it that can be read.
 * @param name the file's name, for messages
 * @throws UserError with the first lines that cannot be read, or when nothing in the text names a server
 */
export function readWholeBlocklist(text: string, name: string, { leaveOut }: { leaveOut: boolean }): Blocklist {
  const { format, rows, malformed, foreign } = readRows(text, name, { leaveOut });
  if (foreign.length > 0) throw noList(name, foreign);
  const good = rows.filter(({ faults }) => faults.length === 0);
  const rejected = [...malformed, ...rows.flatMap(({ faults }) => faults.slice(0, 1))].sort((a, b) => a.line - b.line);
  if (rejected.length > 0 && !leaveOut) throw refuse(name, rejected);
  const entries = withoutRepeats(good.filter(isNamed));
  if (entries.length === 0 && rejected.length > 0) throw namesNone(name);
  return { format, entries, rejected, typos: good.flatMap(({ typos }) => typos) };
}

interface ReadRow extends Omit<BlocklistEntry, 'target'> {
  target: RuleText | undefined;
  /** That it names nothing comes first. */
  faults: Fault[];
  typos: Typo[];
}

function readRows(text: string, name: string, options: { leaveOut: boolean }) {
  const plain = text.replace(/^\uFEFF/, '');
  const { raw, declared, ...read } = /^\s*[[{]/.test(plain) ? readJson(plain, name) : readTable(plain, name, options);
  const rows = raw.map(readRow);
  if (!declared && !rows.some(({ target }) => target?.includes('.'))) throw namesNone(name);
  return { ...read, rows };
}

/** `declared`: its form says that this is a list of servers, so that it may also be empty. */
function readJson(text: string, name: string) {
  const json = readJsonText(text, name);
  const read = readJsonDialect(json);
  if (read !== undefined) return { ...read, declared: true, malformed: [], foreign: [] };
  throw new UserError(`${name}, line 1: expected a list of hosts, or an object of a known kind.`, {
    hint: 'Give a RapidBlock file, NodeInfo of Pleroma, the answer of /api/v1/instance/domain_blocks, or a CSV export.',
  });
}

function readTable(text: string, name: string, options: { leaveOut: boolean }) {
  const sheet = readSheet(text, name, options);
  const { malformed, header } = sheet;
  return { ...readTableDialect(sheet), declared: header !== null, malformed, foreign: foreignColumns(sheet) };
}

function readRow(raw: RawEntry): ReadRow {
  const { line } = raw;
  const faults: Fault[] = [];
  const typos = [...raw.typos];
  const fault = (value: unknown, reason: string) => faults.push({ line, text: shown(value), reason });
  const bracketed = readBracketed(raw.target);
  const target = readRule(raw.target) ?? bracketed;
  if (target === undefined) fault(raw.target, shown(raw.target) === '' ? 'no name' : 'names nothing');
  else if (target === bracketed) typos.push(noteTypo(line, 'domain', String(raw.target), target));
  if (raw.fault !== undefined) fault(raw.target, raw.fault);
  const written = readSaid(raw.action, 100)?.toLowerCase() ?? 'suspend';
  const severity = isSaid(raw.action) ? readWord(written, severities) : undefined;
  if (severity === undefined) fault(raw.action, 'no severity that any software knows');
  else if (severity.isTypo) typos.push(noteTypo(line, 'severity', written, severity.word));
  for (const [column, value] of Object.entries(raw.flags)) {
    const text = typeof value === 'boolean' ? String(value) : readSaid(value, 100);
    const flag = text === null ? undefined : readFlagWord(text);
    if (flag?.isTypo) typos.push(noteTypo(line, column, text!, flag.word));
    if (flag === undefined && (text !== null || !isSaid(value))) fault(value, `${column}: neither true nor false`);
  }
  return { line, target, action: severity?.word ?? written, comment: readComment(raw.comment), faults, typos };
}

function isNamed(row: ReadRow): row is ReadRow & { target: RuleText } {
  return row.target !== undefined;
}

function withoutRepeats(rows: readonly (ReadRow & { target: RuleText })[]): BlocklistEntry[] {
  const entries = new Map<string, BlocklistEntry>();
  for (const { target, action, comment, line } of rows) {
    const key = `${target} ${action}`;
    if (!entries.has(key)) entries.set(key, { target, action, comment, line });
  }
  return [...entries.values()];
}

/** Text, or nothing. */
function isSaid(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'string';
}

/** Some tools write the word null for nothing. */
function readSaid(value: unknown, maxLength: number): string | null {
  const text = typeof value === 'string' ? readText(value.trim(), maxLength) : null;
  return text === null || /^(null|nil)$/i.test(text) ? null : text;
}

/** As a severity `none` says something; as a comment it does not. */
function readComment(value: unknown): string | null {
  const text = readSaid(value, 5000);
  return text?.toLowerCase() === 'none' ? null : text;
}

/** Of lists and objects, which may be large and deep, only that they are such. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return readText(String(value ?? ''), 80) ?? '';
}

function refuse(name: string, faults: readonly Fault[]): UserError {
  const rows = faults.length === 1 ? 'a row' : `${faults.length} rows`;
  const lines = describeFaults(name, faults).map((line) => `\n  ${line}`);
  return new UserError(`${name} is not imported: ${rows} cannot be read.${lines.join('')}`, {
    hint: 'Repair what stands there, or add --leave-out to import the rest. Nothing was imported.',
  });
}

function noList(name: string, columns: readonly string[]): UserError {
  const shownColumns = columns.slice(0, 5).map((column) => JSON.stringify(shown(column)));
  return new UserError(
    `${name} is a table of servers, but no list of blocks: it has no column severity, and the columns ${shownColumns.join(', ')}.`,
    { hint: 'Give a list of blocks; with a column severity it may have any others. Nothing was imported.' },
  );
}

function namesNone(name: string): UserError {
  return new UserError(`${name} names no server.`, {
    hint: 'Expected Mastodon’s export, a table with the columns domain and severity, one host a line, or JSON such as RapidBlock’s.',
  });
}
