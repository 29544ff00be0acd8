/**
 * What we may ask of one host: its robots.txt, and the permission that somebody responsible for it gave. Permission
 * sets two things aside: rules for everybody in robots.txt, and flags that ask not to be counted. What the server says
 * to us by name, or by a status of HTTP, holds all the same.
 */
import type { HeldRobots } from '../../data/types.ts';
import { type CrawlSettings, robotsToken } from '../settings.ts';
import { everythingForbidden, noRules, type RobotsVerdict, robotsRules, robotsVerdicts } from './robots.ts';
import type { RobotsRules } from './robots-file.ts';

export class Permission {
  readonly #hasConsent: boolean;
  #rules: RobotsRules = everythingForbidden;
  #usedConsent = false;

  constructor({ consent }: { consent: boolean }) {
    this.#hasConsent = consent;
  }

  get hasConsent(): boolean {
    return this.#hasConsent;
  }

  /** Something was asked, or kept, that is asked and kept of nobody without permission. */
  get usedConsent(): boolean {
    return this.#usedConsent;
  }

  /** robots.txt itself may always be asked for, and what it redirects to (RFC 9309 section 2.3.1.2). */
  beginRobots(): void {
    this.#rules = noRules;
  }

  /**
   * Without `beginRobots` and this, every path counts as forbidden.
   * @returns what the file means for the visit, and the rest between requests that it asks for, in ms
   */
  readRobots(
    { outcome, body }: Pick<HeldRobots, 'outcome' | 'body'>,
    { crawlDelayLimitMs }: Pick<CrawlSettings, 'crawlDelayLimitMs'>,
  ): { verdict: RobotsVerdict; delayMs: number } {
    const rules = robotsRules(outcome, body, robotsToken);
    const delayMs = rules.crawlDelayMs ?? 0;
    this.#rules = delayMs > crawlDelayLimitMs ? everythingForbidden : rules;
    return { verdict: robotsVerdicts[outcome], delayMs: Math.min(delayMs, crawlDelayLimitMs) };
  }

  /** @param isOwn the path is one that we came to ask for, not one that a redirect named */
  allows(path: string, isOwn: boolean): boolean {
    if (this.#rules.allows(path)) return true;
    return isOwn && this.#rules.isForEveryone && this.setsAside();
  }

  /** Whether permission sets a general no aside; notes that it did. */
  setsAside(): boolean {
    this.#usedConsent ||= this.#hasConsent;
    return this.#hasConsent;
  }
}
