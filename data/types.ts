/**
 * The vocabulary every stage shares. Direction of every edge, declared once: **source states something about target**
 * (source lists target as a peer; source declares an action on target).
 *
 * Absent is never empty: a list is there, partly there, withheld, unsupported or unreached, and a
 * number that is not known is `null`, never 0.
 */

declare const hostBrand: unique symbol;
declare const ruleBrand: unique symbol;

/** Lower-case ASCII name of a server, with a public suffix; the key of everything. Only `readHost` makes one. */
export type Host = string & { readonly [hostBrand]: true };

/**
 * What a declared action names: a host, a suffix that is no host (`tld`), a pattern (`*.host`) or a
 * masked name (`x.e****le`). Only `readRule` makes one.
 */
export type RuleText = string & { readonly [ruleBrand]: true };

/** Milliseconds since 1970-01-01 UTC. */
export type EpochMs = number;

export const listKinds = ['peers', 'blocks', 'allows', 'counts'] as const;
export type ListKind = (typeof listKinds)[number];

/** What a request is sent to bring: facts of the server itself, or one of its lists. */
export const parts = ['facts', ...listKinds] as const;
export type Part = (typeof parts)[number];

/**
 * Why a list is, or is not, there.
 * published: whole · partial: a later page failed · withheld: the server has it and declines to give it to us
 * (switched off, login needed, robots.txt) · unsupported: this software has no such list, or none that this program reads · unreached: we got no answer.
 */
export const disclosures = ['published', 'partial', 'withheld', 'unsupported', 'unreached'] as const;
export type Disclosure = (typeof disclosures)[number];

/**
 * What one request came to. The same words stand in TypeScript, SQL and on screen.
 * not-kept: never of a request, only why something is not there when answers are read again that were not kept.
 */
