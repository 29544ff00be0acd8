/** What the answer to /robots.txt means for the rest of the visit. */
import type { Outcome } from '../../data/types.ts';
import { maxRobotsBytes, parseRobots, type RobotsRules } from './robots-file.ts';

/** obey-file: as the file says · allow-all: there are no rules · disallow-all: there may be rules and we cannot read them, or we are not wanted */
export type RobotsVerdict = 'obey-file' | 'allow-all' | 'disallow-all';

/**
 * RFC 9309 section 2.3.1: 4xx means no rules (2.3.1.3), 5xx or no answer means complete disallow (2.3.1.4).
 * Ours is stricter in four places: 401 and 403 say that we are not wanted, 429 says "not now", a robots.txt that
 * only another origin would give us is one we cannot read (2.3.1.2 would follow), and so is one behind too many
 * redirects (2.3.1.2 would take it for absent).
 */
export const robotsVerdicts: Readonly<Record<Outcome, RobotsVerdict>> = {
  ok: 'obey-file',
  // Answers only a conditional request, which we never send for robots.txt.
  'not-modified': 'disallow-all',
  'robots-disallowed': 'disallow-all',
  'opted-out': 'disallow-all',
  moved: 'disallow-all',
  'redirect-loop': 'disallow-all',
  unauthorized: 'disallow-all',
  forbidden: 'disallow-all',
  'not-found': 'allow-all',
  gone: 'allow-all',
  'rate-limited': 'disallow-all',
  'client-error': 'allow-all',
  'server-error': 'disallow-all',
  'no-address': 'disallow-all',
  'private-address': 'disallow-all',
  'connection-failed': 'disallow-all',
  'tls-failed': 'disallow-all',
  timeout: 'disallow-all',
  'too-large': 'disallow-all',
  'not-json': 'disallow-all',
  malformed: 'disallow-all',
  aborted: 'disallow-all',
  'not-kept': 'disallow-all',
};

export const noRules: RobotsRules = { allows: () => true, crawlDelayMs: null, isForEveryone: true };
/** Also for those who have permission: they are not asked to hurry, nor to read what cannot be read. */
export const everythingForbidden: RobotsRules = { allows: () => false, crawlDelayMs: null, isForEveryone: false };

/** @param text of the file, up to 500 KiB; null when there was none */
export function robotsRules(outcome: Outcome, text: string | null, token: string): RobotsRules {
  const verdict = robotsVerdicts[outcome];
  if (verdict === 'disallow-all') return everythingForbidden;
  return verdict === 'allow-all' || text === null ? noRules : parseRobots(text, token);
}

/** @param body of the answer, decompressed; read up to 500 KiB, a line that does not end before that is left out */
export function robotsText(body: Buffer): string {
  const text = new TextDecoder('utf-8').decode(body.subarray(0, maxRobotsBytes));
  return body.length > maxRobotsBytes ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}
