/**
 * Everything a crawl can be told, its default, and why that default.
 * One table makes the type, the defaults, the checks, and whatever lists settings for people.
 */
import { UserError } from '../data/errors.ts';

export interface SettingRow {
  name: string;
  default: number;
  unit: 'ms' | 'bytes' | 'count';
  min: number;
  why: string;
}

export const numberSettings = [
  {
    name: 'concurrency',
    default: 50,
    unit: 'count',
    min: 1,
    why: 'hosts visited at once; 30,000 hosts of 6 requests at half a second end within the hour',
  },
  {
    name: 'minGapMs',
    default: 1000,
    unit: 'ms',
    min: 0,
    why: 'rest between the end of one request and the start of the next to one registrable domain',
  },
  {
    name: 'connectTimeoutMs',
    default: 4000,
    unit: 'ms',
    min: 1,
    why: 'dead hosts are most of the waiting of a crawl; a live one connects within two round trips',
  },
  {
    name: 'requestTimeoutMs',
    default: 20_000,
    unit: 'ms',
    min: 1,
    why: 'whole request, body included, so that a slow drip ends too; 8 MiB pass at 3.4 Mbit/s',
  },
  {
    name: 'maxBytes',
    default: 8 * 1024 * 1024,
    unit: 'bytes',
    min: 1,
    why: 'as received; the longest peer lists (75,000 names) take 1.6 MB plain',
  },
  {
    name: 'maxDecompressedBytes',
    default: 32 * 1024 * 1024,
    unit: 'bytes',
    min: 1,
    why: 'after decompression; JSON lists shrink 3 to 8 times, bombs 1000 times',
  },
  {
    name: 'maxRedirects',
    default: 5,
    unit: 'count',
    min: 0,
    why: 'within the same origin only; RFC 9309 section 2.3.1.2 asks for five',
  },
  {
    name: 'maxRequests',
    default: 400,
    unit: 'count',
    min: 1,
    why: 'in one visit; a Misskey server that knows 20,000 hosts needs 200 pages',
  },
  {
    name: 'maxVisitMs',
    default: 30 * 60_000,
    unit: 'ms',
    min: 1,
    why: '400 requests at one second of rest and three of answering; beyond it the visit keeps what it has',
  },
  {
    name: 'revisitAfterMs',
    default: 23 * 60 * 60_000,
    unit: 'ms',
    min: 0,
    why: 'once a day at most; an hour short of it, so that a daily job never skips a day',
  },
  {
    name: 'crawlDelayLimitMs',
    default: 60_000,
    unit: 'ms',
    min: 0,
    why: 'Crawl-delay is honoured up to here; a host that asks for more is left alone for this run',
  },
  {
    name: 'retryLimit',
    default: 1,
    unit: 'count',
    min: 0,
    why: 'second tries of one request in a visit, and only where the answer invites one',
  },
  {
    name: 'retryDelayMs',
    default: 5000,
    unit: 'ms',
    min: 0,
    why: 'before the second try when the server names no time; doubles with each try',
  },
  {
    name: 'retryAfterLimitMs',
    default: 120_000,
    unit: 'ms',
    min: 0,
    why: 'longest Retry-After waited out; a host that asks for more is left alone for this run',
  },
  {
    name: 'maxHostsPerDomain',
    default: 1000,
    unit: 'count',
    min: 1,
    why: 'hosts visited below one registrable domain in a run, against lists of generated subdomains',
  },
  {
    name: 'batchSize',
    default: 50,
    unit: 'count',
    min: 1,
    why: 'visits in one database transaction, and the most a crash can lose',
  },
] as const satisfies readonly SettingRow[];

export type NumberSetting = (typeof numberSettings)[number]['name'];

export interface CrawlSettings extends Readonly<Record<NumberSetting, number>> {
  /** Visits after which the run stops; null: no limit. */
  readonly maxHosts: number | null;
  /** How an administrator reaches whoever runs this crawl: a mail address or a URL. */
  readonly contact: string | null;
  /** Page that explains the crawl. */
  readonly infoUrl: string | null;
}

/** Equal to the version in package.json; a test compares the two. */
export const version = '0.1.0';

/** RFC 9309 product token: what robots.txt groups name us by. */
export const robotsToken = 'Faultline';

/**
 * @returns complete settings: each one given, or its default
 * @throws UserError for an unknown name, or a value that is no whole number of at least the row's minimum
 */
export function resolveSettings(partial: Partial<CrawlSettings> = {}): CrawlSettings {
  const rows = new Map<string, SettingRow>(numberSettings.map((row) => [row.name, row]));
  const resolved: Record<string, unknown> = { maxHosts: null, contact: null, infoUrl: null };
  for (const row of rows.values()) resolved[row.name] = row.default;
  for (const [name, value] of Object.entries(partial)) {
    if (value === undefined) continue;
    resolved[name] = checkSetting(name, value, rows.get(name));
  }
  return Object.freeze(resolved) as unknown as CrawlSettings;
}

/** `Faultline/VERSION (+URL; contact)`, without the parts that are not set. */
export function userAgent({ contact, infoUrl }: Pick<CrawlSettings, 'contact' | 'infoUrl'>): string {
  const about = [infoUrl === null ? [] : `+${infoUrl}`, contact === null ? [] : contact].flat();
  return about.length === 0 ? `${robotsToken}/${version}` : `${robotsToken}/${version} (${about.join('; ')})`;
}

/**
 * Whoever asks strangers' servers for data signs the request.
 * @throws UserError when the settings name no contact
 */
export function requireContact(settings: Pick<CrawlSettings, 'contact'>): void {
  if (settings.contact !== null) return;
  throw new UserError('A crawl of the public network needs a contact: expected a mail address or a URL, got none.', {
    hint: 'Give one with --contact you@your.domain; it stands in the User-Agent of every request.',
  });
}

function checkSetting(name: string, value: unknown, row: SettingRow | undefined): unknown {
  if (name === 'maxHosts') return value === null ? null : checkCount(name, value, 1, 'hosts');
  if (name === 'contact' || name === 'infoUrl') return value === null ? null : checkHeaderText(name, value);
  if (row !== undefined) return checkCount(name, value, row.min, row.unit);
  throw new UserError(`Unknown crawl setting ${JSON.stringify(name)}.`, {
    hint: `Known settings: ${[...numberSettings.map((known) => known.name), 'maxHosts', 'contact', 'infoUrl'].join(', ')}.`,
  });
}

function checkCount(name: string, value: unknown, min: number, unit: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min) return value;
  throw new UserError(`${name} must be a whole number (${unit}) of at least ${min}; got ${JSON.stringify(value)}.`, {
    hint: `Leave ${name} out to use its default.`,
  });
}

/** Stands inside a header comment: printable ASCII without parentheses (RFC 9110 section 5.6.5). */
function checkHeaderText(name: string, value: unknown): string {
  if (typeof value === 'string' && /^[\x21-\x27\x2a-\x7e][\x20-\x27\x2a-\x7e]{2,199}$/.test(value)) return value;
  throw new UserError(
    `${name} must be 3 to 200 printable ASCII characters without parentheses; got ${JSON.stringify(value)}.`,
    { hint: 'A mail address or an https URL is what administrators expect.' },
  );
}
