/**
 * The manners of one visit: robots.txt first and obeyed for every path, also after a redirect; one request at a
 * time with its rest; second tries only where invited; every request on record.
 *
 * Adapters speak to a server only through here, so they cannot be impolite.
 */
import { registrableDomain } from '../../data/host.ts';
import type { EpochMs, Host, Outcome, RequestRecord } from '../../data/types.ts';
import type { Effects } from '../effects.ts';
import { type CrawlSettings, robotsToken } from '../settings.ts';
import { readJson } from './body.ts';
import { type AnswerHeaders, exchange, type WireAnswer } from './client.ts';
import { documentBounds, listBounds } from './json-bounds.ts';
import { isRedirect, nextSteps } from './outcome.ts';
import type { Pace } from './pace.ts';
import { field } from './read.ts';
import { askedToWaitUntil, retryDelay } from './retry.ts';
import { everythingForbidden, noRules, robotsRules } from './robots.ts';
import type { RobotsRules } from './robots-file.ts';

export interface SessionRequest {
  method: 'GET' | 'POST';
  /** Path and query on the visited host. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** The answer is a list, and may be as long as lists are; anything else is a document. */
  wants?: 'list';
  /** json unless told; text: CSV or HTML, decoded as UTF-8 with replacement. */
  form?: 'json' | 'text';
  /**
   * This one answer is the whole list: when it is held, the server may say that nothing changed, and the outcome is
   * `not-modified`. Only for lists that one request brings whole.
   */
  isWhole?: true;
}

export interface SessionAnswer {
  outcome: Outcome;
  status: number | null;
  headers: AnswerHeaders;
  /** Parsed body, of an error too where it is JSON; undefined otherwise. */
  json: unknown;
  /** Body of a request for text that was answered; undefined otherwise. */
  text?: string | undefined;
}

export interface SessionOptions {
  host: Host;
  effects: Effects;
  settings: CrawlSettings;
  pace: Pace;
  signal?: AbortSignal | undefined;
}

type Form = 'text' | 'json';

const accepts: Readonly<Record<Form, string>> = { text: 'text/plain, */*;q=0.1', json: 'application/json' };

interface Answer extends WireAnswer {
  json: unknown;
  text?: string | undefined;
}

/** Paths of the APIs we read stay below 200; a redirect may name any, and every pattern of robots.txt is matched against it. */
const maxPathLength = 512;

export class Session {
  /** Every request sent, and every one that robots.txt kept us from sending. */
  readonly requests: RequestRecord[] = [];
  readonly #options: SessionOptions;
  readonly #domain: string;
  readonly #startedAt: number;
  #rules: RobotsRules = everythingForbidden;
  #gapMs: number;
  #hasAnswered = false;
  /** Set once the host is to be left alone for the rest of the visit. */
  #stopped: Outcome | null = null;
  #notBefore: EpochMs | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#domain = registrableDomain(options.host);
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

  /** Sends the first request of every visit; before it, every path counts as forbidden. */
  async readRobots(): Promise<SessionAnswer> {
    this.#rules = noRules;
    const answer = await this.#follow({ method: 'GET', path: '/robots.txt' }, 'text');
    const rules = robotsRules(answer.outcome, answer.body, robotsToken);
    const { crawlDelayLimitMs, minGapMs } = this.#options.settings;
    const crawlDelayMs = rules.crawlDelayMs ?? 0;
    this.#rules = crawlDelayMs > crawlDelayLimitMs ? everythingForbidden : rules;
    this.#gapMs = Math.max(minGapMs, Math.min(crawlDelayMs, crawlDelayLimitMs));
    return answer;
  }

  /** Sends one request for JSON, following redirects within the host. Never rejects for what the world does. */
  async send(request: SessionRequest): Promise<SessionAnswer> {
    const answer = await this.#follow(request, request.form ?? 'json');
    if (request.form !== 'text' || answer.outcome !== 'ok') return answer;
    return { ...answer, text: new TextDecoder('utf-8').decode(answer.body ?? new Uint8Array()) };
  }

