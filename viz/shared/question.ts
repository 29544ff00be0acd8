/** What is asked: a server to look from, and what would change. A link, the page and the API all speak of this one. */
import type { NamedList, Scenario } from '../../analysis/types.ts';

/**
 * What the changes of a scenario are called in a link, in the page and in `Scenario`. lift, liftedBy: rules that are
 * taken away · allowlist: it federates with these only.
 */
export const changeKinds = ['block', 'limit', 'blockedBy', 'lift', 'liftedBy', 'allowlist'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Every list of names of a question. except: what imported lists leave out. */
export const nameKinds = [...changeKinds, 'except'] as const;
export type NameKind = (typeof nameKinds)[number];

/** A blocklist that somebody gave to the page. */
export interface GivenList extends NamedList {
  /** What a link holds of it. */
  packed: string;
  /** What of the file was left out, one sentence an item; a link does not hold it. */
  notes: readonly string[];
}

export interface Question extends Record<NameKind, readonly string[]> {
  host: string | null;
  lists: readonly GivenList[];
  /** An entry of the lists is taken when at least so many of them name it. */
  threshold: number;
}

export const noQuestion: Question = {
  host: null,
  block: [],
  limit: [],
  blockedBy: [],
  lift: [],
  liftedBy: [],
  allowlist: [],
  except: [],
  lists: [],
  threshold: 1,
};

export function hasChanges(question: Question): boolean {
  return question.lists.length > 0 || changeKinds.some((kind) => question[kind].length > 0);
}

/** @returns the scenario a question asks, or null while it names no host or no change */
export function toScenario(question: Question): Scenario | null {
  const { host, lists, threshold, except } = question;
  if (host === null || !hasChanges(question)) return null;
  const scenario: Scenario = { host };
  for (const kind of changeKinds) {
    if (question[kind].length > 0) scenario[kind] = [...question[kind]];
  }
  if (lists.length === 0) return scenario;
  scenario.lists = lists.map(({ name, entries }) => ({ name, entries }));
  if (threshold > 1) scenario.threshold = threshold;
  if (except.length > 0) scenario.except = [...except];
  return scenario;
}
