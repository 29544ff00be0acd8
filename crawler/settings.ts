/**
 * Everything a crawl can be told.
 * One table makes the type, the defaults, the checks, and whatever lists settings for people.
 */
import { UserError } from '../data/errors.ts';
import { version } from '../data/version.ts';
import { type NumberSetting, numberSettings, type SettingRow } from './setting-rows.ts';

export { numberSettings } from './setting-rows.ts';

export interface CrawlSettings extends Readonly<Record<NumberSetting, number>> {
  /** Visits after which the run stops; null: no limit. */
  readonly maxHosts: number | null;
  /** How an administrator reaches whoever runs this crawl: a mail address or a URL. */
  readonly contact: string | null;
  /** Page that explains the crawl. */
  readonly infoUrl: string | null;
  /** Every answer is kept in the database, so that it can be read again; costs about half of the bytes received. */
  readonly keepBodies: boolean;
}

/** RFC 9309 product token: what robots.txt groups name us by. */
export const robotsToken = 'Faultline';

/**
 * @returns complete settings: each one given, or its default
 * @throws UserError for an unknown name, or a value that is no whole number within the bounds of its row
 */
export function resolveSettings(partial: Partial<CrawlSettings> = {}): CrawlSettings {
  const rows = new Map<string, SettingRow>(numberSettings.map((row) => [row.name, row]));
  const resolved: Record<string, unknown> = { maxHosts: null, contact: null, infoUrl: null, keepBodies: false };
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

/**
 * What a crawl of the public network may not be told, be it by mistake: to hurry, to come too often, to insist.
 * @throws UserError for a setting beyond the public bounds of its row
 */
export function requireManners(settings: CrawlSettings): void {
  for (const row of numberSettings as readonly SettingRow[]) {
    const value = settings[row.name as NumberSetting];
    const { publicMin = row.min, publicMax = row.max } = row;
    if (value >= publicMin && value <= publicMax) continue;
    const bound = value < publicMin ? `at least ${publicMin}` : `at most ${publicMax}`;
    throw new UserError(`On the public network ${row.name} must be ${bound} (${row.unit}); got ${value}.`, {
      hint: `Leave ${row.name} out to use its default, ${row.default}.`,
    });
  }
}

function checkSetting(name: string, value: unknown, row: SettingRow | undefined): unknown {
  if (name === 'maxHosts')
    return value === null ? null : checkCount(name, value, { min: 1, max: Number.MAX_SAFE_INTEGER, unit: 'hosts' });
  if (name === 'contact' || name === 'infoUrl') return value === null ? null : checkHeaderText(name, value);
  if (name === 'keepBodies') return checkFlag(name, value);
  if (row !== undefined) return checkCount(name, value, row);
  throw new UserError(`Unknown crawl setting ${JSON.stringify(name)}.`, {
    hint: `Known settings: ${[...numberSettings.map((known) => known.name), 'maxHosts', 'contact', 'infoUrl', 'keepBodies'].join(', ')}.`,
  });
}

function checkFlag(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new UserError(`${name} must be true or false; got ${JSON.stringify(value)}.`, {
    hint: `Leave ${name} out to use its default, false.`,
  });
}

function checkCount(
  name: string,
  value: unknown,
  { min, max, unit }: Pick<SettingRow, 'min' | 'max'> & { unit: string },
) {
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  if (isWhole && value >= min && value <= max) return value;
  const bound = isWhole && value > max ? `at most ${max}` : `at least ${min}`;
  throw new UserError(`${name} must be a whole number (${unit}) of ${bound}; got ${JSON.stringify(value)}.`, {
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
