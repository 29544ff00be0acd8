/** A page of text about one server, for readers without a script and for whoever follows a link to it. */
import { html, raw } from 'hono/html';
import { showCount, showPeopleBetween } from '../../../analysis/report/figures.ts';
import { plainSentence } from '../../../analysis/report/safe-text.ts';
import type { HostCard, SnapshotRef } from '../../../analysis/types.ts';
import type { Disclosure } from '../../../data/types.ts';
import { discoveryFor } from './embed-files.ts';

export interface HostPage {
  card: HostCard;
  snapshot: SnapshotRef;
  /** Servers on its peer list, and on whose list it is. */
  lists: number;
  listedBy: number;
  /** What is said of its blocks, and of what is left out. */
  notes: readonly string[];
  /** Where the site will be, ending in a slash; null where it was not told. */
  baseUrl: string | null;
  /** Name of the style sheet beside it. */
  style: string;
  /** Search engines may list it. */
  index: boolean;
}

/** @returns the path within the site; undefined for a name too long for a file */
export function pathOfHost(host: string): string | undefined {
  return host.length > longestName ? undefined : `host/${host}.html`;
}

/** File systems take 255 bytes; the longest ending is `.oembed.json`. */
const longestName = 240;

const listWords: Record<Disclosure | 'unvisited', string> = {
  published: 'published',
  partial: 'published, read in part',
  withheld: 'not public',
  unsupported: 'none in its software',
  unreached: 'not reached',
  unvisited: 'not asked for',
};

export function renderHostPage({ card, snapshot, lists, listedBy, notes, baseUrl, style, index }: HostPage): string {
  const { host, software, version, disclosure, community, declares, declaredOn } = card;
  const count = (value: number | null) => (value === null ? 'not told' : showCount(value));
  const rows: [string, string][] = [
    ['Software', software === null ? 'not known' : [software, version].filter(Boolean).join(' ')],
    ['People', describePeople(card)],
    ['Visit', { alive: 'answered', dead: 'did not answer', unvisited: 'not visited' }[card.liveness]],
    [
      'Peer list',
      `${listWords[disclosure.peers ?? 'unvisited']}${lists === 0 ? '' : `, ${showCount(lists)} of the servers here`}`,
    ],
    ['On peer lists of', `${showCount(listedBy)} of the servers here`],
    ['Block list', listWords[disclosure.blocks ?? 'unvisited']],
    ['Actions it declares', count(declares)],
    ['Servers that declare an action on it', count(declaredOn)],
    ['Community', community ?? 'none'],
  ];
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'">
<link rel="stylesheet" href="${style}">
${index ? '' : html`<meta name="robots" content="noindex">\n`}${
  baseUrl === null
    ? ''
    : html`<link rel="canonical" href="${baseUrl}${pathOfHost(host) ?? ''}">\n${raw(discoveryFor(baseUrl, host))}\n`
}<title>${host} on the map of Faultline</title>
<main>
<h1>${host}</h1>
<p><a href="../index.html?host=${encodeURIComponent(host)}">Show ${host} on the map, and ask what a block would cut</a></p>
<table>
${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${plainSentence(value)}</td></tr>\n`)}</table>
${notes.map((note) => html`<p>${plainSentence(note)}</p>\n`)}<footer>Source: Faultline, snapshot ${snapshot.id}, as of ${snapshot.asOf.slice(0, 10)} (UTC). A block can be the right choice: this measures contact, not harm avoided.</footer>
</main>
</html>
`;
  return String(page);
}

function describePeople({ audience, audienceLow, audienceHigh }: HostCard): string {
  if (audience === null || audienceLow === null || audienceHigh === null) return 'not known';
  return `about ${showPeopleBetween({ value: audience, low: audienceLow, high: audienceHigh })}`;
}
