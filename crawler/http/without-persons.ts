/**
 * What of an answer may be kept: facts of a server, and nothing of people. Some of the documents that are read also name
 * who runs the server, with address and picture; PeerTube's name who follows, and Hubzilla's page its administrators.
 * No reader looks at any of that.
 */
import { readJson } from './body.ts';
import type { JsonBounds } from './json-bounds.ts';
import { isRecord } from './read.ts';

export interface Keepable {
  body: Buffer;
  /** Something was taken out, so that it has another hash than what was received. */
  isStruck: boolean;
}

/**
 * Names of fields about persons, and of free text that tells how to reach them. A name with a dot is a host: some objects
 * have hosts for names.
 * Seen in: Mastodon's and Friendica's instance documents, NodeInfo's metadata of Pleroma, Misskey and Funkwhale, Misskey's table.
 */
const aboutPersons =
  /mail|contact|maintainer|admin|staff|avatar|description|inquiry|^accounts?$|^owners?$|display_?name|user_?name/i;
/** Objects that stand for an account: only its server is looked at. Seen in: PeerTube's follows. */
const accountFields: ReadonlySet<string> = new Set(['follower', 'following']);

/** They come to the same when they are read as JSON: no JSON, and JSON that breaks off. */
export const [noJson, brokenJson] = [Buffer.from('<'), Buffer.from('{')];

/**
 * What the answer was asked for as. robots.txt is kept as received in any case, also where a page comes for it: it is what
 * a server says to robots. `names` stands for an array of nothing but names, which holds no field.
 */
export type AskedFor = 'robots' | 'text' | 'json' | 'names';

/** @returns undefined when nothing may be kept: then the answer is not read again */
export function withoutPersons(body: Buffer, asked: AskedFor, bounds: JsonBounds): Keepable | undefined {
  if (asked === 'robots' || asked === 'names') return { body, isStruck: false };
  if (asked === 'text') return isPage(body) ? undefined : { body, isStruck: false };
  const read = readJson(body, bounds);
  if (read.outcome === 'not-json') return { body: noJson, isStruck: true };
  if (read.outcome === 'malformed') return { body: brokenJson, isStruck: true };
  if (read.outcome !== 'ok') return undefined;
  return strike(read.json)
    ? { body: Buffer.from(JSON.stringify(read.json)), isStruck: true }
    : { body, isStruck: false };
}

function isPage(body: Buffer): boolean {
  return /^(\ufeff|\s)*</.test(body.toString('utf8', 0, 1024));
}

/** Within bounds no value is so deep that this takes too much stack. @returns whether anything was taken out */
function strike(value: unknown): boolean {
  let isStruck = false;
  if (Array.isArray(value)) {
    for (const item of value) if (strike(item)) isStruck = true;
    return isStruck;
  }
  if (!isRecord(value)) return false;
  for (const [name, item] of Object.entries(value)) {
    if (aboutPersons.test(name) && !name.includes('.')) delete value[name];
    else if (accountFields.has(name) && isRecord(item)) value[name] = { host: item.host };
    else if (!strike(item)) continue;
    isStruck = true;
  }
  return isStruck;
}
