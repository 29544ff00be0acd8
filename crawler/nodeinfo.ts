/**
 * NodeInfo, read tolerantly: what a server says it runs and how many people use it.
 * Protocol and schemas 1.0 to 2.2: github.com/jhass/nodeinfo. Deviations taken: a single link object, `https:` in
 * the rel (kbin), relative and `http:` hrefs, numbers as text, missing `services`, `usage` and `metadata`.
 */
import type { Host, InstanceFacts } from '../data/types.ts';
import { field, isRecord, readCount, readFlag, readText } from './http/read.ts';

export const discoveryPath = '/.well-known/nodeinfo';

/** Newest first. */
const schemas = ['2.2', '2.1', '2.0', '1.1', '1.0'];

/**
 * @param json the JRD at `/.well-known/nodeinfo`
 * @returns path of the newest document on the same host, or why there is none: `moved` when every document is on
 * another host, where we do not follow; `malformed` when nothing is announced
 */
export function readDiscovery(json: unknown, host: Host): { path: string } | { outcome: 'moved' | 'malformed' } {
  const links = field(json, 'links');
  const documents = (Array.isArray(links) ? links : [links]).flatMap((link) => readLink(link, host));
  const here = documents.filter(({ url }) => url.hostname === host && url.port === '');
  here.sort((a, b) => a.rank - b.rank);
  if (here[0] !== undefined) return { path: here[0].url.pathname + here[0].url.search };
  return { outcome: documents.length > 0 ? 'moved' : 'malformed' };
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
  const href = readText(field(link, 'href'), 2048);
  if (rank === -1 || href === undefined || !URL.canParse(href, `https://${host}`)) return [];
  const url = new URL(href, `https://${host}`);
  return url.protocol === 'https:' || url.protocol === 'http:' ? [{ rank, url }] : [];
}