  async #follow(request: SessionRequest, form: Form): Promise<Answer> {
    const origin = `https://${this.#options.host}`;
    const seen = new Set<string>();
    for (let path = request.path; ; ) {
      seen.add(path);
      const answer = await this.#try({ ...request, path }, form);
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

  async #try(request: SessionRequest, form: Form): Promise<Answer> {
    const { host, effects, settings, pace } = this.#options;
    for (let tries = 1; ; tries++) {
      const refusal = this.#refusal(request.path);
      if (refusal !== null) return this.#refuse(request, refusal);
      const answer = await this.#once(request, form);
      const { outcome, headers } = answer;
      if (answer.status !== null && answer.status < 500) this.#hasAnswered = true;
      const question = { outcome, headers, tries, hasAnswered: this.#hasAnswered, now: effects.now(), settings };
      const delayMs = retryDelay({ ...question, random: effects.random() });
      if (delayMs === null) {
        this.#notBefore = askedToWaitUntil(question) ?? this.#notBefore;
        if (nextSteps[outcome].next === 'stop-host' || this.#notBefore !== null) this.#stopped = outcome;
        return answer;
      }
      pace.hold(this.#domain, question.now + delayMs);
      effects.report({ type: 'host-paused', host, untilMs: question.now + delayMs, reason: outcome });
    }
  }

  async #once({ method, path, body, wants }: SessionRequest, form: Form): Promise<Answer> {
    const { host, effects, settings, pace, signal } = this.#options;
    try {
      return await pace.turn(this.#domain, { gapMs: this.#gapMs, signal }, async () => {
        const request = { host, method, path, accept: accepts[form], body, ...this.#caps(wants) };
        const wire = await exchange(request, { effects, settings, signal });
        const answer = form === 'text' ? { ...wire, json: undefined } : readAnswer(wire, wants);
        this.#note(method, path, answer);
        return answer;
      });
    } catch (error) {
      if (!signal?.aborted) throw error;
      this.#stopped = 'aborted';
      return unsent('aborted', effects.now());
    }
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
  #refusal(path: string): Outcome | null {
    const { effects, settings } = this.#options;
    if (this.#stopped !== null) return this.#stopped;
    if (path.length > maxPathLength) return 'malformed';
    if (!this.#rules.allows(path)) return 'robots-disallowed';
    if (this.requests.length >= settings.maxRequests) return 'too-large';
    return effects.now() - this.#startedAt > settings.maxVisitMs ? 'timeout' : null;
  }

  /** What robots.txt forbids goes on record; what we do not send for our own reasons does not. */
  #refuse({ method, path }: SessionRequest, outcome: Outcome): Answer {
    const answer = unsent(outcome, this.#options.effects.now());
    if (outcome === 'robots-disallowed') this.#note(method, path, answer);
    return answer;
  }

  #note(method: 'GET' | 'POST', path: string, answer: Answer): void {
    const { outcome, status, headers, bytes, bodyHash, sentAt, durationMs } = answer;
    const url = `https://${this.#options.host}${path}`;
    this.requests.push({
      url,
      method,
      sentAt,
      durationMs,
      outcome,
      status,
      bytes,
      bodyHash,
      etag: headers.etag ?? null,
    });
  }
}

function unsent(outcome: Outcome, now: number): Answer {
  return {
    outcome,
    status: null,
    headers: {},
    body: null,
    json: undefined,
    bytes: 0,
    bodyHash: null,
    sentAt: now,
    durationMs: 0,
  };
}

function readLocation({ location }: AnswerHeaders, base: string): URL | null {
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base) : null;
}

/**
 * The outcome also says whether the body could be read; the body itself is not kept.
 * Lemmy 0.18 and 0.19 send "too many requests" as 400.
 */
function readAnswer(wire: WireAnswer, wants: SessionRequest['wants']): Answer {
  const { outcome, status, body } = wire;
  const read = body === null ? undefined : readJson(body, wants === 'list' ? listBounds : documentBounds);
  const isHiddenRateLimit = status === 400 && field(read?.json, 'error') === 'rate_limit_error';
  if (isHiddenRateLimit) return { ...wire, body: null, outcome: 'rate-limited', json: undefined };
  return {
    ...wire,
    body: null,
    outcome: outcome === 'ok' ? (read?.outcome ?? outcome) : outcome,
    json: read?.json,
  };
}
