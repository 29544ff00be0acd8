import type { EpochMs } from './types.ts';

/** ISO 8601, in UTC, to the millisecond. */
export function isoTime(time: EpochMs): string {
  return new Date(time).toISOString();
}
