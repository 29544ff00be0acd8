/** The blocklists that administrators pass around: whom they name, how severely, and in what words. */
import { readRule } from '../host.ts';
import type { RuleText } from '../types.ts';
import { isForum as runsForum } from './software/index.ts';
import type { Server } from './types.ts';

/** full: no contact · limit: hidden from strangers · media: a lesser measure. */
export type Level = 'full' | 'limit' | 'media';

export interface ListEntry {
  /** The server meant, or null for a name no server of this world has. */
  on: Server | null;
  /** The name for a list; a `*.` in front means the same as the plain name to software without patterns. */
  rule: RuleText;
  level: Level;
  comment: string | null;
  masked: boolean;
}

export interface SharedList {
  entries: ListEntry[];
  /** Whether an administrator takes the list over. */
  adoptedBy: (server: Server) => boolean;
}

const coreSizeLimit = 60;
const extendedSizeLimit = 250;
const spamSizeLimit = 30;

const comments = [
  'unsolicited advertising',
  'harassment of our people',
  'no moderation of reports',
  'copies posts without asking',
  'see the announcement of 2025-06',
  'too many automated accounts',
  'déjà vu: même motif que la liste commune',
  // What a terminal, a spreadsheet, a page and a query must survive.
  '=HYPERLINK("https://trap.example","open")',
  '<script>alert(1)</script> & "quotes"',
  "'; DROP TABLE blocks; --",
  'red \u001b[31mtext\u001b[0m and a bell \u0007',
  'right-to-left \u202eelpmaxe\u202c mark',
] as const;

/** @returns a short core list, a long one for the strict, one of a language and one of forums */
export function drawSharedLists(servers: readonly Server[], random: () => number): SharedList[] {
  const contested = servers
    .filter((server) => server.contested > 0)
    .sort((a, b) => notoriety(b) - notoriety(a) || a.index - b.index);
  const entriesOn = (targets: readonly Server[], level: Level) =>
    targets.map((server) => drawEntry(server, level, random));
  const between = (from: number, below: number) =>
    contested.filter((server) => server.contested >= from && server.contested < below);
  const worst = between(0.6, 1);
  const third = Math.round(extendedSizeLimit / 3);
  const isJapanese = ({ language }: Server) => language === 'ja';
  const isForum = ({ software }: Server) => runsForum(software);
  return [
    {
      entries: [...entriesOn(worst.slice(0, coreSizeLimit), 'full'), ...drawSpam(servers.length, random)],
      adoptedBy: ({ strictness }) => strictness >= 0.3,
    },
    {
      entries: [
        ...entriesOn(worst.slice(0, third), 'full'),
        ...entriesOn(between(0.5, 0.6).slice(0, third), 'full'),
        ...entriesOn(between(0, 0.5).slice(0, third), 'limit'),
        ...farmNames(servers)
          .slice(0, 2)
          .map((name) => drawNameless(name, random)),
      ],
      adoptedBy: ({ strictness, index }) => strictness >= 0.62 && index % 3 !== 0,
    },
    {
      entries: entriesOn(contested.filter(isJapanese), 'limit'),
      adoptedBy: (server) => isJapanese(server) && server.strictness >= 0.4,
    },
    {
      entries: entriesOn(contested.filter(isForum), 'full'),
      adoptedBy: (server) => isForum(server) && server.strictness >= 0.2,
    },
  ];
}

export function drawEntry(on: Server, level: Level, random: () => number): ListEntry {
  return { on, rule: on.host as unknown as RuleText, level, ...drawWords(random) };
}

/** Who is both contested and large gets on the lists first. */
function notoriety({ contested, people }: Server): number {
  return contested * Math.log(people + 1);
}

/** Names of throw-away servers that are long gone, some as patterns, and the domain they hung below. */
function drawSpam(hosts: number, random: () => number): ListEntry[] {
  const size = Math.min(spamSizeLimit, Math.max(4, Math.ceil(hosts * 0.03)));
  const names = Array.from({ length: size }, (_, at) => `${at % 4 === 3 ? '*.' : ''}offers${at + 1}.spamhill.example`);
  return [...names, 'spamhill.example'].map((name) => drawNameless(name, random));
}

/** Registrable domains that several servers of the world share. */
function farmNames(servers: readonly Server[]): string[] {
  const parents = servers.map(({ host }) => host.split('.').slice(1).join('.'));
  return [...new Set(parents.filter((name) => name.endsWith('host.example')))];
}

function drawNameless(name: string, random: () => number): ListEntry {
  return { on: null, rule: readRule(name)!, level: 'full', ...drawWords(random) };
}

function drawWords(random: () => number): Pick<ListEntry, 'comment' | 'masked'> {
  const comment = random() < 0.45 ? comments[Math.floor(random() * comments.length)]! : null;
  return { comment, masked: random() < 0.12 };
}
