/** The map, what stands on it, and its legend. */
import type { Mark } from '../../../map/marks.ts';
import type { HostChange } from '../../../shared/snapshot-changes.ts';

const marks: Record<Mark, string> = {
  focus: 'looked from',
  cut: 'cut by this scenario',
  hidden: 'hidden by it, not cut',
  opened: 'open again by it',
  'cut-today': 'cut today already',
  'hidden-today': 'hidden today already',
  kept: 'kept',
  unknown: 'contact not known',
  silent: 'no answer, or not visited',
};

const changes: Record<HostChange, string> = {
  new: 'new since then',
  gone: 'answered then, no longer',
  changed: 'its lists or blocks changed',
  'not-observed': 'nothing read since, so not known',
};

export const map = {
  marks,
  changes,
  kind: 'map',
  label:
    'Map of servers. Arrow keys move it, plus and minus zoom, 0 shows all. N and P walk from server to server, Enter looks from one. The table holds the same facts.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  showAll: 'Show the whole map',
  rings: 'Rings',
  ringsHint: 'Show who is tied most: nearer the middle is stronger',
  small: 'Personal servers',
  smallHint: 'Draw servers of fewer than 10 people one by one',
  still: 'This picture is still, since the browser does not let the page draw with WebGL; everything else works.',
  folded: (servers: number) => `+${servers} small ${servers === 1 ? 'server' : 'servers'}`,
  withinRing: (share: string) => `${share} of its contact within`,
  noCommunity: 'in no community',
  drawn: (servers: string, from: string | null) =>
    from === null ? `${servers} servers are drawn.` : `Looking from ${from}, ${servers} servers are drawn:`,
  counted: (count: string, mark: string) => `${count} ${mark}`,
  sameFacts: 'The table holds the same facts.',
  walked: (at: number, of: number) => `${at} of ${of}`,
  title: 'Map of fediverse servers',
  titleFrom: (host: string) => `Map of fediverse servers, looked from ${host}`,
  caption: (date: string, visited: string, hosts: string) =>
    `Faultline · snapshot of ${date} · ${visited} of ${hosts} servers answered`,
  leftOut: (servers: string, edges: string) =>
    `Not in this picture: ${servers} smaller servers and ${edges} weaker ties.`,
};

export const legend = {
  title: 'Legend',
  communities: 'Communities',
  colours: 'Colours and sizes',
  server: 'server',
  folded: 'small servers, together',
  larger: (people: string) => `Larger: more ${people}.`,
  lit: (share: string) => `Full colour: the ties that carry ${share} of its contact.`,
  lines: 'A tie that is cut is broken, one that is hidden is dotted, one not known is dashed.',
  rings: 'Rings: the nearer the middle, the more of its contact a server carries. Direction means nothing.',
  sinceBefore: 'Since the earlier snapshot:',
  more: (count: string, one: boolean) => `${count} more ${one ? 'server is' : 'servers are'} not drawn`,
  amongThem: (list: string) => `, among them ${list}`,
  otherCommunities: (count: string) => `${count} smaller, or none`,
  noCommunity: 'no community',
  keptUnknown: 'server; its contact is not known',
};
