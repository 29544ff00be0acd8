/**
 * The page for administrators whose servers a crawl asks, written from what the crawler does: its settings and the paths
 * that its adapters declare. What stands here is all that is asked for.
 */
import { longestWaitMs } from '../../../crawler/http/retry.ts';
import { robotsHoldMs } from '../../../crawler/http/session.ts';
import { unheardOf } from '../../../crawler/known.ts';
import { discoveryPath } from '../../../crawler/nodeinfo.ts';
import { cutShortRestMs, intervals, type RevisitState } from '../../../crawler/revisit.ts';
import { type CrawlSettings, robotsToken, userAgent } from '../../../crawler/settings.ts';
import { adapters } from '../../../crawler/software/index.ts';
import { readHost } from '../../../data/host.ts';
import type { KnownHost, OptOut } from '../../../data/types.ts';
import type { Block, Inline, Page } from './page.ts';
import { showBytes, showDuration } from './quantities.ts';

/** @param settings of the crawl that the page explains; it names a contact */
export function describeBot(settings: CrawlSettings): Page {
  return {
    title: `${robotsToken}: who asks your server, for what, and how to stop it`,
    blocks: [
      ...describeOwner(settings),
      ...describePaths(),
      ...describePace(settings),
      ...describeKept(settings),
      ...describeOptOut(settings),
      ...describeOptIn(),
    ],
  };
}

function describeOwner(settings: CrawlSettings): Block[] {
  const { contact, infoUrl } = settings;
  return [
    {
      paragraph: [
        `${robotsToken} reads what servers of the fediverse publish about their federation: which servers they know, and which they block or limit. From that it estimates which parts of the fediverse a block, or being blocked, would cut people off from. It is free software under the AGPL.`,
      ],
    },
    {
      list: [
        ['Run by: ', { code: contact! }],
        ...(infoUrl === null ? [] : [['About this crawl: ', { code: infoUrl }]]),
        ['User agent: ', { code: userAgent(settings) }],
        ['Name for robots.txt: ', { code: robotsToken }],
      ],
    },
  ];
}

const describePaths = (): Block[] => [
  { heading: 'What it asks for' },
  {
    paragraph: ['First robots.txt, and then only what that allows, path by path. Of every server:'],
  },
  { list: [[{ code: '/robots.txt' }], [{ code: discoveryPath }], ['the NodeInfo document that this one names']] },
  { paragraph: ['Then, by the software that NodeInfo names, these and no other paths:'] },
  {
    head: ['software', 'paths'],
    rows: Object.values(adapters).map(({ names, paths }) => [[names.join(', ')], separated(Object.keys(paths))]),
  },
  {
    paragraph: [
      'Any other software is asked for nothing more, unless its NodeInfo says which of these it comes from, or whose API it speaks. Nothing is ever written, nobody signs in, and a redirect is followed only within the same server.',
    ],
  },
];

function separated(paths: readonly string[]): Inline {
  return paths.flatMap((path, position) => (position === 0 ? [{ code: path }] : [', ', { code: path }]));
}

function describePace(settings: CrawlSettings): Block[] {
  const { minGapMs, crawlDelayLimitMs, retryAfterLimitMs, maxRequests, maxBytes, maxRequestsPerSecond } = settings;
  return [
    { heading: 'How fast, and how often' },
    {
      list: [
        [
          `One request at a time per registrable domain and per address, with a rest of at least ${showDuration(minGapMs)} between the end of one and the start of the next, however many servers share them.`,
        ],
        [`To all servers together, at most ${maxRequestsPerSecond} requests a second.`],
        [
          { code: 'Crawl-delay' },
          ' and ',
          { code: 'Request-rate' },
          ` are honoured up to ${showDuration(crawlDelayLimitMs)}; a server that asks for more is left alone for the run.`,
        ],
        [
          { code: 'Retry-After' },
          ` and rate limit headers are honoured: up to ${showDuration(retryAfterLimitMs)} they are waited out, beyond that the server is left alone until then, for ${showDuration(longestWaitMs)} at most.`,
        ],
        [`At most ${maxRequests} requests in one visit, and at most ${showBytes(maxBytes)} for one list.`],
        ['Lists that did not change are not sent again, where the server gives entity tags.'],
        ['Nothing that was refused is asked for again in the same visit.'],
      ],
    },
    { head: ['a server that', 'is visited again'], rows: describeRevisits(settings) },
  ];
}

/** How each state of a server is told; what is never visited, or was never, has a row of its own or none. */
const stateWords: Readonly<Record<RevisitState, string | null>> = {
  new: null,
  answered: 'answered',
  unreadable: 'answered, and is no server that we can read',
  refused: 'refused us, by robots.txt or otherwise',
  'opted-out': 'says in one of the ways below that it does not want to be counted',
  gone: 'said that it is gone, or refused our user agent',
  dying: 'has been silent for less than a week',
  dead: 'has been silent for longer',
};

