/** Mbin 1.7 to 1.10 and kbin 0.10 (`src/Controller/Api/Instance/InstanceRetrieveFederationApi.php`). */
import type { ObservedLists } from '../../types.ts';
import { type Answer, json } from '../answer.ts';
import { listsOf, shown } from '../expecting.ts';
import { keptRows, knownNames, plainRows, withoutListed } from '../published.ts';
import { lines, type RobotsFile } from '../robots-file.ts';
import type { Server, World } from '../types.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

/** 60 requests in 60 s; the last is a Unix time under a name of its own. */
const rateHeaders = {
  'x-ratelimit-limit': '60',
  'x-ratelimit-remaining': '59',
  'x-ratelimit-retry-after': String(Date.UTC(2026, 10, 1) / 1000),
};

const family = {
  isForum: true,
  words: { full: ['blocked'], limit: [], media: [] },
} as const;

export const mbin: SoftwareModel = {
  ...family,
  share: 80,
  japaneseShare: 10,
  versions: { '1.8.4': 0.6, '1.7.4': 0.4 },
  robots: () => longRobots('1/5s'),
  emulate: (world, server, { path }) =>
    nodeinfoOf(world, server, path, 'http') ?? withRates(mbinLists(world, server, path)) ?? notFound(path),
  expectLists: (world, server) => ({
    ...expectBlocks(server),
    peers: shown(withoutListed(knownNames(world, server), server)),
  }),
  listPaths: () => ({ peers: '/api/federated', blocks: '/api/defederated' }),
};

export const kbin: SoftwareModel = {
  ...family,
  share: 15,
  japaneseShare: 2,
  versions: { '0.10.1': 1 },
  robots: () => longRobots('1/1s'),
  emulate: (world, server, { path }) =>
    nodeinfoOf(world, server, path, 'https') ??
    (path === '/api/defederated' ? json({ instances: namesOf(server) }) : notFound(path)),
  expectLists: (_, server) => expectBlocks(server),
  listPaths: () => ({ blocks: '/api/defederated' }),
};

/** Neither has comments. */
function expectBlocks(server: Server): ObservedLists {
  return listsOf({ blocks: shown(keptRows(plainRows(server)).map((row) => ({ ...row, comment: null }))) });
}

/** Groups of unwanted robots, then everybody's, with lines that lack the colon. */
function longRobots(requestRate: string): RobotsFile {
  const unwanted = ['BadBot', 'EmailSiphon', 'WebStripper'].map((name) => `User-agent: ${name}\nDisallow: /\n`);
  const pages = ['/d/', '/u/', '/login'];
  const rules = [
    'User-agent: *',
    `Request-rate: ${requestRate}`,
    'Crawl-delay: 5',
    'Disallow /er/*',
    'Disallow /ers/*',
  ];
  const text = lines([...unwanted, ...rules, ...pages.map((path) => `Disallow: ${path}`)]);
  return { disallow: pages, delayS: 5, text };
}

function nodeinfoOf(world: World, server: Server, path: string, relScheme: 'http' | 'https'): Answer | undefined {
  const documents = { '2.0': '/nodeinfo/2.0.json', '2.1': '/nodeinfo/2.1.json' };
  return answerNodeinfo({ documents, comments: true, relScheme }, world, server, path);
}

function mbinLists(world: World, server: Server, path: string): Answer | undefined {
  const rows = (names: readonly string[]) => json({ instances: names.map((name) => toRow(world, name)) });
  switch (path) {
    case '/api/federated':
      return rows(withoutListed(knownNames(world, server), server));
    case '/api/defederated':
      return json({ instances: namesOf(server) });
    case '/api/defederated/v2':
      return rows(namesOf(server));
    case '/api/dead':
      return rows(knownNames(world, server).filter((name) => world.find(name)?.condition !== 'alive'));
    default:
      return undefined;
  }
}

function withRates(answer: Answer | undefined): Answer | undefined {
  return answer && { ...answer, headers: { ...rateHeaders, ...answer.headers } };
}

function toRow(world: World, domain: string) {
  const other = world.find(domain);
  const isKnown = other !== undefined && other.condition === 'alive';
  return { domain, software: isKnown ? other.software : null, version: isKnown ? other.version : null };
}

function namesOf({ blocks }: Server): string[] {
  return [...new Set<string>(blocks.map(({ target }) => target))].sort();
}

function notFound(path: string): Answer | undefined {
  return path.startsWith('/api/') ? json({ message: 'Not Found' }, { status: 404 }) : undefined;
}
