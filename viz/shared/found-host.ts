/** One server as the type-ahead finds it: what the API answers and the page lists. */
import type { AudienceSource } from '../../analysis/types.ts';
import type { Host } from '../../data/types.ts';

export interface FoundHost {
  host: Host;
  software: string | null;
  /** Its size in the snapshot's unit; null when not known. */
  audience: number | null;
  audienceSource: AudienceSource;
}
