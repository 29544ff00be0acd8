/** How many people and posts a server says it has, which may be more, less or other than the truth. */
import type { Usage } from './software/model.ts';
import type { Server } from './types.ts';

/** @returns the numbers software without a habit of its own publishes, null where it leaves one out */
export function commonUsage(server: Server): Usage {
  const { counts, users } = server;
  const usage = {
    users: users * server.inflation,
    mau: server.people * server.inflation,
    activeHalfyear: server.activeHalfyear * server.inflation,
    posts: server.posts * server.inflation,
  };
  if (counts === 'missing') return { users: null, mau: null, activeHalfyear: null, posts: null };
  if (counts === 'mau-missing') return withoutActive(usage);
  if (counts === 'inflated') return { ...usage, mau: users * 40, activeHalfyear: users * 90 };
  return usage;
}

/** For software that counts no active people, and knows no other habit. */
export function totalsOnly({ users, posts }: Server): Usage {
  return { users, mau: null, activeHalfyear: null, posts };
}

function withoutActive(usage: Usage): Usage {
  return { ...usage, mau: null, activeHalfyear: null };
}
