/**
 * A question as a query string, so that a link restores the view and one address gives one report:
 * `?host=a.example&block=b.example,c.example&limit=d.example&blockedBy=e.example&lift=f.example&allowlist=g.example`.
 * What it is compared with stands beside it, `&other.block=h.example`; imported lists stand in the fragment.
 *
 * Names are taken as text here. Whether a name is a host, and a known one, is for the analysis to say.
 */
import { hasChanges, type NameKind, nameKinds, noQuestion, type Question } from './question.ts';

/** RFC 1035 §2.3.4: a name is at most 253 characters as text. */
const maxNameLength = 253;
/** A link longer than some browsers and servers carry helps nobody; a blocklist belongs in a file. */
export const maxNames = 200;
/** More lists than this are passed round nowhere. */
const maxThreshold = 1000;

/** Keys of what a question is compared with: those of a question, but the host, which both share. */
const otherPrefix = 'other.';
const otherQuestionKeys = [...nameKinds, 'threshold'].map((key) => `${otherPrefix}${key}`);

/**
 * @param search query string, with or without the leading `?`
 * @param otherKeys keys that may stand in the link and are read elsewhere
 * @returns what could be read, and one sentence for each part that could not
 */
export function readLink(
  search: string,
  otherKeys: readonly string[] = [],
): { question: Question; problems: string[] } {
  const problems: string[] = [];
  const parameters = new URLSearchParams(search);
  const known = new Set<string>(['host', ...nameKinds, 'threshold', ...otherKeys]);
  for (const key of new Set(parameters.keys())) {
    if (known.has(key)) continue;
    problems.push(`The link has a part “${shorten(key)}” that has no meaning here; it was left out.`);
  }
  const hosts = readNames(parameters.getAll('host'), 'host', problems);
  if (hosts.length > 1) problems.push('The link names more than one host to look from; the first was taken.');
  const host = hosts[0] ?? null;
  const question = readChanges(parameters, '', host, problems);
  if (host === null && hasChanges(question)) {
    problems.push('The link names changes but no host to look from: add host=my.server to it.');
  }
  return { question, problems };
}

/** @returns the query string of a question with its leading `?`, or '' for no question */
export function writeLink(question: Question, others: Readonly<Record<string, string>> = {}): string {
  const { host } = question;
  return join([...(host === null ? [] : [pair('host', host)]), ...writeChanges(question, ''), ...writePairs(others)]);
}

/** The keys of two questions that are compared. */
export const comparisonKeys: readonly string[] = otherQuestionKeys;

/** @returns what the question of a link is compared with, as far as a query holds it */
export function readOther(search: string, host: string | null): { other: Question; problems: string[] } {
  const problems: string[] = [];
  return { other: readChanges(new URLSearchParams(search), otherPrefix, host, problems), problems };
}

/** As `writeLink`, with what the question is compared with. */
export function writeComparison(
  question: Question,
  other: Question,
  others: Readonly<Record<string, string>> = {},
): string {
  const asked = writeLink(question).slice(1);
  return join([...(asked === '' ? [] : [asked]), ...writeChanges(other, otherPrefix), ...writePairs(others)]);
}

function readChanges(parameters: URLSearchParams, prefix: string, host: string | null, problems: string[]): Question {
  const names = (kind: NameKind) => readNames(parameters.getAll(`${prefix}${kind}`), `${prefix}${kind}`, problems);
  const read = Object.fromEntries(nameKinds.map((kind) => [kind, names(kind)])) as Record<NameKind, string[]>;
  return { ...noQuestion, ...read, host, threshold: readThreshold(parameters.get(`${prefix}threshold`), problems) };
}

function readThreshold(text: string | null, problems: string[]): number {
  if (text === null) return noQuestion.threshold;
  const threshold = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (threshold >= 1 && threshold <= maxThreshold) return threshold;
  problems.push(
    `The link asks for “${shorten(text)}” lists that must agree: expected 1 to ${maxThreshold}; 1 was taken.`,
  );
  return noQuestion.threshold;
}

function writeChanges(question: Question, prefix: string): string[] {
  const parts = nameKinds
    .filter((kind) => question[kind].length > 0)
    .map((kind) => `${prefix}${kind}=${question[kind].map(encodeURIComponent).join(',')}`);
  const { threshold } = question;
  return threshold === noQuestion.threshold ? parts : [...parts, `${prefix}threshold=${threshold}`];
}

function writePairs(pairs: Readonly<Record<string, string>>): string[] {
  return Object.entries(pairs).map(([key, value]) => pair(key, value));
}

function pair(key: string, value: string): string {
  return `${encodeURIComponent(key)}=${encodeURIComponent(value)}`;
}

function join(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function readNames(values: readonly string[], key: string, problems: string[]): string[] {
  const names = new Set<string>();
  for (const text of values.flatMap((value) => value.split(','))) {
    const name = text.trim();
    if (name === '') continue;
    if (name.length > maxNameLength || /[\s\p{Cc}]/u.test(name)) {
      problems.push(`“${shorten(name)}” in ${key} is no server name; it was left out.`);
    } else if (names.size < maxNames) {
      names.add(name);
    } else {
      problems.push(`The link names more than ${maxNames} servers in ${key}; the rest was left out.`);
      break;
    }
  }
  return [...names];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
