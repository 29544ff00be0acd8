/** One server beside every other, as sentences and as a report. */
import type { Around, AroundServer } from '../survey-types.ts';
import { showCount, showPeople, showShare } from './figures.ts';
import { filledTables, type Report, table } from './report.ts';
import { writeNoAnswer } from './sentences.ts';

type Figures = Omit<Around, 'limits' | 'sentences'>;

/** @param answers whether the server answered on the last visit: else nothing is known of its ties */
export function writeAroundSentences(around: Figures, answers: boolean): string[] {
  const { host, reach, servers } = around;
  const withheld = servers.filter((server) => server.withheld).length;
  if (!answers) return [writeNoAnswer(host)];
  return [
    `${host} has two-sided ties that nothing cuts with ${showCount(reach.servers)} servers, and ${showPeople(reach.people)} people on those of known size are in reach.`,
    ...writeList(around),
    ...(withheld === 0
      ? []
      : [`Of ${showCount(withheld)} servers the share is not shown, since it would be about a few people.`]),
  ];
}

function writeList({ question, servers }: Figures): string[] {
  if (question.block.length + question.lists.length === 0) return [];
  const now = servers.reduce((sum, { commonPeers }) => sum + commonPeers.now, 0);
  const left = servers.reduce((sum, { commonPeers }) => sum + commonPeers.left, 0);
  const cut = servers.filter(({ tied, listed }) => tied && listed).length;
  const share = now === 0 ? [] : [`Of the peers in common with all others it would leave ${showShare(left / now)}.`];
  return [`The list would cut ${showCount(cut)} of these ties.`, ...share];
}

export function reportAround(around: Around): Report {
  const { host, snapshot, question, servers, sentences, limits } = around;
  const hasList = question.block.length + question.lists.length > 0;
  const head = [
    'server',
    'software',
    'people on it',
    'share alone',
    'common peers',
    ...(hasList ? ['left', 'on the list'] : []),
  ];
  const show = (server: AroundServer) => showServer(server, hasList);
  const untied = servers.filter(({ tied }) => !tied);
  untied.sort((a, b) => b.commonPeers.left - a.commonPeers.left || (a.host < b.host ? -1 : 1));
  return {
    title: `Every other server beside ${host}`,
    snapshot,
    sentences,
    tables: filledTables(
      table('What a block of one alone would cost', head, servers.filter(({ share }) => share !== null).map(show)),
      table('Most peers in common without a two-sided tie', head, untied.map(show)),
    ),
    limits,
  };
}

function showServer(
  { host, software, audience, share, commonPeers, listed }: AroundServer,
  hasList: boolean,
): string[] {
  return [
    host,
    software ?? 'not known',
    showPeople(audience),
    share === null ? '' : showShare(share),
    showCount(commonPeers.now),
    ...(hasList ? [showCount(commonPeers.left), listed ? 'yes' : 'no'] : []),
  ];
}
