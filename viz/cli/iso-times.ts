/** Times of answers, as people and programs elsewhere read them. */
import { isoTime } from '../../data/iso-time.ts';

/** Fields that hold a point in time, as milliseconds since 1970-01-01 UTC. */
const timeFields: ReadonlySet<string> = new Set(['at', 'until', 'asOf', 'notBefore', 'seenAt', 'knownSince']);

/** To the minute, UTC, for a person. */
export function shortTime(time: number): string {
  return isoTime(time).slice(0, 16).replace('T', ' ');
}

/** @returns a copy for JSON, with every point in time as ISO 8601 text */
export function withIsoTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIsoTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      timeFields.has(name) && typeof item === 'number' ? isoTime(item) : withIsoTimes(item),
    ]),
  );
}
