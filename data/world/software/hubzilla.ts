/**
 * Hubzilla with its statistics addon: blocked sites on a page for people (`Zotlabs/Module/Siteinfo.php`,
 * `view/tpl/siteinfo.tpl`), no peers, and a wish not to be counted.
 */
import { type Answer, type Emulator, json } from '../answer.ts';
import { listsOf, shown } from '../expecting.ts';
import { keptRows, plainRows } from '../published.ts';
import type { Server } from '../types.ts';
import { commonUsage } from '../usage.ts';
import type { SoftwareModel, Usage } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

export const hubzilla: SoftwareModel = {
  share: 60,
  japaneseShare: 5,
  versions: { '8.8.7': 0.6, '9.4.3': 0.4 },
  sizeFactor: 0.3,
  words: { full: ['blocked'], limit: [], media: [] },
  setup: (_, random) => ({ optsOut: random() < 0.15 }),
  emulate,
  usage,
  optOut: 'hide-in-statistics',
  // The page has no reasons.
  expectLists: (_, server) =>
    listsOf({ blocks: shown(keptRows(plainRows(server)).map((row) => ({ ...row, comment: null }))) }),
  listPaths: () => ({ blocks: '/siteinfo' }),
};

/** Every number of a hidden hub is 1, if its administrator has the addon; the other half does not. */
function usage(server: Server): Usage {
  const isMasked = server.optsOut && server.index % 2 === 0;
  return isMasked ? { users: 1, mau: 1, activeHalfyear: 1, posts: 1 } : commonUsage(server);
}

function emulate(...[world, server, { path }]: Parameters<Emulator>): Answer | undefined {
  const documents = { '1.0': '/nodeinfo/1.0', '2.0': '/nodeinfo/2.0' };
  if (path === '/nodeinfo/1.0') {
    return answerNodeinfo({ documents: { '1.0': path }, usage, name: 'redmatrix' }, world, server, path);
  }
  const nodeinfo = answerNodeinfo({ documents, usage }, world, server, path);
  if (nodeinfo !== undefined) return nodeinfo;
  if (path === '/siteinfo.json') return json(siteInfo(server));
  return path === '/siteinfo' ? siteInfoPage(server) : undefined;
}

function siteInfo({ host, version, openRegistrations, optsOut }: Server) {
  return {
    url: `https://${host}`,
    platform: 'hubzilla',
    site_name: host,
    version,
    register_policy: openRegistrations ? 'open' : 'closed',
    hide_in_statistics: optsOut ? 1 : 0,
  };
}

/** In the box of the page: what the administrator writes, the addons, and the blocked sites where there are any. */
function siteInfoPage({ host, version, blocks }: Server): Answer {
  const listOf = (texts: readonly string[]) => `<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
  const blocked = blocks.length > 0 ? `<h3>Blocked sites</h3>${listOf(blocks.map(({ target }) => target))}` : '';
  const box = `<div class="section-content-wrapper"><ul><li>Be kind</li></ul></div>
    <h3>Installed addons</h3>${listOf(['diaspora', 'pubcrawl', 'statistics'])}${blocked}`;
  const body = `<!DOCTYPE html><html><head><title>${host}</title></head><body><nav><ul><li>Login</li></ul></nav>
    <div class="generic-content-wrapper-styled"><h2>${host}</h2><p>Version ${version}</p>${box}</div></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
