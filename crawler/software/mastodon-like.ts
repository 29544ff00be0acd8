/**
 * The softwares that give Mastodon's peer list and no other: Pixelfed, BookWyrm, Takahē, snac, Mitra and Ktistec by
 * name, and any that says of itself that it speaks Mastodon's API.
 * Upstream: Pixelfed's `instancePeers`, bookwyrm/views/wellknown.py, Takahē's api/views/instance.py, snac's mastoapi.c,
 * Ktistec's src/controllers/api.cr, Mitra's CHANGELOG.md (1.18). What was checked: any SOURCE.md of the fixtures.
 */
import type { Host, ObservedList } from '../../data/types.ts';
import { readVersion } from '../http/read.ts';
import type { SoftwareAdapter } from './adapter.ts';
import { unsupported, withheld } from './lists.ts';
import { readPeers } from './rows.ts';

export const mastodonLike: SoftwareAdapter = {
  names: ['pixelfed', 'bookwyrm', 'takahe', 'snac', 'mitra', 'ktistec'],
  paths: { '/api/v1/instance/peers': ['peers'] },
  *read({ host, facts: { software, version } }) {
    const peers = hasPeers(software, version)
      ? readPeers(
          yield { method: 'GET', path: '/api/v1/instance/peers', wants: 'list', form: 'names', isWhole: true },
          host,
        )
      : unsupported<Host>();
    return {
      peers: emptyIsWithheld.has(software) && isEmpty(peers) ? withheld(peers.reason) : peers,
      blocks: unsupported(),
      allows: unsupported(),
      counts: unsupported(),
    };
  },
};

/** The first version, as major and minor number, whose API has the list. */
const since: ReadonlyMap<string | null, readonly [number, number]> = new Map([
  ['pixelfed', [0, 12]],
  ['snac', [2, 75]],
  ['mitra', [1, 18]],
]);

function hasPeers(software: string | null, version: string | null): boolean {
  const first = since.get(software);
  const read = readVersion(version);
  if (first === undefined || read === undefined) return true;
  return read.major > first[0] || (read.major === first[0] && read.minor >= first[1]);
}

/** Pixelfed answers `[]` where the list is switched off, which is the default; Ktistec always does, whomever it knows. */
const emptyIsWithheld: ReadonlySet<string | null> = new Set(['pixelfed', 'ktistec']);

function isEmpty({ disclosure, entries, rejectedCount, unchanged }: ObservedList<Host>): boolean {
  return disclosure === 'published' && unchanged !== true && entries.length === 0 && rejectedCount === 0;
}
