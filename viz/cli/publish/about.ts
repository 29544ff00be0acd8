/** What is in a site and what is not, and the file that says so to whoever finds the folder. */

import { showCount } from '../../../analysis/report/figures.ts';
import type { Coverage, SnapshotRef } from '../../../analysis/types.ts';
import type { ServersLeftOut } from '../../../data/export/left-out.ts';
import { publishingRules } from '../../../data/export/publishing-rules.ts';
import type { Detail } from '../../../data/export/table.ts';
import { version } from '../../../data/version.ts';

export interface About {
  snapshot: SnapshotRef;
  coverage: Coverage;
  leftOut: ServersLeftOut;
  detail: Detail;
}

/** @returns one sentence an item */
export function describeSite({ snapshot, coverage, leftOut, detail }: About): string[] {
  const all = Object.values(leftOut.servers).reduce((sum, count) => sum + count, 0);
  const reasons = publishingRules
    .filter(({ reason }) => leftOut.servers[reason] > 0)
    .map(({ reason, why }) => `${showCount(leftOut.servers[reason])}: ${why}`);
  return [
    `Published with Faultline ${version} from snapshot ${snapshot.id}, as of ${snapshot.asOf.slice(0, 10)}: ${showCount(coverage.hosts)} servers, of which ${showCount(coverage.visited)} answered.`,
    all === 0
      ? 'Every known server is shown by its name.'
      : `${showCount(all)} more known servers are not in it (${reasons.join('; ')}).`,
    detail === 'full'
      ? 'Who declares what on whom among the servers shown is in it, without comments and without the names behind masks.'
      : 'Who blocks whom is not in it: what is asked is answered from ties, as if no block stood yet, and the blocks in force come in as one sum a server, where at least five servers are behind it.',
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
    '| `host/` | a page of text for each server |',
    '| `robots.txt` | heard at the root of a domain only; the pages of servers say `noindex` themselves |',
    '| `SHA256SUMS` | check with `sha256sum -c SHA256SUMS` |',
    '',
    'All files but `index.html`, `robots.txt`, `README.md`, `SHA256SUMS` and the pages of servers bear a hash of their content',
    'in their names and may be cached for ever.',
    '',
  ].join('\n');
}
