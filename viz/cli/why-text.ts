/** How we know, for a terminal: each statement with the observation and the requests behind it. */
import { plainText } from '../../analysis/report/safe-text.ts';
import type { Relation, Silence, Statement } from '../../data/provenance/relations.ts';
import type { Origin, ProvenRequest, Sighting } from '../../data/provenance/sightings.ts';
import type { HostProvenance, PairProvenance } from '../../data/provenance.ts';
import type { ListState } from '../../data/snapshot/manifest.ts';
import { type ListKind, listKinds } from '../../data/types.ts';

/** Of longer rows of requests the first ones and the last are shown. */
const shownRequests = 4;

const listNames: Readonly<Record<ListKind, string>> = {
  peers: 'peer list',
  blocks: 'block list',
  allows: 'allow list',
  counts: 'follow counts',
};

const stateWords: Readonly<Record<ListState, string>> = {
  published: 'published',
  partial: 'partly read',
  withheld: 'withheld',
  robots: 'withheld by robots.txt',
  unsupported: 'not offered by its software, or not in a way this program reads',
  unreached: 'not reached',
  'not-asked': 'never asked for',
};

export function renderHost({ host, knownSince, facts, lists }: HostProvenance): string {
  return [
    `${host}, ${knownSince === null ? 'named by a person' : `known since ${knownSince}`}`,
    ...(facts === null
      ? ['facts: it never told any']
      : [`facts: ${writeFacts(facts.said)}`, ...writeOrigin(facts.origin)]),
    ...listKinds.flatMap((kind) => writeList(kind, lists[kind])),
  ].join('\n');
}

export function renderPair({ there, back }: PairProvenance): string {
  return [...writeRelation(there), ...writeRelation(back)].join('\n');
}

function writeFacts({ software, version, users, mau }: NonNullable<HostProvenance['facts']>['said']): string {
  const words = [
    plainText([software ?? 'no software named', version ?? ''].join(' ').trim()),
    ...(users === null ? [] : [`${users} people`]),
    ...(mau === null ? [] : [`${mau} of them active within a month`]),
  ];
  return words.join(', ');
}

function writeList(kind: ListKind, sighting: Sighting | null): string[] {
  if (sighting === null) return [`${listNames[kind]}: ${stateWords['not-asked']}`];
  return [`${listNames[kind]}: ${writeState(sighting)}`, ...writeGrounds(sighting)];
}

function writeState({ state, reason, entries, leftOut }: Sighting): string {
  if (state !== 'published' && state !== 'partial') return `${stateWords[state]}${because(reason)}`;
  const unchanged = reason === 'not-modified' ? ', unchanged since it was read' : '';
  const without = leftOut === 0 ? '' : `, ${leftOut} more left out as a flood of names`;
  return `${stateWords[state]}, ${entries} ${entries === 1 ? 'entry' : 'entries'}${without}${unchanged}`;
}

function because(reason: Sighting['reason']): string {
  return reason === null || reason === 'robots-disallowed' ? '' : ` (${reason})`;
}

function writeRelation({ statements, silences }: Relation): string[] {
  return [...statements.flatMap(writeStatement), ...silences.flatMap(writeSilence)];
}

function writeStatement(statement: Statement): string[] {
  const { added, lacked, held, removed, addedAt, removedAt } = statement;
  const since = lacked === null ? `first seen ${addedAt}; no whole list before it is held` : null;
  return [
    `${writeClaim(statement)}${removedAt === null ? '' : `, until ${removedAt}`}`,
    `  ${since ?? `added between ${lacked!.observedAt} (crawl ${lacked!.crawl.id}, which lacked it) and ${addedAt}`}`,
    ...(added === null ? [] : writeOrigin(added)),
    ...(held === null || held.observedAt === addedAt
      ? []
      : [`  last confirmed${held.reason === 'not-modified' ? ' as unchanged' : ''}:`, ...writeOrigin(held)]),
    ...(removed === null ? [] : ['  gone from the list of:', ...writeOrigin(removed)]),
  ];
}

function writeClaim({ kind, source, target, how, rule, action, comment, follows }: Statement): string {
  if (kind === 'peers') return `${source} lists ${target} as a peer`;
  if (follows !== null) {
    return `${source} counts ${follows.out} follows to ${target} and ${follows.in} from it`;
  }
  const does = kind === 'allows' ? 'allows' : `declares ${plainText(action ?? '')} on`;
  const words = comment === null ? '' : `, saying "${plainText(comment)}"`;
  return `${source} ${does} ${how === 'name' ? target : `${plainText(rule ?? '')}, ${namings[how](target)}`}${words}`;
}

const namings: Readonly<Record<Exclude<Statement['how'], 'name'>, (target: string) => string>> = {
  above: (target) => `a name above ${target}`,
  pattern: (target) => `which takes in ${target}`,
  digest: (target) => `a masked entry whose digest is that of ${target}`,
  'digest-above': (target) => `a masked entry whose digest is that of a name above ${target}`,
  shape: (target) => `a pattern or a mask that fits ${target}, and may mean others`,
};

function writeSilence({ kind, source, target, newest, whole }: Silence): string[] {
  const list = `the ${listNames[kind]} of ${source}`;
  if (newest === null) return [`not known from ${list}: ${stateWords['not-asked']}`];
  if (newest.state === 'published') {
    const without = newest.leftOut === 0 ? '' : `, of which ${newest.leftOut} entries were left out`;
    return [`${list} does not name ${target}${without}`, ...writeOrigin(newest)];
  }
  const before = whole === null ? [] : [`  the last whole one, of ${whole.observedAt}, did not name ${target}`];
  return [
    `not known from ${list}: ${stateWords[newest.state]}${because(newest.reason)}`,
    ...before,
    ...writeGrounds(newest),
  ];
}

/** That a software has no such list follows from its name; no request was sent for it. */
function writeGrounds(sighting: Sighting): string[] {
  return sighting.state === 'unsupported' ? [] : writeOrigin(sighting);
}

function writeOrigin({ observedAt, crawl, requests }: Origin): string[] {
  const by = crawl.version === null ? '' : `, read by faultline ${plainText(crawl.version)}`;
  const from = crawl.folder === null ? '' : ` of the folder ${plainText(crawl.folder)}`;
  const shown =
    requests.length > shownRequests ? [...requests.slice(0, shownRequests - 1), requests.at(-1)!] : requests;
  const left = requests.length - shown.length;
  const lines = shown.map(writeRequest);
  if (left > 0) lines.splice(-1, 0, `    and ${left} more like it; --json has all of them`);
  return [`  observed ${observedAt}, ${crawl.kind} ${crawl.id}${from}${by}`, ...lines];
}

function writeRequest({ url, method, sentAt, outcome, status, bytes, bodyHash, bodyKept }: ProvenRequest): string {
  const answer = status === null ? outcome : `${status} ${outcome}`;
  const body = bodyHash === null ? '' : `, sha256 ${bodyHash}${bodyKept ? ', kept' : ', not kept'}`;
  return `    ${method} ${plainText(url)}, ${sentAt}: ${answer}, ${bytes} bytes${body}`;
}
