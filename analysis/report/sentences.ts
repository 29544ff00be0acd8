/** One sentence a figure, always in the same order, neutral in words. */
import type { Graph } from '../graph.ts';
import type { Estimate, Impact } from '../types.ts';
import { showCount, showEstimate, showPeople, showShare } from './figures.ts';

type Figures = Omit<Impact, 'limits' | 'sentences'>;

/** @returns cut in, cut out, people, hidden, still visible, communities, undo, entries, evidence and unknowns */
export function writeImpactSentences(graph: Graph, impact: Figures): string[] {
  return [
    writeShare('Follows cut (in)', impact.lossIn, `of the follows people on ${impact.host} have to other servers`),
    writeShare('Followers cut (out)', impact.lossOut, 'of the followers they have on other servers'),
    writePeople(graph, impact),
    writeShare(
      'Hidden but not cut',
      impact.hidden,
      'of those follows stay, while strangers there become hard to discover',
    ),
    ...writeVisible(graph, impact),
    ...writeCommunities(impact),
    impact.irreversible
      ? 'Cannot be undone: lifting this later lets posts flow again, but does not bring back the follows, which the software deletes.'
      : 'Can be undone: nothing in this deletes follows.',
    ...writeEntries(impact),
    writeEvidence(impact),
  ];
}

function writeShare(figure: string, estimate: Estimate, of: string): string {
  if (estimate.share === null) return `${figure}: not known.`;
  return estimate.share === 0 && estimate.high === 0
    ? `${figure}: none.`
    : `${figure}: ${showEstimate(estimate)} ${of}.`;
}

function writePeople({ audience }: Graph, { people }: Figures): string {
  const who = audience.unit === 'active' ? 'monthly active people' : 'registered people';
  if (people.lost === null) return `Out of two-way reach: how many ${who} is not known.`;
  return `Out of two-way reach: ${showPeople(people.lost)} of ${showPeople(people.before)} ${who} elsewhere.`;
}

function writeVisible({ snapshot, names }: Graph, { host, touched }: Figures): string[] {
  if (!touched.some(({ direction }) => direction === 'out' || direction === 'both')) return [];
  const { authorizedFetch, software } = snapshot.hosts[names.find(host)!]!;
  const signed = software === 'gotosocial' ? true : authorizedFetch;
  const boosts =
    signed === null
      ? `new ones through boosts on third servers, unless ${host} demands signed fetches (not known)`
      : signed
        ? `no new ones through boosts on third servers, because ${host} demands signed fetches`
        : `new ones through boosts on third servers, because ${host} does not demand signed fetches`;
  return [`Still visible to them: copies of old posts, public pages on the web, and ${boosts}.`];
}

function writeCommunities({ communities }: Figures): string[] {
  const top = communities.slice(0, 3);
  if (top.length === 0) return [];
  const parts = top.map(
    ({ name, shareLost, shareOfLoss }) =>
      `${name}: ${showShare(shareLost)} of the ties there, ${showShare(shareOfLoss)} of the loss`,
  );
  return [`Mostly cut: ${parts.join('; ')}.`];
}

function writeEntries({ entries, entryCounts, entriesFor90 }: Figures): string[] {
  if (entries.length < 2) return [];
  const counted = Object.entries(entryCounts).filter(([, count]) => count > 0);
  const parts = counted.map(([status, count]) => `${showCount(count)} ${status === 'unknown' ? 'not known' : status}`);
  const carried = entriesFor90 === null ? '' : ` ${showCount(entriesFor90)} of them carry 90 % of the loss.`;
  return [`${showCount(entries.length)} entries: ${parts.join(', ')}.${carried}`];
}

function writeEvidence({ evidence, entries, coverage }: Figures): string {
  const unknowns = writeUnsized(entries) + (coverage.noPeerLists ? ' There are no peer lists in this snapshot.' : '');
  if (evidence === null) return `Evidence: no known ties, so nothing to lose that we can see.${unknowns}`;
  if (evidence.X === 1) return `Evidence: exact counts, published by the server itself.${unknowns}`;
  const { E2, E1, E0 } = evidence;
  return `Evidence: ${showShare(E2)} of the weight rests on two-sided lists, ${showShare(E1)} on one-sided, ${showShare(E0)} is inferred.${unknowns}`;
}

function writeUnsized(entries: Figures['entries']): string {
  const unsized = entries.filter(({ audience }) => audience === null).length;
  const unseen = entries.filter(({ hosts }) => hosts === 0).length;
  if (unsized === 0) return '';
  const never = unseen === 0 ? '' : `; ${showCount(unseen)} of these ${unseen === 1 ? 'was' : 'were'} never seen`;
  return ` ${showCount(unsized)} of ${showCount(entries.length)} named ${unsized === 1 ? 'has' : 'have'} no known audience${never}.`;
}