function describeRevisits(settings: CrawlSettings): Inline[][] {
  const rows = (Object.entries(stateWords) as [RevisitState, string | null][]).flatMap(([state, words]) =>
    words === null ? [] : [[[words], [describeInterval(state, settings)]]],
  );
  const afterCut = `after ${showDuration(cutShortRestMs)} at the earliest, and not before its other row says`;
  return [...rows, [['was being asked when a crawl was interrupted'], [afterCut]]];
}

function describeInterval(state: RevisitState, settings: CrawlSettings): string {
  if (state === 'answered' || state === 'dying') {
    return `after ${showDuration(settings.revisitAfterMs)} at the earliest, with up to a tenth added`;
  }
  const after = (silenceMs: number) => intervals[state].afterMs(silentFor(silenceMs), settings);
  const [soonest, latest] = [after(7 * dayMs), after(366 * dayMs)];
  if (soonest === null || latest === null) return 'never';
  const first = `after ${showDuration(soonest)} at the earliest`;
  return latest === soonest ? first : `${first}, then ever more rarely, in the end after ${showDuration(latest)}`;
}

const dayMs = 86_400_000;

function silentFor(silenceMs: number): KnownHost {
  const lastVisit = { finishedAt: silenceMs, status: 'unreached', reason: 'timeout', optOut: null } as const;
  return { ...unheardOf(readHost('server.example')!), lastVisit, silentSince: 0, silentVisits: 1 };
}

function describeKept({ keepBodies }: CrawlSettings): Block[] {
  return [
    { heading: 'What is kept, and what never' },
    {
      list: [
        [
          'Kept: what NodeInfo says of the server (software, version, numbers of accounts and posts), the lists of servers it publishes with the actions and public reasons beside them, published totals of follows between two servers, and for every request its address, time, outcome, size and a hash of the answer.',
        ],
        ['Never asked for and never kept: accounts, names or contact data of people, posts, and who follows whom.'],
        [
          keepBodies
            ? 'Answers themselves are kept too, so that they can be read again where a reader was wrong; what they say of persons is taken out before. Pages that name people are not kept.'
            : `Answers themselves are not kept, except the last robots.txt, which is used for at most ${showDuration(robotsHoldMs)}.`,
        ],
      ],
    },
  ];
}

/** What each way of saying no, beyond robots.txt, looks like on a server. */
const optOutWords: Readonly<Record<OptOut, Inline>> = {
  gone: [{ code: '410 Gone' }, ' in answer to ', { code: discoveryPath }, ' or for the NodeInfo document'],
  'user-agent-refused': [{ code: '401' }, ' or ', { code: '403' }, ' for robots.txt itself'],
  'hide-in-statistics': [{ code: 'hide_in_statistics' }, ' of Hubzilla and its kin, or statistics that are all 1'],
  'site-private': [{ code: 'site.private' }, ' in ', { code: '/api/statusnet/config.json' }],
  'statistics-private': [{ code: 'metadata.private' }, ' in the NodeInfo of Funkwhale'],
};

function describeOptOut({ contact }: CrawlSettings): Block[] {
  return [
    { heading: 'How to stop it' },
    { paragraph: ['In robots.txt, which holds from the next visit on:'] },
    { code: [`User-agent: ${robotsToken}`, 'Disallow: /'] },
    { paragraph: ['Each of these is taken as a no as well:'] },
    { list: Object.values(optOutWords) },
    {
      paragraph: [
        'Or write to ',
        { code: contact! },
        '. Then your server can also be forgotten: it is taken out of the data, by name and by every row, and lists of others that name it do not bring it back.',
      ],
    },
  ];
}

/** Mastodon 4.4 and later forbid the block list to every crawler in the robots.txt they ship. */
const describeOptIn = (): Block[] => [
  { heading: 'How to let it read your block list' },
  {
    paragraph: [
      'The robots.txt that Mastodon 4.4 and later ship keeps crawlers from the list of blocked servers, even where it is public. To let this one read it, add a group of its own:',
    ],
  },
  { code: [`User-agent: ${robotsToken}`, 'Allow: /api/v1/instance/domain_blocks'] },
  {
    paragraph: [
      'A group of its own takes the place of the rules for everybody, so the rules meant for others no longer hold for it. It stays with the paths on this page all the same, whatever robots.txt allows.',
    ],
  },
  {
    paragraph: [
      'Permission can also be given by mail. It is noted, and every visit that used it says so in the data. It sets aside two things and nothing else: rules in robots.txt that are meant for every crawler, and the flags by which a server asks not to be counted (',
      { code: 'hide_in_statistics' },
      ', ',
      { code: 'site.private' },
      ', ',
      { code: 'metadata.private' },
      '). Rules that name ',
      { code: robotsToken },
      ', ',
      { code: 'Crawl-delay' },
      ', and any ',
      { code: '401' },
      ', ',
      { code: '403' },
      ' or ',
      { code: '410' },
      ' hold with permission as without it. A server that is never visited again for one of these stays so: whoever runs the crawl has to forget it first, and then name it again.',
    ],
  },
];
