/** Servers side by side, as a report: a column a server. */
import type { ComparedHost, Comparison } from '../comparison.ts';
import { showCount, showEstimateShort, showPeople, showPeopleBetween, showVariety } from './figures.ts';
import { filledTables, type Report, table } from './report.ts';

export function reportComparison(comparison: Comparison): Report {
  const { hosts, snapshot, sentences, limits } = comparison;
  const names = hosts.map(({ host }) => host);
  return {
    title: `Side by side: ${names.join(', ')}`,
    snapshot,
    sentences,
    tables: filledTables(
      table(
        'Side by side',
        ['figure', ...names],
        rows.map(([figure, show]) => [figure, ...hosts.map(show)]),
      ),
      table(
        'Share of the people of each community in two-way reach',
        ['community', 'servers', ...names],
        communityRows(comparison),
      ),
    ),
    limits,
  };
}

const rows: readonly (readonly [figure: string, show: (host: ComparedHost) => string])[] = [
  ['software', ({ software }) => software ?? 'not known'],
  ['language', ({ language }) => language ?? 'not known'],
  ['people on it', ({ audience }) => showPeople(audience)],
  ['in two-way reach', ({ reach }) => showEstimateShort(reach)],
  ['cut by a published rule', ({ cut }) => showEstimateShort(cut)],
  ['people in reach', ({ reach }) => showPeopleBetween(reach.people)],
  ['effective number of communities', ({ effectiveCommunities }) => showVariety(effectiveCommunities)],
  [
    'published lists that cut it',
    ({ blocksAgainst: { cut, ofPublished } }) => `${showCount(cut)} of ${showCount(ofPublished)}`,
  ],
  ['published lists that only hide it', ({ blocksAgainst }) => showCount(blocksAgainst.hide)],
  ['names its own list cuts', ({ declares }) => (declares === null ? 'no list seen' : showCount(declares.cut))],
  ['names its own list only hides', ({ declares }) => (declares === null ? 'no list seen' : showCount(declares.hide))],
  ['federates with listed servers only', ({ allowlistMode }) => showAnswer(allowlistMode)],
  ['registrations open', ({ openRegistrations }) => showAnswer(openRegistrations)],
  ['demands signed fetches', ({ signedFetch }) => showAnswer(signedFetch)],
  ['followers who come along on moving away', ({ portable }) => showEstimateShort(portable)],
  [
    'first others give up on it when silent',
    ({ outage: { firstDay } }) => (firstDay === null ? 'not known' : `day ${firstDay}`),
  ],
  [
    'servers it lists that answered',
    ({ neighbours }) =>
      neighbours === null ? 'no list seen' : `${showCount(neighbours.visited)} of ${showCount(neighbours.listed)}`,
  ],
];

function showAnswer(answer: boolean | null): string {
  return answer === null ? 'not known' : answer ? 'yes' : 'no';
}

/** Where they differ most first, then the largest communities. */
function communityRows({ hosts, differences }: Comparison): string[][] {
  const [first] = hosts;
  const rank = new Map(differences.communities.map(({ id }, at) => [id, at]));
  const order = (first?.communities ?? []).map(({ id }, at) => ({
    at,
    rank: rank.get(id) ?? Number.POSITIVE_INFINITY,
  }));
  order.sort((a, b) => (a.rank === b.rank ? a.at - b.at : a.rank - b.rank));
  return order.map(({ at }) => {
    const { name, size } = first!.communities[at]!;
    return [name, showCount(size), ...hosts.map(({ communities }) => showEstimateShort(communities[at]!.reached))];
  });
}
