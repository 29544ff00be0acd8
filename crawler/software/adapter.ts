/**
 * The seam between what a software publishes and how we ask.
 *
 * An adapter is a generator: it yields requests and gets answers, and returns what it read. It holds no client, so
 * robots.txt, pace, caps and records are not its business and cannot be forgotten.
 */
import type { Host, InstanceFacts, ObservedLists } from '../../data/types.ts';
import type { SessionAnswer, SessionRequest } from '../http/session.ts';

export interface SoftwareAdapter {
  /** NodeInfo `software.name`, lower-case. */
  readonly names: readonly string[];
  read(visited: Visited): AdapterRun;
}

/** What is known before the adapter asks anything. */
export interface Visited {
  host: Host;
  facts: InstanceFacts;
  /** `metadata.federation` of NodeInfo, where Pleroma puts its rules; a visit does not keep the rest of the document. */
  federation: unknown;
}

export type AdapterRun = Generator<SessionRequest, Readings, AdapterAnswer>;
export type AdapterAnswer = Pick<SessionAnswer, 'outcome' | 'status' | 'headers' | 'json'>;

export interface Readings extends ObservedLists {
  /** Facts beyond NodeInfo; they replace what it said. */
  facts?: Partial<InstanceFacts>;
  aliases?: Host[];
}
