/**
 * NodeInfo, read tolerantly: what a server says it runs and how many people use it.
 * Protocol and schemas 1.0 to 2.2: github.com/jhass/nodeinfo. Deviations taken: a single link object, `https:` in
 * the rel (kbin), relative and `http:` hrefs, numbers as text, missing `services`, `usage` and `metadata`.
 *
 * Numbers are kept as said, also where a software counts something else: WriteFreely blogs, Owncast always one person.
 */
import { readHost } from '../data/host.ts';
import type { Host, InstanceFacts } from '../data/types.ts';
import { field, isRecord, readCount, readFlag, readText } from './http/read.ts';

export const discoveryPath = '/.well-known/nodeinfo';

/** Newest first: PieFed's 2.0, for one, lacks what its 2.1 has. */
const schemas = ['2.2', '2.1', '2.0', '1.1', '1.0'];

/** Where the document is, or why there is none to read here. */
export type Discovery =
  | { path: string }
  /** Every document is on another host, where we do not follow; undefined when that is no name a server may have. */
  | { outcome: 'moved'; to: Host | undefined }
  /** Nothing is announced. */
  | { outcome: 'malformed' };

/** @param json the JRD at `/.well-known/nodeinfo` */
export function readDiscovery(json: unknown, host: Host): Discovery {
  const links = field(json, 'links');
  const documents = (Array.isArray(links) ? links : [links]).flatMap((link) => readLink(link, host));
  documents.sort((a, b) => a.rank - b.rank);
  const here = documents.find(({ url }) => hostAt(url) === host);
  if (here !== undefined) return { path: here.url.pathname + here.url.search };
  const elsewhere = documents[0];
  return elsewhere === undefined ? { outcome: 'malformed' } : { outcome: 'moved', to: hostAt(elsewhere.url) };
}

/**
 * @param address in full or relative, as in a link or in the header `Location`
 * @returns the other server that it names; undefined when it stays on this one, or names none we would ask
 */
export function otherHost(address: unknown, host: Host): Host | undefined {
  const url = readAddress(address, host);
  const named = url && hostAt(url);
  return named === host ? undefined : named;
}

/** @returns the facts of a NodeInfo document, or undefined when it names no software */
export function readNodeInfo(json: unknown): InstanceFacts | undefined {
  const software = readText(field(json, 'software', 'name'), 64)?.toLowerCase();
  if (software === undefined || !isRecord(json)) return undefined;
  const users = field(json, 'usage', 'users');
  return {
    software,
    version: readText(field(json, 'software', 'version'), 100) ?? null,
    users: readCount(field(users, 'total')),
    mau: readCount(field(users, 'activeMonth')),
    activeHalfyear: readCount(field(users, 'activeHalfyear')),
    posts: readCount(field(json, 'usage', 'localPosts')),
    language: null,
    openRegistrations: readFlag(field(json, 'openRegistrations')),
    authorizedFetch: null,
    allowlistMode: null,
  };
}

function readLink(link: unknown, host: Host): { rank: number; url: URL }[] {
  const rel = readText(field(link, 'rel'), 200);
  const version = /^https?:\/\/nodeinfo\.diaspora\.software\/ns\/schema\/(\d\.\d)$/.exec(rel ?? '')?.[1];
  const rank = schemas.indexOf(version ?? '');
  const url = readAddress(field(link, 'href'), host);
  return rank === -1 || url === undefined ? [] : [{ rank, url }];
}

function readAddress(address: unknown, host: Host): URL | undefined {
  const text = readText(address, 2048);
  if (text === undefined || !URL.canParse(text, `https://${host}`)) return undefined;
  const url = new URL(text, `https://${host}`);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

/** A server on a port of its own is another one, which has no name here. */
function hostAt({ hostname, port }: URL): Host | undefined {
  return port === '' ? readHost(hostname) : undefined;
}
