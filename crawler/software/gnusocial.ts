/**
 * GNU social: no list of servers is public, but its configuration says whether the site is private.
 * Upstream: plugins/Nodeinfo/actions/nodeinfo_2_0.php for the name; the document is the one StatusNet had.
 */
import type { SoftwareAdapter } from './adapter.ts';
import { allLists } from './lists.ts';
import { isSitePrivate, optedOut, statusnetConfigPath } from './opt-outs.ts';

export const gnusocial: SoftwareAdapter = {
  names: ['gnusocial'],
  paths: { [statusnetConfigPath]: ['facts'] },
  *read({ consent }) {
    const optOut = isSitePrivate(yield { method: 'GET', path: statusnetConfigPath }) ? 'site-private' : undefined;
    if (optOut !== undefined && !consent) return optedOut(optOut);
    return { ...allLists('unsupported', null), optOut };
  },
};