export const outcomes = [
  'ok',
  'not-modified',
  'robots-disallowed',
  'opted-out',
  'moved',
  'redirect-loop',
  'unauthorized',
  'forbidden',
  'not-found',
  'gone',
  'rate-limited',
  'client-error',
  'server-error',
  'no-address',
  'private-address',
  'connection-failed',
  'tls-failed',
  'timeout',
  'too-large',
  'not-json',
  'malformed',
  'aborted',
  'not-kept',
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * visited: it answered us · refused: it answered, and asked us to stay away · unreached: no answer we could read.
 * A visit that an interruption cut short is unreached with reason `aborted`: its requests are on record, the host stays due.
 */
export const visitStatuses = ['visited', 'refused', 'unreached'] as const;
export type VisitStatus = (typeof visitStatuses)[number];

/**
 * How a server says no for good, beyond robots.txt. gone: 410 · user-agent-refused: 401 or 403 for robots.txt itself,
 * which everybody else may read · hide-in-statistics: Hubzilla and its kin, also by numbers that are all 1 ·
 * site-private: GNU social's configuration document · statistics-private: Funkwhale's NodeInfo.
 */
export const optOuts = [
  'gone',
  'user-agent-refused',
  'hide-in-statistics',
  'site-private',
  'statistics-private',
] as const;
export type OptOut = (typeof optOuts)[number];

/**
 * alive: gave any HTTP answer within the week before the snapshot, or when last tried, be it an error or a refusal ·
 * dead: tried, and did not, or said that it is gone · unvisited: never tried.
 */
export type Liveness = 'alive' | 'dead' | 'unvisited';

/** One request as it went over the wire, or as it was not sent and why. Of the body only its hash, unless bodies are kept. */
export interface RequestRecord {
  url: string;
  method: 'GET' | 'POST';
  sentAt: EpochMs;
  durationMs: number;
  outcome: Outcome;
  /** HTTP status, null when there was no HTTP answer. */
  status: number | null;
  /** Bytes received, before decompression. */
  bytes: number;
  /** SHA-256 of the decompressed body, lower-case hex; null without a body. */
  bodyHash: string | null;
  /** Entity tag of the answer as sent (RFC 9110 section 8.8.3); null when there was none. */
  etag: string | null;
  /** What it was sent to bring; nothing for robots.txt and for the document that says where NodeInfo is. */
  brings: readonly Part[];
  /** The answer as it can be read again; only in a crawl that keeps bodies, and only where there was an answer. */
  kept?: KeptAnswer;
}

/** An answer kept for reading it again. */
export interface KeptAnswer {
  /** Those a reader looks at, by lower-case name. */
  headers: Readonly<Record<string, string>>;
  /** null where there was none, or an empty one. */
  body: KeptBody | null;
}

export interface KeptBody {
  /** With Brotli (RFC 7932). */
  compressed: Uint8Array;
  /** Decompressed. */
  bytes: number;
  /** Something was taken out of it, so that it no longer has the hash of what was received. */
  isStruck: boolean;
}

/** What a host's robots.txt came to: kept for a day, for a visit that is taken up again. */
export interface HeldRobots {
  fetchedAt: EpochMs;
  outcome: Outcome;
  /** As received, up to 16 KiB; null when there was none to read. */
  body: string | null;
}

/** What a server says about itself; every field null when it does not say. */
export interface InstanceFacts {
  /** NodeInfo `software.name`, lower-case. */
  software: string | null;
  version: string | null;
  /** Registered people. */
  users: number | null;
  /** Monthly active people. */
  mau: number | null;
  activeHalfyear: number | null;
  posts: number | null;
  /** BCP 47 primary language, lower-case. */
  language: string | null;
  openRegistrations: boolean | null;
  /** The server demands signed fetches. Almost never public. */
  authorizedFetch: boolean | null;
  /** The server federates only with hosts it lists. */
  allowlistMode: boolean | null;
}

/** What is known of a server that said nothing about itself. */
export const noFacts: Readonly<InstanceFacts> = {
  software: null,
  version: null,
  users: null,
  mau: null,
  activeHalfyear: null,
  posts: null,
  language: null,
  openRegistrations: null,
  authorizedFetch: null,
  allowlistMode: null,
};

/** One declared action on a target, in the software's own word. */
export interface Block {
  target: RuleText;
  /** `suspend`, `silence`, `reject`, `quarantined_instances`, `blocked` … exactly as the software says it. */
  action: string;
  /** SHA-256 of the plain name, where the software publishes one beside a masked name. */
  digest: string | null;
  /** The declarer's public words; length-capped, control characters removed. Hostile text all the same. */
  comment: string | null;
}

/** Exact aggregate follow counts of one server towards one other. */
export interface FollowCount {
  target: Host;
  /** Follows from people on the source to accounts on the target. */
  followsOut: number;
  /** Follows from people on the target to accounts on the source. */
  followsIn: number;
}

/** Hosts by their places in an array that many lists have in common, so that whoever reads all of them looks each name up once. */
export interface NumberedHosts {
  /** Grows at its end; nothing in it changes. */
  names: readonly Host[];
  numbers: Uint32Array;
}

/** A list as one visit saw it. `entries` is empty unless the disclosure is published or partial. */
export interface ObservedList<Entry> {
  disclosure: Disclosure;
  /** Outcome of the request that decided the disclosure; null where none was needed. */
  reason: Outcome | null;
  entries: Entry[];
  /** The same entries, where who read the list had numbers for them. */
  numbered?: NumberedHosts;
  /** Entries that named no host and were left out. */
  rejectedCount: number;
  /** Entries left out because the list already had them; not there when there were none. */
  duplicateCount?: number;
  /** Entries left out because they name the source itself; not there when there were none. */
  selfCount?: number;
  /** The server answered that nothing changed since we read it (304): what is held stands, and `entries` is empty. */
  unchanged?: true;
}

export interface ObservedLists {
  peers: ObservedList<Host>;
  blocks: ObservedList<Block>;
  /** Hosts (or patterns) an allowlist names. */
  allows: ObservedList<RuleText>;
  counts: ObservedList<FollowCount>;
}

/** Everything one visit to one host brought. */
export interface Visit extends ObservedLists {
  host: Host;
  startedAt: EpochMs;
  finishedAt: EpochMs;
  status: VisitStatus;
  /** Outcome of the request that decided the status. */
  reason: Outcome;
  requests: RequestRecord[];
  /** The server asked not to be asked again before this time; null when it did not, or not beyond this visit. */
  notBefore: EpochMs | null;
  /** How the server said no for good; null when it did not. */
  optOut: OptOut | null;
  /** Somebody responsible for the server had given permission, and rules meant for every crawler were not applied. */
  consent: boolean;
  /** robots.txt as this visit fetched it; null when it used a held one, got no answer, or got one too long to hold. */
  robots: HeldRobots | null;
  /** null when NodeInfo gave nothing to read. */
  facts: InstanceFacts | null;
  /** Other names this same server goes by (handle domain, web domain). */
  aliases: Host[];
}

/** A visit as it is on record, with the answers that were kept of it: what it came to, without what was read. */
export type RecordedVisit = Omit<Visit, keyof ObservedLists | 'facts' | 'aliases'> & { id: number };

/** A visit that was read again, under its number; or one of which no answer was kept. */
export type ReplayedVisit = { id: number; visit: Visit } | { unread: RecordedVisit };

/** One pass of collecting, as it is on record. */
export interface RecordedPass {
  id: number;
  kind: 'crawl' | 'import';
  startedAt: EpochMs;
  settings: Record<string, unknown>;
  /** null when it was cut short. */
  summary: (Record<string, unknown> & { durationMs: number }) | null;
}

/** What the file knows of a host that matters for visiting it. */
export interface KnownHost {
  host: Host;
  /** The last visit that was not cut short; null when there was none. */
  lastVisit: { finishedAt: EpochMs; status: VisitStatus; reason: Outcome; optOut: OptOut | null } | null;
  /** Start of the silence: end of the first of the visits since the last HTTP answer; null when the last visit was answered. */
  silentSince: EpochMs | null;
  /** Visits since the last HTTP answer. */
  silentVisits: number;
  /** The server asked not to be asked again before this time. */
  notBefore: EpochMs | null;
  /** End of the last visit that was cut short after requests were sent; null when a whole visit came after it. */
  cutShortAt: EpochMs | null;
  consent: boolean;
  /** null when there is none of the last 24 hours. */
  robots: HeldRobots | null;
  /** Entity tags of whole lists that are held as they were read, by path. */
  etags: Readonly<Record<string, string>>;
}

/** A registrable domain below which more names were met than any operator has servers. */
export interface QuarantinedDomain {
  domain: string;
  /** Names met below it. */
  names: number;
}
