/** The table that holds the same facts as the map. */
import type { HostChange } from '../../../shared/snapshot-changes.ts';

const changes: Record<HostChange | 'same', string> = {
  new: 'new',
  gone: 'gone',
  changed: 'changed',
  'not-observed': 'not observed',
  same: 'unchanged',
};

export const table = {
  region: 'Servers, as a table',
  caption: 'Servers on the map',
  captionFrom: (host: string) => `Servers as seen from ${host}`,
  /** Beside the caption, for who cannot see the arrow. */
  sortHint: 'A button in a heading sorts by that column.',
  filter: 'Filter',
  filterPlaceholder: 'name of a server',
  community: 'Community',
  software: 'Software',
  anyCommunity: 'all communities',
  anySoftware: 'all software',
  noCommunity: 'in none',
  noSoftware: 'not known',
  show: 'Show',
  all: 'all',
  columns: 'Columns',
  lookFrom: 'Look from this server',
  rows: (count: number, shown: string) => `${shown} ${count === 1 ? 'server' : 'servers'}`,
  more: (next: string, total: string) => `Show ${next} more of ${total}`,
  nothing: 'No server fits. Take a filter away to see more.',
  clear: 'Show all servers',
  folded: (servers: number, shown: string, community: string | null) =>
    `${shown} small ${servers === 1 ? 'server' : 'servers'} ${community === null ? 'in no community' : `of ${community}`}`,
  foldedNote: 'together, fewer than 10 people each',
  headings: {
    host: 'Server',
    community: 'Community',
    software: 'Software',
    seen: 'Answer',
    weight: 'Share of ties',
    evidence: 'Known how',
    today: 'Today',
    after: 'After',
    change: 'Since then',
  },
  seen: { alive: 'answered', dead: 'no answer', unvisited: 'not visited', outside: 'not drawn' },
  today: {
    open: 'open',
    cut: 'cut',
    'in-only': 'only theirs arrive',
    'out-only': 'only ours leave',
    hidden: 'hidden',
    dead: 'no answer',
    unknown: 'not known',
  },
  after: { cut: 'cut', hidden: 'hidden', opened: 'open again', same: 'unchanged' },
  directions: {
    cut: { in: 'theirs no longer arrive', out: 'ours no longer leave', both: 'both ways' },
    opened: { in: 'theirs arrive again', out: 'ours leave again', both: 'both ways' },
  },
  changes,
};
