/** Lists in JSON: what each dialect looks like, and its rows. The table of dialects says where each was read. */
import type { RawEntry } from './blocklist.ts';
import { field, isRecord, type JsonText } from './json-text.ts';

type LineOf = JsonText['lineOf'];

export function isRapidBlock(json: unknown): boolean {
  return isRecord(field(json, 'blocks'));
}

/** An entry that is no longer blocked stays in the file, to say so. */
export function readRapidBlock({ json, lineOf }: JsonText): RawEntry[] {
  const blocks = field(json, 'blocks') as Record<string, unknown>;
  return Object.entries(blocks)
    .filter(([, entry]) => field(entry, 'isBlocked') !== false)
    .map(([target, entry]) => row(lineOf, target, null, field(entry, 'reason')));
}

export function isHostArray(json: unknown): boolean {
  return Array.isArray(json);
}

export function readHostArray({ json, lineOf }: JsonText): RawEntry[] {
  return (json as unknown[]).map((item) => readObject(item, lineOf));
}

export function isObjectArray(key: string): (json: unknown) => boolean {
  return (json) => Array.isArray(json) && json.length > 0 && json.some((item) => field(item, key) !== undefined);
}

export const readObjects = readHostArray;

/** Mastodon calls the public words `comment` or `public_comment`; GoToSocial says since when instead of what. */
function readObject(item: unknown, lineOf: LineOf): RawEntry {
  if (!isRecord(item)) return row(lineOf, item, null, null);
  const target = item.domain ?? item.host;
  const isOnlySilenced = isTold(item.silenced_at) && !isTold(item.suspended_at);
  const action = item.severity ?? (isOnlySilenced ? 'limit' : null);
  const flags = { reject_media: item.reject_media, reject_reports: item.reject_reports, obfuscate: item.obfuscate };
  const { target: name, ...rest } = row(lineOf, target, action, item.public_comment ?? item.comment);
  return { ...rest, target: unmarked(name), flags };
}

/** In a masked name GoToSocial leaves NUL for every byte that continues a letter. */
function unmarked(name: unknown): unknown {
  return typeof name === 'string' ? name.replaceAll('\u0000', '') : name;
}

function isTold(time: unknown): boolean {
  return typeof time === 'string' && time !== '';
}

/** Where NodeInfo, what it says of itself, and `/api/v1/instance` have it; or the object itself. */
function policiesIn(json: unknown): unknown {
  const places = [['metadata', 'federation'], ['pleroma', 'metadata', 'federation'], ['federation'], []];
  return places
    .map((path) => field(json, ...path))
    .find((found) => policyKeys.some((key) => field(found, key) !== undefined));
}
const policyKeys = ['mrf_simple', 'quarantined_instances', 'rejected_instances'];

export function isPolicies(json: unknown): boolean {
  return policiesIn(json) !== undefined;
}

/** `accept` lists whom a server federates with, which is no action on them. */
export function readPolicies({ json, lineOf }: JsonText): RawEntry[] {
  const policies = policiesIn(json);
  const simple = field(policies, 'mrf_simple');
  const raw: RawEntry[] = [];
  const add = (targets: unknown, action: string, info: string) => {
    for (const target of Array.isArray(targets) ? targets : []) {
      const reason = typeof target === 'string' ? field(policies, info, action, target, 'reason') : undefined;
      raw.push(row(lineOf, target, action, reason));
    }
  };
  for (const [action, targets] of Object.entries(isRecord(simple) ? simple : {})) {
    if (action !== 'accept') add(targets, action, 'mrf_simple_info');
  }
  add(field(policies, 'quarantined_instances'), 'quarantined_instances', 'quarantined_instances_info');
  const rejected = field(policies, 'rejected_instances');
  for (const [target, said] of Object.entries(isRecord(rejected) ? rejected : {})) {
    raw.push(row(lineOf, target, 'rejected_instances', field(said, 'reason')));
  }
  return raw;
}

export function isConfiguration(json: unknown): boolean {
  if (Array.isArray(json)) return json.some((item) => tupleOf(item) !== undefined);
  return Array.isArray(field(json, 'configs')) || isSimplePolicy(json);
}

/** Elixir's pairs as JSON: `{"tuple": [":reject", [{"tuple": [host, reason]}]]}`. Without an action, pairs alone. */
export function readConfiguration({ json, lineOf }: JsonText): RawEntry[] {
  if (Array.isArray(json)) return json.flatMap((item) => readSetting(item, lineOf));
  const configs = field(json, 'configs');
  return (Array.isArray(configs) ? configs : [json]).flatMap((config) => {
    const value = field(config, 'value');
    const settings = Array.isArray(value) ? value : [];
    if (isSimplePolicy(config)) return settings.flatMap((item) => readSetting(item, lineOf));
    return settings.filter(isInstanceRule).flatMap((item) => readSetting(item, lineOf));
  });
}

function isSimplePolicy(config: unknown): boolean {
  return String(field(config, 'key')).replace(/^:/, '') === 'mrf_simple';
}

/** Of the many settings of an instance these two name servers. */
function isInstanceRule(item: unknown): boolean {
  return /^:?(quarantined_instances|rejected_instances)$/.test(String(tupleOf(item)?.[0]));
}

function readSetting(item: unknown, lineOf: LineOf): RawEntry[] {
  const [first, second] = tupleOf(item) ?? [item];
  if (!Array.isArray(second)) return [row(lineOf, first, null, second)];
  const action = String(first).replace(/^:/, '');
  if (action === 'accept') return [];
  return second.map((pair) => {
    const [target, reason] = tupleOf(pair) ?? [pair];
    return row(lineOf, target, action, reason);
  });
}

function tupleOf(item: unknown): unknown[] | undefined {
  const tuple = field(item, 'tuple');
  return Array.isArray(tuple) ? tuple : undefined;
}

function blockedIn(json: unknown): unknown {
  const places = [['federated_instances'], []];
  return places.map((path) => field(json, ...path)).find((found) => Array.isArray(field(found, 'blocked')));
}

export function isFederatedInstances(json: unknown): boolean {
  return blockedIn(json) !== undefined;
}

/** Whom it allows is no action on them. */
export function readFederatedInstances({ json, lineOf }: JsonText): RawEntry[] {
  const blocked = field(blockedIn(json), 'blocked') as unknown[];
  return blocked.map((item) => row(lineOf, isRecord(item) ? item.domain : item, 'blocked', null));
}

/** A name that is none has no line of its own: it stands where the name before it stood. */
function row(lineOf: LineOf, target: unknown, action: unknown, comment: unknown): RawEntry {
  return { target, action, comment, flags: {}, typos: [], line: typeof target === 'string' ? lineOf(target) : 1 };
}
