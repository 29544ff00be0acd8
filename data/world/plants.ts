/**
 * The rare kinds of server that occur in every world with room for them, below its largest servers: each software, each
 * way to say no for good, and the setups that a crawler must tell apart.
 */
import type { Server, WorldSoftware } from './types.ts';

export interface Plant {
  software: WorldSoftware;
  version?: string;
  language?: string;
  /** Where it differs from a server left as it came. */
  set?: Partial<
    Pick<
      Server,
      'condition' | 'robots' | 'counts' | 'optsOut' | 'peersOpen' | 'blocksShown' | 'allowlistMode' | 'rateLimitsOnce'
    >
  >;
  /** Its people's addresses name another registrable domain than the one it is served from. */
  splitsDomain?: true;
}

/** With fewer servers these would be most of the world. */
const smallestWorld = 200;
/** Ranks, as shares of the world: below the large servers, above the last. */
const [highest, lowest] = [0.12, 0.92];

const open = { robots: 'absent' } as const;
const plants: readonly Plant[] = [
  // Follow counts in every language: what is read off the Japanese ones alone could not be tried on others.
  { software: 'misskey', language: 'en' },
  { software: 'misskey', language: 'de' },
  { software: 'misskey', language: 'fr' },
  { software: 'misskey', language: 'es' },
  { software: 'misskey', language: 'pt' },
  { software: 'sharkey', version: '2025.4.4', language: 'en', set: open },
  { software: 'iceshrimp', language: 'de' },
  { software: 'firefish', language: 'fr' },
  { software: 'cherrypick', language: 'es' },
  { software: 'misskey', language: 'pt' },
  { software: 'mastodon', version: '4.3.14', splitsDomain: true },
  { software: 'mastodon', version: '4.2.27', set: { allowlistMode: true } },
  { software: 'mastodon', version: '4.5.2', set: { allowlistMode: true } },
  { software: 'mastodon', version: '4.4.5+glitch' },
  { software: 'mastodon', version: '4.2.10+hometown-1.1.1' },
  { software: 'mastodon', version: '3.5.5+hometown-1.0.8' },
  { software: 'mastodon', version: '4.4.8', set: open },
  { software: 'mastodon', set: { robots: 'refuses-us' } },
  { software: 'misskey', version: '2025.10.2', set: { allowlistMode: true } },
  { software: 'sharkey' },
  { software: 'firefish', set: { allowlistMode: true } },
  { software: 'iceshrimp.net' },
  { software: 'rebased' },
  { software: 'gotosocial', version: '0.20.2', set: { peersOpen: false, blocksShown: 'none' } },
  { software: 'gotosocial', version: '0.20.2', set: { counts: 'served', peersOpen: false, blocksShown: 'none' } },
  { software: 'gotosocial', version: '0.20.2', set: open },
  { software: 'gotosocial', version: '0.18.3', set: open },
  { software: 'gotosocial', set: { ...open, peersOpen: false, blocksShown: 'none' } },
  { software: 'gotosocial', set: { ...open, counts: 'baffle', peersOpen: false, blocksShown: 'none' } },
  { software: 'gotosocial', set: { ...open, counts: 'zero', peersOpen: false, blocksShown: 'none' } },
  { software: 'lemmy', version: '1.0.0' },
  { software: 'lemmy', version: '1.0.0', set: open },
  { software: 'lemmy', version: '1.0.0', set: { ...open, allowlistMode: true } },
  { software: 'lemmy', version: '1.0.0', set: { ...open, peersOpen: false } },
  { software: 'piefed' },
  { software: 'piefed', set: { allowlistMode: true } },
  { software: 'mbin' },
  { software: 'kbin' },
  { software: 'peertube' },
  { software: 'friendica', version: '2024.12' },
  { software: 'friendica', version: '2022.06' },
  { software: 'friendica', set: { optsOut: true } },
  { software: 'pixelfed', version: '0.12.5', set: { peersOpen: false } },
  { software: 'pixelfed', version: '0.12.5' },
  { software: 'pixelfed', version: '0.11.9' },
  { software: 'bookwyrm' },
  { software: 'takahe' },
  { software: 'snac' },
  { software: 'snac', set: open },
  { software: 'ktistec' },
  { software: 'ktistec', set: open },
  { software: 'funkwhale' },
  { software: 'funkwhale', set: { peersOpen: false } },
  { software: 'funkwhale', set: { optsOut: true } },
  { software: 'smithereen' },
  { software: 'hubzilla' },
  { software: 'hubzilla', set: { optsOut: true } },
  { software: 'diaspora' },
  { software: 'writefreely' },
  { software: 'mobilizon' },
  { software: 'owncast' },
  { software: 'wordpress' },
  { software: 'hollo' },
  { software: 'bonfire' },
  { software: 'nodebb' },
  { software: 'kagerou' },
];

/** @returns what is planted at which rank; nothing in a small world */
export function plantsByRank(hosts: number): ReadonlyMap<number, Plant> {
  if (hosts < smallestWorld) return new Map();
  const step = (lowest - highest) / plants.length;
  return new Map(plants.map((plant, position) => [Math.floor((highest + step * position) * hosts), plant]));
}
