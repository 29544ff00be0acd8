/** From answers to lists that say why they are, or are not, there. */
import type { Disclosure, Host, ObservedList, ObservedLists, Outcome } from '../../data/types.ts';
import { maxRows } from '../http/json-bounds.ts';
import type { Names } from '../names/name-reader.ts';
import { rejected } from '../names/name-table.ts';

/**
 * What an outcome says about a list that this version of the software has. Refusals are withheld, silence is
 * unreached; neither is an empty list. Sources: Mastodon 4.x answers 404 with an empty body for a list that is
 * switched off and 401 in limited federation mode; Misskey forks 401 in private mode.
 */
export const disclosureOf: Readonly<Record<Outcome, Disclosure>> = {
  ok: 'published',
  'not-modified': 'published',
  'robots-disallowed': 'withheld',
  'opted-out': 'withheld',
  unauthorized: 'withheld',
  forbidden: 'withheld',
  'not-found': 'withheld',
  gone: 'withheld',
  moved: 'unreached',
  'redirect-loop': 'unreached',
  'rate-limited': 'unreached',
  'client-error': 'unreached',
  'server-error': 'unreached',
  'no-address': 'unreached',
  'private-address': 'unreached',
  'connection-failed': 'unreached',
  'tls-failed': 'unreached',
  timeout: 'unreached',
  'too-large': 'unreached',
  'not-json': 'unreached',
  malformed: 'unreached',
  aborted: 'unreached',
  'not-kept': 'unreached',
};

/** A list that is not there, for the reason the deciding request came to. */
export function missing<Entry>(reason: Outcome): ObservedList<Entry> {
  return { disclosure: disclosureOf[reason], reason, entries: [], rejectedCount: 0 };
}

/** The list is as it was when it was last read. */
export function unchanged<Entry>(): ObservedList<Entry> {
  return { disclosure: 'published', reason: 'not-modified', entries: [], rejectedCount: 0, unchanged: true };
}

/** The software, or this version of it, has no such list. */
export function unsupported<Entry>(): ObservedList<Entry> {
  return { disclosure: 'unsupported', reason: null, entries: [], rejectedCount: 0 };
}

/** The software has the list and does not show it; known from something else than a refused request. */
export function withheld<Entry>(reason: Outcome | null = null): ObservedList<Entry> {
  return { disclosure: 'withheld', reason, entries: [], rejectedCount: 0 };
}

export function allLists(disclosure: Disclosure, reason: Outcome | null): ObservedLists {
  const list = () => ({ disclosure, reason, entries: [], rejectedCount: 0 });
  return { peers: list(), blocks: list(), allows: list(), counts: list() };
}

/** Collects entries, each key once, and counts rows that named nothing. */
export class ListReader<Entry> {
  readonly #entries = new Map<string, Entry>();
  readonly #keyOf: (entry: Entry) => string;
  #rows = 0;
  #rejectedCount = 0;
  #duplicateCount = 0;
  #selfCount = 0;

  constructor(keyOf: (entry: Entry) => string) {
    this.#keyOf = keyOf;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** More rows came than are looked at: the list is at most partial, and reading on brings nothing. */
  get isOver(): boolean {
    return this.#rows > maxRows;
  }

  /** The first entry of a key stays. undefined counts as rejected. */
  add(entry: Entry | undefined): void {
    this.skip();
    if (this.isOver) return;
    if (entry === undefined) {
      this.#rejectedCount += 1;
      return;
    }
    const key = this.#keyOf(entry);
    if (this.#entries.has(key)) this.#duplicateCount += 1;
    else this.#entries.set(key, entry);
  }

  /** A row that says nothing. */
  skip(): void {
    this.#rows += 1;
  }

  /** A row in which the server names itself. */
  skipSelf(): void {
    this.skip();
    if (!this.isOver) this.#selfCount += 1;
  }

  /** @param reason of the request that failed after others had brought entries */
  partial(reason: Outcome | null): ObservedList<Entry> {
    return this.#list('partial', reason);
  }

  published(): ObservedList<Entry> {
    return this.isOver ? this.#list('partial', 'too-large') : this.#list('published', 'ok');
  }

  #list(disclosure: Disclosure, reason: Outcome | null): ObservedList<Entry> {
    const leftOut = { rejected: this.#rejectedCount, duplicate: this.#duplicateCount, self: this.#selfCount };
    return toList({ disclosure, reason, entries: [...this.#entries.values()] }, leftOut);
  }
}

/** A list of bare names: the same as a `ListReader` that gets the names one by one. */
export function listOfNames({ hosts, numbers, isOver }: Names, self: Host): ObservedList<Host> {
  const entries: Host[] = [];
  const listed = new Uint32Array(numbers.length);
  const leftOut = { rejected: 0, duplicate: 0, self: 0 };
  const isListed = new Uint8Array(hosts.length);
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    if (number === rejected) leftOut.rejected += 1;
    else if (hosts[number] === self) leftOut.self += 1;
    else if (isListed[number] === 1) leftOut.duplicate += 1;
    else {
      isListed[number] = 1;
      listed[entries.length] = number;
      entries.push(hosts[number]!);
    }
  }
  const end = isOver ? ({ disclosure: 'partial', reason: 'too-large' } as const) : published;
  const numbered = { names: hosts, numbers: listed.subarray(0, entries.length) };
  return { ...toList({ ...end, entries }, leftOut), numbered };
}

const published = { disclosure: 'published', reason: 'ok' } as const;

function toList<Entry>(
  list: Pick<ObservedList<Entry>, 'disclosure' | 'reason' | 'entries'>,
  leftOut: { rejected: number; duplicate: number; self: number },
): ObservedList<Entry> {
  return {
    ...list,
    rejectedCount: leftOut.rejected,
    ...(leftOut.duplicate > 0 && { duplicateCount: leftOut.duplicate }),
    ...(leftOut.self > 0 && { selfCount: leftOut.self }),
  };
}
