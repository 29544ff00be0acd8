/** What a server says about itself, which may be more, less or other than the truth. */
import type { InstanceFacts } from '../types.ts';
import type { Server } from './types.ts';
import { isAtLeast } from './versions.ts';

export type Usage = Pick<InstanceFacts, 'users' | 'mau' | 'activeHalfyear' | 'posts'>;

const unknown: Usage = { users: null, mau: null, activeHalfyear: null, posts: null };

/** @returns the numbers of the server's NodeInfo document, null where the document leaves one out */
export function publishedUsage({ index, software, counts, people, users, activeHalfyear, posts }: Server): Usage {
  const usage = { users, mau: people, activeHalfyear, posts };
  if (software === 'gotosocial') {
    // Honest GoToSocial counts no active people; random numbers come with them (0.20, stats mode `baffle`).
    if (counts !== 'baffle') return { ...usage, mau: null, activeHalfyear: null };
    const random = 1 + ((index * 7919) % 999_983);
    return { users: random, mau: Math.floor(random * 0.62), activeHalfyear: null, posts: random * 9 };
  }
  if (software === 'misskey') return { ...usage, mau: null, activeHalfyear: null };
  if (counts === 'missing') return { ...unknown };
  if (counts === 'mau-missing') return { ...usage, mau: null, activeHalfyear: null };
  if (counts === 'inflated') return { ...usage, mau: users * 40, activeHalfyear: users * 90 };
  return usage;
}

/** @returns everything a correct crawler learns about the server beside its lists, when nothing is in its way */
export function publishedFacts(server: Server): InstanceFacts {
  return {
    software: server.software,
    version: server.version,
    ...publishedUsage(server),
    language: publishesLanguage(server) ? server.language : null,
    openRegistrations: server.openRegistrations,
    authorizedFetch: null,
    allowlistMode: publishedAllowlistMode(server),
  };
}

/** Mastodon's instance document closes to strangers in limited federation mode before 4.4. */
export function instanceDocumentOpen({ allowlistMode, version }: Server): boolean {
  return !allowlistMode || isAtLeast(version, '4.4.0');
}

function publishesLanguage(server: Server): boolean {
  return server.software === 'mastodon' && instanceDocumentOpen(server);
}

/** What can be concluded from a flag, a 401 on the instance document, or a list of allowed names; null without a sign. */
function publishedAllowlistMode(server: Server): boolean | null {
  const { software, version, allowlistMode, blocksShown } = server;
  switch (software) {
    case 'mastodon':
      // Before 4.4 only the closed door says anything.
      return allowlistMode || isAtLeast(version, '4.4.0') ? allowlistMode : null;
    case 'lemmy':
      return allowlistMode;
    case 'pleroma':
    case 'akkoma':
      return blocksShown === 'none' ? null : allowlistMode;
    case 'misskey':
      return isAtLeast(version, '2024.9.0') ? false : null;
    default:
      return null;
  }
}
