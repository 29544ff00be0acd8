/**
 * One visit once more, from the answers that were kept of it: the same manners and the same readers, with the record in
 * the place of the server.
 */
import type { EpochMs, KnownHost, Part, RecordedVisit, RequestRecord, Visit } from '../data/types.ts';
import { unsent } from './http/answer.ts';
import type { WireAnswer, WireRequest } from './http/client.ts';
import { recallAnswer } from './http/kept.ts';
import type { NameReader } from './names/name-reader.ts';
import type { CrawlSettings } from './settings.ts';
import { type VisitOptions, visitHost, visitNowhere } from './visit.ts';

export interface RereadOptions extends Pick<VisitOptions, 'adapterOf'> {
  /** What was known before the visit, as far as it was read again. */
  known: KnownHost;
  /** As of then. */
  settings: CrawlSettings;
  names: NameReader;
}

export interface Reread {
  visit: Visit;
  /** Requests that the readers wanted and of which no answer was kept: not asked then, or more than is kept. */
  notKept: number;
}

/** Answers came to this visit, and none of them was kept. */
export function isUnreadable({ requests }: RecordedVisit): boolean {
  const answered = requests.filter(({ status, outcome }) => status !== null && outcome !== 'not-modified');
  return answered.length > 0 && answered.every(({ kept }) => kept === undefined);
}

/** Times, requests and the rest a server asked for are those on record; everything else is read anew. */
export async function reread(recorded: RecordedVisit, options: RereadOptions): Promise<Reread> {
  const { host, startedAt, finishedAt, notBefore, requests } = recorded;
  const onRecord = { startedAt, finishedAt, notBefore };
  if (requests.length === 0) {
    const visit = visitNowhere(host, recorded.reason, { now: () => finishedAt });
    return { visit: { ...visit, ...onRecord }, notKept: 0 };
  }
  const { settings, names, adapterOf } = options;
  const record = new Replies(recorded);
  const visit = await visitHost(knownThen(recorded, options.known), {
    addresses: [],
    effects: { now: record.now, random: () => 0, report: () => {} },
    settings: { ...settings, keepBodies: false },
    pace: { hold: () => {}, turn: (_lanes, _signal, task) => task() },
    names,
    ask: record.ask,
    ...(adapterOf === undefined ? {} : { adapterOf }),
  });
  if (visit === undefined) throw new Error(`the visit of ${host} that is on record sent nothing`);
  // A visit that was cut short observes nothing, whatever was kept of it.
  const notKept = visit.reason === 'aborted' ? 0 : record.notKept;
  return { visit: { ...visit, ...onRecord, requests: creditAnew(requests, visit.requests) }, notKept };
}

/** A visit that fetched robots.txt held none, and one that used permission had it. */
function knownThen({ host, requests, consent }: RecordedVisit, known: KnownHost): KnownHost {
  const isFetched = requests[0]?.url === `https://${host}/robots.txt`;
  return { ...known, consent, robots: isFetched ? null : known.robots };
}

/** Requests stay as they are on record; what each is good for is as the readers of today say, where they asked for it. */
function creditAnew(recorded: readonly RequestRecord[], asked: readonly RequestRecord[]): RequestRecord[] {
  const queues = queueByQuestion(recorded);
  const brings = new Map<RequestRecord, readonly Part[]>();
  for (const request of asked) {
    const record = queues.get(questionOf(request))?.shift();
    if (record !== undefined) brings.set(record, request.brings);
  }
  return recorded.map((record) => {
    const { kept, ...request } = record;
    return { ...request, brings: brings.get(record) ?? record.brings };
  });
}

/** Answers each question in the order in which it was asked then, on the clock of then. */
class Replies {
  readonly #visit: RecordedVisit;
  readonly #queues: Map<string, RequestRecord[]>;
  /** Requests that were sent, and were not asked for yet. */
  #left: number;
  #now: EpochMs;
  notKept = 0;

  constructor(visit: RecordedVisit) {
    const sent = visit.requests.filter(({ outcome }) => outcome !== 'robots-disallowed');
    this.#visit = visit;
    this.#queues = queueByQuestion(sent);
    this.#left = sent.length;
    this.#now = visit.startedAt;
  }

  now = (): EpochMs => this.#now;

  ask = async ({ host, method, path, ifNoneMatch }: WireRequest): Promise<WireAnswer> => {
    const record = this.#queues.get(`${method} https://${host}${path}`)?.shift();
    if (record === undefined) return this.#unasked();
    this.#left -= 1;
    // What was not sent after the last request was not sent by the end of the visit.
    this.#now = this.#left === 0 ? this.#visit.finishedAt : record.sentAt + record.durationMs;
    return recallAnswer(record, ifNoneMatch !== undefined) ?? this.#missing();
  };

  /** Why the visit of then went no further, where that is on record. */
  #unasked(): WireAnswer {
    const { reason, notBefore } = this.#visit;
    const isOver = this.#left === 0;
    if (isOver && reason === 'aborted') return unsent('aborted', this.#now);
    // The rest may have been asked for beside "not modified", of which no header is kept.
    return isOver && notBefore !== null ? unsent('rate-limited', this.#now) : this.#missing();
  }

  #missing(): WireAnswer {
    this.notKept += 1;
    return unsent('not-kept', this.#now);
  }
}

function queueByQuestion(requests: readonly RequestRecord[]): Map<string, RequestRecord[]> {
  const queues = new Map<string, RequestRecord[]>();
  for (const request of requests) {
    const question = questionOf(request);
    const queue = queues.get(question);
    if (queue === undefined) queues.set(question, [request]);
    else queue.push(request);
  }
  return queues;
}

function questionOf({ method, url }: Pick<RequestRecord, 'method' | 'url'>): string {
  return `${method} ${url}`;
}
