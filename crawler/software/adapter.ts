/**
 * The seam between what a software publishes and how we ask.
 *
 * An adapter is a generator: it yields requests and gets answers, and returns what it read. It holds no client, so
 * robots.txt, pace, caps and records are not its business and cannot be forgotten.
 */
import type { Host, InstanceFacts, ObservedLists, OptOut, Part } from '../../data/types.ts';
import type { SessionAnswer, SessionRequest } from '../http/session.ts';

export interface SoftwareAdapter {
  /** NodeInfo `software.name`, lower-case. */
  readonly names: readonly string[];
  /**
   * Every path it may ask for, without the query, and what it asks there for: published on the bot page, and the only
   * ones a visit lets through.
   */
  readonly paths: Readonly<Record<string, readonly Part[]>>;
  /** What it reads from NodeInfo's metadata, beside facts. */
  readonly inNodeInfo?: readonly Part[];
  read(visited: Visited): AdapterRun;
}

/** What is known before the adapter asks anything. */
export interface Visited {
  host: Host;
  facts: InstanceFacts;
  /** `metadata` of NodeInfo, which is each software's own. */
  metadata: unknown;
  /** Somebody responsible for the server gave permission: its wish not to be counted does not end the reading. */
  consent: boolean;
}

export type AdapterRun = Generator<SessionRequest, Readings, AdapterAnswer>;
export type AdapterAnswer = Pick<SessionAnswer, 'outcome' | 'status' | 'headers' | 'json' | 'names' | 'text'>;

export interface Readings extends ObservedLists {
  /** Facts beyond NodeInfo; they replace what it said. */
  facts?: Partial<InstanceFacts>;
  aliases?: Host[];
  /** The server says that it does not want to be counted: without permission the visit keeps nothing else of what was read. */
  optOut?: OptOut | undefined;
}
