/**
 * robots.txt, read and matched as RFC 9309 says.
 *
 * Ours, because robots-parser 3.0.1 fails seven of the forty cases in the test: a group without rules does not shield
 * from the rules for everyone, /robots.txt can be forbidden, a Sitemap record ends a group, and `%62`, `%2A`, `%24`
 * and encoded reserved characters of a query are not matched as section 2.2.2 and 2.2.3 have them.
 */

export interface RobotsRules {
  /** @param path path and query as they are sent */
  allows(path: string): boolean;
  /** Rest the file asks for between requests (Crawl-delay, Request-rate); null when it asks for none. */
  crawlDelayMs: number | null;
  /** No group names us: these are the rules for every crawler. */
  isForEveryone: boolean;
}

/** RFC 9309 section 2.5: a parser reads at least 500 KiB; what comes after is not read. */
export const maxRobotsBytes = 500 * 1024;

/**
 * Longest pattern kept whole, twice the longest path we ask for. An Allow beyond it is dropped, and of a Disallow its
 * beginning is kept, which forbids that much and more: where we do not read to the end, we take the answer for no.
 */
export const maxPatternLength = 1024;

/**
 * @param text the file; a byte order mark, any line ending and any rubbish between the lines are taken
 * @param token our product token, compared without case (section 2.2.1)
 */
export function parseRobots(text: string, token: string): RobotsRules {
  const groups = { ours: emptyGroup(), everyone: emptyGroup() };
  let current: Group[] = [];
  let namesAgents = false;
  for (const { key, value } of records(text)) {
    if (key === 'user-agent') {
      // Agent lines in a row name one group; groups that name the same agent add up (section 2.2.1).
      if (!namesAgents) current = [];
      namesAgents = true;
      const group = value.startsWith('*') ? groups.everyone : isToken(value, token) ? groups.ours : undefined;
      if (group === undefined || current.includes(group)) continue;
      group.named = true;
      current.push(group);
    } else if (key === 'allow' || key === 'disallow') {
      namesAgents = false;
      // An empty pattern matches nothing (section 2.2.2).
      const rule = value === '' ? undefined : toRule(value, key === 'allow');
      if (rule !== undefined) for (const group of current) group.rules.push(rule);
    } else {
      // Records of other kinds must not end a group (section 2.2.4).
      const delayMs = readDelayMs(key, value);
      if (delayMs !== null) for (const group of current) group.delayMs = Math.max(group.delayMs ?? 0, delayMs);
    }
  }
  const { rules, delayMs } = groups.ours.named ? groups.ours : groups.everyone;
  // A visit asks for few paths, some of them hundreds of times.
  const verdicts = new Map<string, boolean>();
  const allowsOnce = (path: string): boolean => {
    const verdict = verdicts.get(path) ?? allows(rules, path);
    verdicts.set(path, verdict);
    return verdict;
  };
  return { allows: allowsOnce, crawlDelayMs: delayMs, isForEveryone: !groups.ours.named };
}

interface Rule {
  /** What stands between the wildcards. */
  pieces: readonly string[];
  /** The pattern ends with `$`: the path must end there too. */
  isAnchored: boolean;
  /** Of the whole pattern. */
  length: number;
  allow: boolean;
}

interface Group {
  named: boolean;
  rules: Rule[];
  delayMs: number | null;
}

function emptyGroup(): Group {
  return { named: false, rules: [], delayMs: null };
}

/** A missing colon is forgiven as Google's parser does (robots.cc): a word it knows, and one more on the line. */
function* records(text: string): Generator<{ key: string; value: string }> {
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const record =
      /^\s*([a-z-]+)\s*:([^#]*)/i.exec(line) ?? /^\s*(user-agent|allow|disallow)\s+([^\s#]+)\s*(?:#|$)/i.exec(line);
    if (record !== null) yield { key: record[1]!.toLowerCase(), value: record[2]!.trim() };
  }
}

/** A product token is letters, `_` and `-`; a version behind it does not count. */
function isToken(value: string, token: string): boolean {
  return /^[a-z_-]*/i.exec(value)![0].toLowerCase() === token.toLowerCase();
}

/** Section 2.2.2: the longest pattern that matches decides, Allow on a tie; /robots.txt itself is always allowed. */
function allows(rules: readonly Rule[], path: string): boolean {
  const uri = normalise(path).replaceAll('*', '%2A').replaceAll('$', '%24');
  if (uri === '/robots.txt') return true;
  let longest = -1;
  let allowed = true;
  for (const rule of rules) {
    if (rule.length < longest || (rule.length === longest && !rule.allow) || !matches(rule, uri)) continue;
    longest = rule.length;
    allowed = rule.allow;
  }
  return allowed;
}

/** `*` stays the wildcard and a last `$` the end; every other `$` is itself (section 2.2.3). */
function toRule(value: string, allow: boolean): Rule | undefined {
  const normal = normalise(value);
  const isLong = normal.length > maxPatternLength;
  if (isLong && allow) return undefined;
  const isAnchored = !isLong && normal.endsWith('$');
  const text = isLong ? normal.slice(0, maxPatternLength) : isAnchored ? normal.slice(0, -1) : normal;
  const goal = text.replaceAll('$', '%24');
  return { pieces: goal.split('*'), isAnchored, length: goal.length + (isAnchored ? 1 : 0), allow };
}

/**
 * Section 2.2.2: both sides in one spelling. Non-ASCII as UTF-8 octets in upper-case %XX, unreserved characters
 * plain (RFC 3986 section 6.2.2.2), and in a query `:` and `/` encoded, as the RFC's table has it.
 */
function normalise(path: string): string {
  const spelled = path
    .toWellFormed()
    .replace(/[^\x21-\x7e]+/g, encodeURIComponent)
    .replace(/%[0-9a-f]{2}/gi, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : octet.toUpperCase();
    });
  const query = spelled.indexOf('?');
  if (query === -1) return spelled;
  return spelled.slice(0, query) + spelled.slice(query).replaceAll(':', '%3A').replaceAll('/', '%2F');
}

/** From the start of the path. The first place a piece fits is as good as any later one, so nothing is tried twice. */
function matches({ pieces, isAnchored }: Rule, path: string): boolean {
  const head = pieces[0]!;
  if (!path.startsWith(head)) return false;
  if (pieces.length === 1) return !isAnchored || path.length === head.length;
  let at = head.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const tail = pieces.at(-1)!;
  if (!isAnchored) return path.includes(tail, at);
  return path.length - at >= tail.length && path.endsWith(tail);
}

/** Not in the RFC, widely meant: `Crawl-delay: seconds` and `Request-rate: requests/seconds`, also `1/5s`, `1/2m`, `1/1h`. */
function readDelayMs(key: string, value: string): number | null {
  if (key === 'crawl-delay' && /^\d{1,9}(\.\d{1,3})?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const rate = key === 'request-rate' ? /^(\d{1,6})\s*\/\s*(\d{1,6})\s*([smh]?)/.exec(value) : null;
  if (rate === null || Number(rate[1]) === 0) return null;
  const unitMs = { '': 1000, s: 1000, m: 60_000, h: 3_600_000 }[rate[3] as '' | 's' | 'm' | 'h'];
  return Math.ceil((Number(rate[2]) * unitMs) / Number(rate[1]));
}
