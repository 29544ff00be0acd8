/**
 * A question as a query string, so that a link restores the view and one address gives one report:
 * `?host=a.example&block=b.example,c.example&limit=d.example&blockedBy=e.example&lift=f.example&liftedBy=g.example`.
 *
 * Names are taken as text here. Whether a name is a host, and a known one, is for the analysis to say.
 */
import type { Scenario } from '../../analysis/types.ts';

/** What the changes of a scenario are called in a link, in the page and in `Scenario`. */
export const changeKinds = ['block', 'limit', 'blockedBy'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What else a link may ask: rules that are taken away. Left out where there are none. */
const liftKinds = ['lift', 'liftedBy'] as const;
type LiftKind = (typeof liftKinds)[number];
/** Everything a question may hold, in the order of a link. */
export const allKinds = [...changeKinds, ...liftKinds];
export type QuestionKind = ChangeKind | LiftKind;

export interface Question extends Record<ChangeKind, readonly string[]>, Partial<Record<LiftKind, readonly string[]>> {
  host: string | null;
}

export const noQuestion: Question = { host: null, block: [], limit: [], blockedBy: [] };

/** RFC 1035 §2.3.4: a name is at most 253 characters as text. */
const maxNameLength = 253;
/** A link longer than some browsers and servers carry helps nobody; a blocklist belongs in a file. */
export const maxNames = 200;

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
  for (const key of new Set(parameters.keys())) {
    if (key !== 'host' && !allKinds.some((kind) => kind === key) && !otherKeys.includes(key)) {
      problems.push(`The link has a part “${shorten(key)}” that has no meaning here; it was left out.`);
    }
  }
  const hosts = readNames(parameters.getAll('host'), 'host', problems);
  if (hosts.length > 1) problems.push('The link names more than one host to look from; the first was taken.');
  const host = hosts[0] ?? null;
  const question: Question = {
    host,
    block: readNames(parameters.getAll('block'), 'block', problems),
    limit: readNames(parameters.getAll('limit'), 'limit', problems),
    blockedBy: readNames(parameters.getAll('blockedBy'), 'blockedBy', problems),
  };
  for (const kind of liftKinds) {
    const names = readNames(parameters.getAll(kind), kind, problems);
    if (names.length > 0) question[kind] = names;
  }
  if (host === null && hasChanges(question)) {
    problems.push('The link names changes but no host to look from: add host=my.server to it.');
  }
  return { question, problems };
}

/** @returns the query string of a question with its leading `?`, or '' for no question */
export function writeLink(question: Question, others: Readonly<Record<string, string>> = {}): string {
  const parts: string[] = [];
  if (question.host !== null) parts.push(`host=${encodeURIComponent(question.host)}`);
  for (const kind of allKinds) {
    const names = question[kind] ?? [];
    if (names.length > 0) parts.push(`${kind}=${names.map(encodeURIComponent).join(',')}`);
  }
  for (const [key, value] of Object.entries(others)) parts.push(`${key}=${encodeURIComponent(value)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

export function hasChanges(question: Question): boolean {
  return allKinds.some((kind) => (question[kind] ?? []).length > 0);
}

/** @returns the scenario a question asks, or null while it names no host or no change */
export function toScenario(question: Question): Scenario | null {
  const { host } = question;
  if (host === null || !hasChanges(question)) return null;
  const scenario: Scenario = { host };
  for (const kind of allKinds) {
    const names = question[kind] ?? [];
    if (names.length > 0) scenario[kind] = [...names];
  }
  return scenario;
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
