/** Where a software lets its admin say "do not count us", and how that is written. */
import type { InstanceFacts, OptOut } from '../../data/types.ts';
import { field, readCount } from '../http/read.ts';
import type { AdapterAnswer, Readings } from './adapter.ts';
import { allLists } from './lists.ts';

/** Of a server that does not want to be counted nothing else is asked, unless it gave permission. */
export function optedOut(optOut: OptOut): Readings {
  return { ...allLists('withheld', 'opted-out'), optOut };
}

/** GNU social and Friendica: `site.private` there, as a flag, a number or text. */
export const statusnetConfigPath = '/api/statusnet/config.json';

export function isSitePrivate({ outcome, json }: AdapterAnswer): boolean {
  return outcome === 'ok' && isSwitchedOn(field(json, 'site', 'private'));
}

/** Hubzilla and its kin, `/siteinfo.json`: an integer, in some versions a flag. */
export function isHiddenFromStatistics({ outcome, json }: AdapterAnswer): boolean {
  return outcome === 'ok' && isSwitchedOn(field(json, 'hide_in_statistics'));
}

/**
 * Hubzilla's statistics addon fills NodeInfo with ones where the admin hides the server (statistics/nodeinfo.php). A
 * hub of one person who wrote one post looks the same, and is left in peace too.
 */
export function hasHiddenNumbers({ users, mau, activeHalfyear, posts }: InstanceFacts): boolean {
  return [users, mau, activeHalfyear, posts].every((count) => count === 1);
}

function isSwitchedOn(value: unknown): boolean {
  if (value === true || (typeof value === 'string' && /^(true|yes|on)$/i.test(value.trim()))) return true;
  return (readCount(value) ?? 0) > 0;
}
