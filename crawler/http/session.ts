/**
 * The manners of one visit: robots.txt first and obeyed for every path, also after a redirect; one request at a
 * time with its rest; second tries only where invited; every request on record.
 *
 * Adapters speak to a server only through here, so they cannot be impolite.
 */
import { registrableDomain } from '../../data/host.ts';
import type { EpochMs, HeldRobots, KnownHost, Outcome, Part, RequestRecord } from '../../data/types.ts';
import type { Effects } from '../effects.ts';
import type { NameReader, Names } from '../names/name-reader.ts';
import type { CrawlSettings } from '../settings.ts';
import { type Answer, accepts, type Form, readAnswer, readLocation, unsent } from './answer.ts';
import type { AnswerHeaders, WireAnswer, WireRequest } from './client.ts';
import { readEntityTag } from './entity-tag.ts';
import { documentBounds, type JsonBounds, listBounds } from './json-bounds.ts';
import { keepLast } from './kept.ts';
import { addressLanes } from './lanes.ts';
import { isRedirect, nextSteps } from './outcome.ts';
import type { LaneGap, Pace } from './pace.ts';
import { Permission } from './permission.ts';
import { askedRest, retryDelay } from './retry.ts';
import { type RobotsVerdict, robotsText, robotsVerdicts } from './robots.ts';

export interface SessionRequest {
  method: 'GET' | 'POST';
  /** Path and query on the visited host. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** The answer is a list, and may be as long as lists are; anything else is a document. */
  wants?: 'list';
  /**
   * json unless told; names: JSON that is likely to be an array of nothing but names; text: CSV or HTML, decoded as UTF-8
   * with replacement.
   */
  form?: 'json' | 'names' | 'text';
  /**
   * This one answer is the whole list: when it is held, the server may say that nothing changed, and the outcome is
   * `not-modified`. Only for lists that one request brings whole.
   */
  isWhole?: true;
  /** What it is sent for, where that is not what its path is for. */
  brings?: readonly Part[];
}

export interface SessionAnswer {
  outcome: Outcome;
  status: number | null;
  headers: AnswerHeaders;
  /** Parsed body, of an error too where it is JSON; undefined otherwise. */
  json: unknown;
  /** In the place of `json`, of a request for names that was answered with them. */
  names?: Names | undefined;
  /** Body of a request for text that was answered; undefined otherwise. */
  text?: string | undefined;
}

export interface SessionOptions {
  known: KnownHost;
  /** Those the host was looked up to have. */
  addresses: readonly string[];
  effects: Pick<Effects, 'now' | 'random' | 'report'>;
  settings: CrawlSettings;
  pace: Pick<Pace, 'hold' | 'turn'>;
  names: NameReader;
  /** Sends one request and gives the answer: over the network, or as it is on record. */
  ask: (request: WireRequest) => Promise<WireAnswer>;
  signal?: AbortSignal | undefined;
  /** Called with every HTTP answer, whatever it says. */
  onAnswer?: () => void;
}

/** What robots.txt came to, be it held or fetched. */
export interface RobotsAnswer {
  verdict: RobotsVerdict;
  outcome: Outcome;
  /** None when it was held. */
  headers: AnswerHeaders;
}

/**
 * RFC 9309 section 2.4 allows 24 hours. Less than the shortest time between two visits (23 hours), so that a changed
 * robots.txt holds from the next visit on; it is held for visits that were cut short and are taken up again.
 */
export const robotsHoldMs = 22 * 3_600_000;
/** Of the held files of every host at once, which is what a crawl starts with; a longer one is fetched for every visit. */
const maxHeldRobotsBytes = 16 * 1024;

/** Paths of the APIs we read stay below 200; a redirect may name any, and every pattern of robots.txt is matched against it. */
const maxPathLength = 512;

