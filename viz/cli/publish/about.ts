/** What is in a site and what is not, and the file that says so to whoever finds the folder. */

import { showCount } from '../../../analysis/report/figures.ts';
import type { Coverage, SnapshotRef } from '../../../analysis/types.ts';
import type { ServersLeftOut } from '../../../data/export/left-out.ts';
import { publishingRules } from '../../../data/export/publishing-rules.ts';
import type { Detail } from '../../../data/export/table.ts';
import { version } from '../../../data/version.ts';

export interface About {
  snapshot: SnapshotRef;
  /** Servers in the site. */
  shown: number;
  /** Of the whole snapshot. */
  coverage: Coverage;
  leftOut: ServersLeftOut;
  detail: Detail;
}

/** @returns one sentence an item */
export function describeSite({ snapshot, shown, coverage, leftOut, detail }: About): string[] {
  const all = Object.values(leftOut.servers).reduce((sum, count) => sum + count, 0);
  const reasons = publishingRules
    .filter(({ reason }) => leftOut.servers[reason] > 0)
    .map(({ reason, why }) => `${showCount(leftOut.servers[reason])}: ${why}`);
  return [
    `Published with Faultline ${version} from snapshot ${snapshot.id}, as of ${snapshot.asOf.slice(0, 10)}: ${showCount(coverage.visited)} of ${showCount(coverage.hosts)} known servers answered, and ${showCount(shown)} are shown.`,
    all === 0
      ? 'Every known server is shown by its name.'
      : `${showCount(all)} more known servers are not in it (${reasons.join('; ')}).`,
    detail === 'full'
      ? 'Who declares what on whom among the servers shown is in it, without comments and without the names behind masks.'
      : 'Who blocks whom is not in it: what is asked is answered from ties, without the blocks that stand, which come in as one sum a server where at least five servers are behind it.',
    'Answers are computed in the browser; nothing that is asked leaves it.',
  ];
}

export function renderSiteReadme(about: About): string {
  return [
    '# A map made with Faultline',
    '',
    ...describeSite(about).map((sentence) => `- ${sentence}`),
    '',
    'Copy the whole folder to any web space; every address in it is relative, so that it may lie in a sub-folder. It needs',
    'a web server, if only `python3 -m http.server`: opened as a file, a browser lets the page read no other files.',
    '',
    '| file | what it is |',
    '|---|---|',
    '| `index.html` | the page |',
    '| `site.*.json` | the manifest, which names the files below |',
    '| `data/map.*.bin`, `map.*.svg` | the map, and a still picture of it |',
    '| `data/base.*.bin`, `data/hosts-*.bin` | what answers are computed from, fetched when somebody asks |',
    '| `embed/` | the map for other pages: `faultline-map.js` is the element, `index.html` the page for a frame |',
    '| `oembed.json`, `host/*.oembed.json` | what editors are told when a link to the site is pasted; there with `--base-url` |',
    '| `_headers` | the header below, for Netlify and Cloudflare Pages |',
    '| `host/` | a page of text for each server |',
    '| `robots.txt` | heard at the root of a domain only; the pages of servers say `noindex` themselves |',
    '| `SHA256SUMS` | check with `sha256sum -c SHA256SUMS` |',
    '',
    'All files but `index.html`, `robots.txt`, `README.md`, `SHA256SUMS`, the pages of servers and those of fixed names in',
    '`embed/` bear a hash of their content in their names and may be cached for ever.',
    '',
    '## On other pages',
    '',
    'The element loads files of this site from a page elsewhere, and WordPress puts a pasted link into a frame that belongs to',
    'no site at all. Both need one header, which lets any page read what is public anyway; a frame you write yourself does not.',
    '',
    '| web server | one line |',
    '|---|---|',
    '| Caddy | `header Access-Control-Allow-Origin *` |',
    '| nginx | `add_header Access-Control-Allow-Origin *;` |',
    '| Apache | `Header set Access-Control-Allow-Origin "*"`, in the configuration or, where the web space allows it, in `.htaccess` |',
    '| Netlify, Cloudflare Pages | nothing: `_headers` says it |',
    '| GitHub Pages | nothing: it is sent always |',
    '',
    '```html',
    '<script type="module" src="https://this.site/embed/faultline-map.js"></script>',
    '<faultline-map src="https://this.site/" focus="a.server" block="b.server"><a href="https://this.site/">The map</a></faultline-map>',
    '<iframe src="https://this.site/embed/index.html?host=a.server" title="Map of the fediverse" width="100%" height="520"></iframe>',
    '```',
    '',
    'A pasted link becomes the map as a whole, or as seen from a server where it leads to the page of that server: plain files',
    'cannot answer for each question a link may hold. For a what-if take one of the two above.',
    '',
  ].join('\n');
}
