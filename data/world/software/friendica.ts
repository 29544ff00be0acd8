/** Friendica 2022 to 2024: peers as URLs without the scheme, blocked patterns as CSV (`src/Module/Blocklist/Domain/Download.php`). */
import type { ObservedLists } from '../../types.ts';
import { type Answer, type Ask, bare, type Emulator, json, tagged } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { keptRows, knownNames, plainRows, withoutListed } from '../published.ts';
import { robotsFile } from '../robots-file.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const peersPath = '/api/v1/instance/peers';
const csvPath = '/blocklist/domain/download';

/** The download came with 2022.10. */
const hasCsv = ({ version }: Server) => isAtLeast(version, '2022.10');

export const friendica: SoftwareModel = {
  share: 130,
  japaneseShare: 10,
  versions: { '2024.12': 0.6, '2023.12': 0.3, '2022.06': 0.1 },
  words: { full: ['blocked'], limit: [], media: [] },
  matching: 'glob',
  knowsPatterns: true,
  robots: () => robotsFile(['/settings/', '/admin/', '/message/', '/search', '/help', '/proxy', '/photo', '/avatar']),
  emulate,
  optOut: 'site-private',
  expectLists,
  listPaths: (server) => ({ peers: peersPath, ...(hasCsv(server) ? { blocks: csvPath } : {}) }),
};

function expectLists(world: World, server: Server): ObservedLists {
  return listsOf({
    peers: shown(withoutListed(knownNames(world, server), server)),
    blocks: hasCsv(server) ? shown(keptRows(plainRows(server))) : absent('unsupported'),
  });
}

function emulate(...[world, server, ask]: Parameters<Emulator>): Answer | undefined {
  const documents = {
    '1.0': '/nodeinfo/1.0',
    '2.0': '/nodeinfo/2.0',
    '2.1': '/nodeinfo/2.1',
    '2.2': '/nodeinfo/2.2',
  };
  const nodeinfo = answerNodeinfo({ documents, comments: true }, world, server, ask.path);
  if (nodeinfo !== undefined) return nodeinfo;
  switch (ask.path) {
    case peersPath:
      return json(withoutListed(knownNames(world, server), server).map((name) => addressOf(world, name)));
    case csvPath:
      return hasCsv(server) ? download(server, ask) : undefined;
    case '/api/statusnet/config.json':
      // The flags are words.
      return json({ site: { name: server.host, server: server.host, private: server.optsOut ? '1' : '0' } });
    case '/api/v1/instance/domain_blocks':
      return json({ error: 'This endpoint is not available' }, { status: 501 });
    default:
      return ask.path.startsWith('/api/') ? bare(404) : undefined;
  }
}

/** Some live below a path, some behind a port. */
function addressOf(world: World, name: string): string {
  const other = world.find(name);
  if (other?.software === 'friendica') return `${name}/friendica`;
  return other !== undefined && other.index % 40 === 7 ? `${name}:8443` : name;
}

/** No header row; reasons in quotes, which may hold commas, quotes and line ends. */
function download({ blocks }: Server, ask: Ask): Answer {
  const rows = blocks.map(({ target, comment }) => `${target},"${(comment ?? '').replaceAll('"', '""')}"\n`);
  const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="domain-blocks.csv"' };
  return tagged(ask, { status: 200, headers, body: rows.join('') });
}
