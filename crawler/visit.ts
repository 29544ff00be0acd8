/**
 * One visit to one host: robots.txt, NodeInfo, then the software's adapter.
 */
import type { Disclosure, Host, KnownHost, OptOut, Outcome, Part, Visit, VisitStatus } from '../data/types.ts';
import type { Effects } from './effects.ts';
import { field } from './http/read.ts';
import { Session, type SessionAnswer, type SessionOptions } from './http/session.ts';
import { discoveryPath, otherHost, readDiscovery, readNodeInfo } from './nodeinfo.ts';
import type { Readings, SoftwareAdapter, Visited } from './software/adapter.ts';
import { adapterFor } from './software/index.ts';
import { allLists } from './software/lists.ts';

export interface VisitOptions extends Omit<SessionOptions, 'known'> {
  /** Who reads which software; the registry unless given. */
  adapterOf?: typeof adapterFor;
}

/**
 * @returns everything the visit brought; of one that the signal cut short only its requests, and undefined when there
 * are none: half a visit says nothing about a server, but what it was asked stays on record
 */
export async function visitHost(known: KnownHost, options: VisitOptions): Promise<Visit | undefined> {
  const { host } = known;
  const startedAt = options.effects.now();
  const { adapterOf = adapterFor, ...manners } = options;
  const session = new Session({ known, ...manners });
  const complete = await readServer(host, session, adapterOf);
  const { requests, notBefore, robots, permission, wasCut } = session;
  if (wasCut && !requests.some(({ outcome }) => outcome !== 'robots-disallowed')) return undefined;
  const found = wasCut ? endOf('aborted') : complete;
  // The clock may be set back meanwhile.
  const finishedAt = Math.max(startedAt, options.effects.now());
  return { host, startedAt, finishedAt, requests, notBefore, robots, consent: permission.usedConsent, ...found };
}

/** The visit of a host that has no address we could ask at. */
export function visitNowhere(host: Host, outcome: Outcome, { now }: Pick<Effects, 'now'>): Visit {
  const at = now();
  const nothing = { requests: [], notBefore: null, robots: null, consent: false };
  return { host, startedAt: at, finishedAt: at, ...nothing, ...endOf(outcome) };
}

type Found = Omit<Visit, 'host' | 'startedAt' | 'finishedAt' | 'requests' | 'notBefore' | 'robots' | 'consent'>;

async function readServer(host: Host, session: Session, adapterOf: typeof adapterFor): Promise<Found> {
  const robots = await session.readRobots();
  if (robots.verdict === 'disallow-all') return endOfAnswer(robots, host, refusesUs(robots.outcome));
  const discovery = await session.send({ method: 'GET', path: discoveryPath });
  if (discovery.outcome !== 'ok') return endOfAnswer(discovery, host, saysGone(discovery.outcome));
  const announced = readDiscovery(discovery.json, host);
  if ('outcome' in announced) return endOf(announced.outcome, { alias: 'to' in announced ? announced.to : undefined });
  const document = await session.send({ method: 'GET', path: announced.path });
  if (document.outcome !== 'ok') return endOfAnswer(document, host, saysGone(document.outcome));
  const facts = readNodeInfo(document.json);
  if (facts === undefined) return endOf('malformed');
  const metadata = field(document.json, 'metadata');
  const adapter = adapterOf(facts.software, metadata);
  session.credit(['facts', ...(adapter?.inNodeInfo ?? [])]);
  const visited = { host, facts, metadata, consent: session.permission.hasConsent };
  return readLists(adapter, visited, session);
}

/** robots.txt is there for everybody; who may not even read that is not wanted. */
function refusesUs(outcome: Outcome): OptOut | null {
  return outcome === 'unauthorized' || outcome === 'forbidden' ? 'user-agent-refused' : null;
}

/** Of NodeInfo; a robots.txt that is gone is one that is not there (RFC 9309 section 2.3.1.3). */
function saysGone(outcome: Outcome): OptOut | null {
  return outcome === 'gone' ? 'gone' : null;
}

async function readLists(adapter: SoftwareAdapter | undefined, visited: Visited, session: Session): Promise<Found> {
  const readings = adapter === undefined ? nodeInfoOnly : await drive(adapter, visited, session);
  const { facts, aliases, optOut, ...lists } = readings;
  if (optOut !== undefined && !session.permission.setsAside()) return endOf('opted-out', { optOut });
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
    const brings = partsAt(adapter, step.value.path);
    step = run.next(await session.send({ brings, ...step.value }));
  }
  return step.value;
}

/** What the bot page says we ask for is all we ask for. */
function partsAt({ names, paths }: SoftwareAdapter, path: string): readonly Part[] {
  const parts = paths[path.replace(/\?.*$/s, '')];
  if (parts === undefined) throw new Error(`the adapter for ${names[0]} does not declare ${path}`);
  return parts;
}

/** @param answer a redirect to another server is a fact about this one: it goes by that name too */
function endOfAnswer(
  { outcome, headers }: Pick<SessionAnswer, 'outcome' | 'headers'>,
  host: Host,
  optOut: OptOut | null = null,
): Found {
  return endOf(outcome, { optOut, alias: outcome === 'moved' ? otherHost(headers.location, host) : undefined });
}

/** A visit that ended before there were lists to ask for. */
function endOf(
  reason: Outcome,
  { optOut = null, alias }: { optOut?: OptOut | null; alias?: Host | undefined } = {},
): Found {
  const { status, disclosure } = ends[reason];
  return {
    status,
    reason,
    optOut,
    facts: null,
    aliases: alias === undefined ? [] : [alias],
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
  'not-kept': unreached,
};
