import type { Host, KnownHost } from '../data/types.ts';

/** A host of which nothing is known but its name. */
export function unheardOf(host: Host): KnownHost {
  return {
    host,
    lastVisit: null,
    silentSince: null,
    silentVisits: 0,
    notBefore: null,
    cutShortAt: null,
    consent: false,
    robots: null,
    etags: {},
  };
}
