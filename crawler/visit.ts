/**
 * One visit to one host: robots.txt, NodeInfo, then the software's adapter.
 */
import type { Disclosure, Host, Outcome, Visit, VisitStatus } from '../data/types.ts';
import type { Effects } from './effects.ts';
import type { Pace } from './http/pace.ts';
import { field } from './http/read.ts';
import { robotsVerdicts } from './http/robots.ts';
import { Session } from './http/session.ts';
import { discoveryPath, readDiscovery, readNodeInfo } from './nodeinfo.ts';
import type { CrawlSettings } from './settings.ts';
import type { Readings, SoftwareAdapter, Visited } from './software/adapter.ts';
import { adapterFor } from './software/index.ts';
import { allLists } from './software/lists.ts';

export interface VisitOptions {
  effects: Effects;
  settings: CrawlSettings;
  pace: Pace;
  signal?: AbortSignal | undefined;
}

/**
 * @returns everything the visit brought; of one that the signal cut short only its requests, and undefined when there
 * are none: half a visit says nothing about a server, but what it was asked stays on record
 */
export async function visitHost(host: Host, options: VisitOptions): Promise<Visit | undefined> {
  const startedAt = options.effects.now();
  const session = new Session({ host, ...options });
  const complete = await readServer(host, session);
  const { requests, notBefore, wasCut } = session;
  if (wasCut && !requests.some(({ outcome }) => outcome !== 'robots-disallowed')) return undefined;
  const found = wasCut ? endOf('aborted') : complete;
  // The clock may be set back meanwhile.
  const finishedAt = Math.max(startedAt, options.effects.now());
  return { host, startedAt, finishedAt, requests, notBefore, robots: null, consent: false, ...found };
}

type Found = Omit<Visit, 'host' | 'startedAt' | 'finishedAt' | 'requests' | 'notBefore' | 'robots' | 'consent'>;

async function readServer(host: Host, session: Session): Promise<Found> {
  const robots = await session.readRobots();
  if (robotsVerdicts[robots.outcome] === 'disallow-all') return endOf(robots.outcome);
  const discovery = await session.send({ method: 'GET', path: discoveryPath });
  if (discovery.outcome !== 'ok') return endOf(discovery.outcome);
  const announced = readDiscovery(discovery.json, host);
  if ('outcome' in announced) return endOf(announced.outcome);
  const document = await session.send({ method: 'GET', path: announced.path });
  const facts = document.outcome === 'ok' ? readNodeInfo(document.json) : undefined;
  if (facts === undefined) return endOf(document.outcome === 'ok' ? 'malformed' : document.outcome);
  return readLists({ host, facts, metadata: field(document.json, 'metadata') }, session);
}

async function readLists(visited: Visited, session: Session): Promise<Found> {
  const adapter = adapterFor(visited.facts.software);
  const { facts, aliases, ...lists } = adapter === undefined ? nodeInfoOnly : await drive(adapter, visited, session);
  return {
    status: 'visited',
    reason: 'ok',
    optOut: null,
    facts: { ...visited.facts, ...facts },
    aliases: aliases ?? [],
    ...lists,
  };
}

const nodeInfoOnly: Readings = allLists('unsupported', null);

async function drive(adapter: SoftwareAdapter, visited: Visited, session: Session): Promise<Readings> {
  const run = adapter.read(visited);
  let step = run.next();
  while (!step.done) {
    requirePath(adapter, step.value.path);
    step = run.next(await session.send(step.value));
  }
  return step.value;
}

/** What the bot page says we ask for is all we ask for. */
function requirePath({ names, paths }: SoftwareAdapter, path: string): void {
  if (!paths.includes(path.replace(/\?.*$/s, '')))
    throw new Error(`the adapter for ${names[0]} does not declare ${path}`);
}

/** A visit that ended before there were lists to ask for. */
function endOf(reason: Outcome): Found {
  const { status, disclosure } = ends[reason];
  return {
    status,
    reason,
    optOut: null,
    facts: null,
    aliases: [],
    ...allLists(disclosure, disclosure === 'unsupported' ? null : reason),
  };
}

const refused = { status: 'refused', disclosure: 'withheld' } as const;
const unreached = { status: 'unreached', disclosure: 'unreached' } as const;
/** It answers, and speaks no NodeInfo: no software of which we know a list. */
const other = { status: 'visited', disclosure: 'unsupported' } as const;

/** What it means when robots.txt or NodeInfo comes to this instead of something to read. */
const ends: Readonly<Record<Outcome, { status: VisitStatus; disclosure: Disclosure }>> = {
  ok: unreached,
  'not-modified': unreached,
  'robots-disallowed': refused,
  'opted-out': refused,
  unauthorized: refused,
  forbidden: refused,
  'not-found': other,
  gone: unreached,
  moved: unreached,
  'redirect-loop': unreached,
  'rate-limited': unreached,
  'client-error': unreached,
  'server-error': unreached,
  'no-address': unreached,
  'private-address': unreached,
  'connection-failed': unreached,
  'tls-failed': unreached,
  timeout: unreached,
  'too-large': unreached,
  'not-json': unreached,
  malformed: unreached,
  aborted: unreached,
};
