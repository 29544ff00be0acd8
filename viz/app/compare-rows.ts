/** The figures of two answers side by side, on one scale. Pure. */
import type { CommunityLoss, Estimate, Impact } from '../../analysis/types.ts';
import { type EstimateText, showCount, splitEstimate, splitLost } from './figures.ts';
import { words } from './words/words.ts';

export interface ComparedCell {
  text: EstimateText;
  /** null where there is nothing to draw. */
  bar: Estimate | null;
}

export interface ComparedRow {
  /** How tests and scripts find it. */
  key: string;
  label: string;
  look: 'cut' | 'hidden';
  /** One for each question; null where it has no answer. */
  cells: (ComparedCell | null)[];
}

export interface ComparedPart {
  rows: ComparedRow[];
  /** Share at which a bar is full. */
  scale: number;
}

type Answered = readonly (Impact | null)[];
const shownCommunities = 6;

export function compareFigures(impacts: Answered): ComparedPart {
  const { scenario } = words();
  const unit = impacts.find((impact) => impact !== null)?.coverage.audience.unit;
  const row = (key: string, label: string, look: ComparedRow['look'], read: (impact: Impact) => ComparedCell) => ({
    key,
    label,
    look,
    cells: impacts.map((impact) => (impact === null ? null : read(impact))),
  });
  const share = (estimate: Estimate): ComparedCell => ({ text: splitEstimate(estimate), bar: estimate });
  return withScale([
    row('loss-in', scenario.compareFollows, 'cut', ({ lossIn }) => share(lossIn)),
    row('loss-out', scenario.compareFollowers, 'cut', ({ lossOut }) => share(lossOut)),
    row('people', unit === 'registered' ? scenario.compareRegistered : scenario.comparePeople, 'cut', (impact) => ({
      text: splitLost(impact.people),
      bar: lostShare(impact.people),
    })),
    row('hidden', scenario.compareHidden, 'hidden', ({ hidden }) => share(hidden)),
    row('servers', scenario.compareServers, 'cut', ({ touched }) => bare(countCut(touched))),
    row('lasting', scenario.compareLasting, 'cut', ({ irreversible }) =>
      bare(irreversible ? scenario.yes : scenario.no),
    ),
  ]);
}

/** The communities that lose most in either; one that loses nothing in the other stands there with nothing lost. */
export function compareCommunities(impacts: Answered): ComparedPart {
  const worst = new Map<number, CommunityLoss>();
  for (const loss of impacts.flatMap((impact) => impact?.communities ?? [])) {
    if (loss.shareLost > (worst.get(loss.id)?.shareLost ?? 0)) worst.set(loss.id, loss);
  }
  const chosen = [...worst.values()]
    .sort((a, b) => b.shareLost - a.shareLost || a.id - b.id)
    .slice(0, shownCommunities);
  return withScale(
    chosen.map(({ id, name }) => ({
      key: `community-${id}`,
      label: name,
      look: 'cut',
      cells: impacts.map((impact) => {
        if (impact === null) return null;
        const loss = impact.communities.find((other) => other.id === id)?.estimateLost ?? noLoss;
        return { text: splitEstimate(loss), bar: loss };
      }),
    })),
  );
}

const noLoss: Estimate = { share: 0, low: 0, high: 0, grade: null };

function countCut(touched: Impact['touched']): string {
  return showCount(touched.filter(({ status }) => status === 'cut').length);
}

function bare(value: string): ComparedCell {
  return { text: { kind: 'figure', value, interval: '', grade: null }, bar: null };
}

/** People out of reach, of those in reach before. */
function lostShare({ before, lost, lostLow, lostHigh, grade }: Impact['people']): Estimate | null {
  if (before === null || before === 0 || lost === null) return null;
  const of = (people: number | null) => (people === null ? null : people / before);
  return { share: lost / before, low: of(lostLow), high: of(lostHigh), grade };
}

const scales = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

function withScale(rows: ComparedRow[]): ComparedPart {
  const bars = rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.bar ?? []));
  return { rows, scale: roundScale(bars) };
}

/** @returns the least round share that holds every bar and whisker */
export function roundScale(bars: readonly Estimate[]): number {
  const most = Math.max(0, ...bars.flatMap(({ share, high }) => [share ?? 0, high ?? 0]));
  return scales.find((scale) => scale >= most) ?? 1;
}