export class Session {
  /** Every request sent, and every one that robots.txt kept us from sending. */
  readonly requests: RequestRecord[] = [];
  readonly permission: Permission;
  readonly #options: SessionOptions;
  readonly #domain: string;
  readonly #addressLanes: readonly string[];
  readonly #startedAt: number;
  #robots: HeldRobots | null = null;
  #gapMs: number;
  #hasAnswered = false;
  /** Set once the host is to be left alone for the rest of the visit. */
  #stopped: Outcome | null = null;
  #notBefore: EpochMs | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.permission = new Permission(options.known);
    this.#domain = registrableDomain(options.known.host);
    this.#addressLanes = addressLanes(options.addresses);
    this.#startedAt = options.effects.now();
    this.#gapMs = options.settings.minGapMs;
  }

  /** The signal fired before the visit came to its end. */
  get wasCut(): boolean {
    return this.#stopped === 'aborted';
  }

  /** The host asked not to be asked again before; null when it named no time, or one that this visit waited out. */
  get notBefore(): EpochMs | null {
    return this.#notBefore;
  }

  /** robots.txt as this session fetched it; null when it held one, got no answer, or got one too long to hold. */
  get robots(): HeldRobots | null {
    return this.#robots;
  }

  /** The last answer, once it was read, turned out to hold these. */
  credit(parts: readonly Part[]): void {
    const last = this.requests.at(-1);
    if (last !== undefined) last.brings = parts;
  }

  /** Comes first in every visit; before it, every path counts as forbidden. */
  async readRobots(): Promise<RobotsAnswer> {
    const { known, settings, effects } = this.#options;
    const isHeld = known.robots !== null && known.robots.fetchedAt > effects.now() - robotsHoldMs;
    const { headers, ...file } = isHeld ? { ...known.robots!, headers: {} } : await this.#fetchRobots();
    const { verdict, delayMs } = this.permission.readRobots(file, settings);
    this.#gapMs = Math.max(settings.minGapMs, delayMs);
    return { verdict, outcome: file.outcome, headers };
  }

  /** Sends one request for JSON or text, following redirects within the host. Never rejects for what the world does. */
  async send(request: SessionRequest): Promise<SessionAnswer> {
    const answer = await this.#follow(request, request.form ?? 'json');
    if (request.form !== 'text' || answer.outcome !== 'ok') return answer;
    return { ...answer, text: new TextDecoder('utf-8').decode(answer.body ?? new Uint8Array()) };
  }

  async #fetchRobots(): Promise<HeldRobots & { headers: AnswerHeaders }> {
    this.permission.beginRobots();
    const { outcome, body, sentAt, headers } = await this.#follow({ method: 'GET', path: '/robots.txt' }, 'text');
    const held = { fetchedAt: sentAt, outcome, body: outcome === 'ok' && body !== null ? robotsText(body) : null };
    const isShort = body === null || body.length <= maxHeldRobotsBytes;
    if (robotsVerdicts[outcome] !== 'disallow-all' && isShort) this.#robots = held;
    return { ...held, headers };
  }

  async #follow(request: SessionRequest, form: Form): Promise<Answer> {
    const origin = `https://${this.#options.known.host}`;
    const seen = new Set<string>();
    for (let path = request.path; ; ) {
      seen.add(path);
      const answer = await this.#try({ ...request, path }, form, path === request.path);
      if (answer.status === null || !isRedirect(answer.status)) return answer;
      const location = readLocation(answer.headers, origin + path);
      if (location === null) return { ...answer, outcome: 'malformed' };
      if (location.origin !== origin) return answer;
      path = location.pathname + location.search;
      if (seen.has(path) || seen.size > this.#options.settings.maxRedirects) {
        return { ...answer, outcome: 'redirect-loop' };
      }
    }
  }

  /** @param isOwn no redirect named this path */
  async #try(request: SessionRequest, form: Form, isOwn: boolean): Promise<Answer> {
    const { effects, settings } = this.#options;
    for (let tries = 1; ; tries++) {
      const refusal = this.#refusal(request.path, isOwn);
      if (refusal !== null) return this.#refuse(request, refusal);
      const answer = await this.#once(request, form);
      const { outcome, headers } = answer;
      if (answer.status !== null && answer.status < 500) this.#hasAnswered = true;
      const question = { outcome, headers, tries, hasAnswered: this.#hasAnswered, now: effects.now(), settings };
      const delayMs = retryDelay({ ...question, random: effects.random() });
      if (delayMs !== null) {
        this.#rest(question.now + delayMs, outcome);
        continue;
      }
      const rest = askedRest(question);
      if (rest?.inVisit) this.#rest(question.now + rest.ms, outcome);
      if (rest?.inVisit === false) this.#notBefore = question.now + rest.ms;
      if (nextSteps[outcome].next === 'stop-host') this.#stopped = outcome;
      else if (this.#notBefore !== null) this.#stopped = nextSteps[outcome].mayRetry ? outcome : 'rate-limited';
      return answer;
    }
  }

  /** Nothing more is sent before then. */
  #rest(untilMs: EpochMs, reason: Outcome): void {
    const { effects, known, pace } = this.#options;
    pace.hold(this.#domain, untilMs);
    if (untilMs > effects.now()) effects.report({ type: 'host-paused', host: known.host, untilMs, reason });
  }

  async #once(request: SessionRequest, form: Form): Promise<Answer> {
    const { known, effects, settings, pace, signal, ask, names } = this.#options;
    const { method, path, body, wants } = request;
    const ifNoneMatch = this.#entityTag(request);
    try {
      return await pace.turn(this.#lanes(), signal, async () => {
        const accept = accepts[form];
        const wired = { host: known.host, method, path, accept, body, ifNoneMatch, ...this.#caps(wants) };
        const wire = await ask(wired);
        const answer = await readAnswer(wire, form, { bounds: boundsOf(wants), names });
        this.#note(request, answer);
        if (settings.keepBodies) {
          const asked = form === 'text' ? (request.form === 'text' ? 'text' : 'robots') : 'json';
          const as = answer.names === undefined ? asked : 'names';
          await keepLast(this.requests, wire, { asked: as, bounds: boundsOf(wants) });
        }
        return answer;
      });
    } catch (error) {
      if (!signal?.aborted) throw error;
      this.#stopped = 'aborted';
      return unsent('aborted', effects.now());
    }
  }

  /** What robots.txt asks for holds for the domain; a machine of many domains rests as we always do. */
  #lanes(): LaneGap[] {
    const gapMs = this.#options.settings.minGapMs;
    return [{ lane: this.#domain, gapMs: this.#gapMs }, ...this.#addressLanes.map((lane) => ({ lane, gapMs }))];
  }

  /** Of a list that is held whole. */
  #entityTag({ method, path, isWhole }: SessionRequest): string | undefined {
    const { etags } = this.#options.known;
    if (method !== 'GET' || !isWhole || !Object.hasOwn(etags, path)) return undefined;
    return readEntityTag(etags[path]) ?? undefined;
  }

  #caps(wants: SessionRequest['wants']): { maxBytes: number; maxDecompressedBytes: number } {
    const { maxBytes, maxDecompressedBytes, maxDocumentBytes } = this.#options.settings;
    if (wants === 'list') return { maxBytes, maxDecompressedBytes };
    return {
      maxBytes: Math.min(maxBytes, maxDocumentBytes),
      maxDecompressedBytes: Math.min(maxDecompressedBytes, maxDocumentBytes),
    };
  }

  /** Why a request is not to be sent, or null. */
  #refusal(path: string, isOwn: boolean): Outcome | null {
    const { effects, settings } = this.#options;
    if (this.#stopped !== null) return this.#stopped;
    if (path.length > maxPathLength) return 'malformed';
    if (!this.permission.allows(path, isOwn)) return 'robots-disallowed';
    if (this.requests.length >= settings.maxRequests) return 'too-large';
    return effects.now() - this.#startedAt > settings.maxVisitMs ? 'timeout' : null;
  }

  /** What robots.txt forbids goes on record; what we do not send for our own reasons does not. */
  #refuse(request: SessionRequest, outcome: Outcome): Answer {
    const answer = unsent(outcome, this.#options.effects.now());
    if (outcome === 'robots-disallowed') this.#note(request, answer);
    return answer;
  }

  #note({ method, path, brings = [] }: SessionRequest, answer: Answer): void {
    const { outcome, status, headers, bytes, bodyHash, sentAt, durationMs } = answer;
    if (status !== null) this.#options.onAnswer?.();
    const url = `https://${this.#options.known.host}${path}`;
    this.requests.push({
      url,
      method,
      sentAt,
      durationMs,
      outcome,
      status,
      bytes,
      bodyHash,
      etag: readEntityTag(headers.etag),
      brings,
    });
  }
}

function boundsOf(wants: SessionRequest['wants']): JsonBounds {
  return wants === 'list' ? listBounds : documentBounds;
}
