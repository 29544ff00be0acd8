/**
 * How well chances told what then happened. Rows may stand for several cases of their kind each (`weight`): of a sample of
 * what did not happen, one row stands for many.
 *
 * auc: J. A. Hanley, B. J. McNeil. The meaning and use of the area under a receiver operating characteristic (ROC) curve.
 * Radiology 143(1), 1982, 29–36. aucPr: average precision; J. Davis, M. Goadrich. The relationship between
 * precision-recall and ROC curves. ICML 2006, 233–240. brier: G. W. Brier. Verification of forecasts expressed in terms of
 * probability. Mon. Weather Rev. 78(1), 1950, 1–3. calibrationError: M. P. Naeini, G. F. Cooper, M. Hauskrecht. Obtaining
 * well calibrated probabilities using Bayesian binning. AAAI 2015, 2901–2907.
 */

export interface Scores {
  /** Chance that a case that happened was given the larger chance of two; ties count half. null without cases of both kinds. */
  auc: number | null;
  /** Mean precision over the cases that happened; cases of one chance are told apart by nothing and count as one step. */
  aucPr: number | null;
  /** Mean square of what was missed. */
  brier: number;
  /** Mean distance of chance and frequency, over ten groups of equal weight by chance. */
  calibrationError: number;
}

const groups = 10;

/** @param chances 0-1, one a row, parallel to `outcome` (0 or 1) and `weight`; at least one row */
export function scoreChances(chances: Float64Array, outcome: Uint8Array, weight: ArrayLike<number>): Scores {
  const falling = Uint32Array.from(chances, (_, at) => at).sort((a, b) => chances[b]! - chances[a]! || a - b);
  const { auc, aucPr } = rank(falling, chances, outcome, weight);
  let brier = 0;
  let total = 0;
  for (let at = 0; at < chances.length; at++) {
    brier += weight[at]! * (outcome[at]! - chances[at]!) ** 2;
    total += weight[at]!;
  }
  return {
    auc,
    aucPr,
    brier: brier / total,
    calibrationError: measureCalibration(falling, chances, outcome, weight, total),
  };
}

function rank(falling: Uint32Array, chances: Float64Array, outcome: Uint8Array, weight: ArrayLike<number>) {
  let happened = 0;
  let not = 0;
  let ordered = 0;
  let precision = 0;
  for (let from = 0; from < falling.length; ) {
    let more = 0;
    let moreNot = 0;
    let to = from;
    for (; to < falling.length && chances[falling[to]!] === chances[falling[from]!]; to++) {
      if (outcome[falling[to]!] === 1) more += weight[falling[to]!]!;
      else moreNot += weight[falling[to]!]!;
    }
    ordered += moreNot * (happened + more / 2);
    happened += more;
    not += moreNot;
    if (more > 0) precision += (more * happened) / (happened + not);
    from = to;
  }
  return {
    auc: happened * not === 0 ? null : ordered / (happened * not),
    aucPr: happened * not === 0 ? null : precision / happened,
  };
}

/** A row that reaches over the end of a group belongs to the group in which it begins. */
function measureCalibration(
  falling: Uint32Array,
  chances: Float64Array,
  outcome: Uint8Array,
  weight: ArrayLike<number>,
  total: number,
): number {
  const distance = new Float64Array(groups);
  let before = 0;
  for (const at of falling) {
    const group = Math.min(groups - 1, Math.floor((before / total) * groups));
    distance[group]! += weight[at]! * (chances[at]! - outcome[at]!);
    before += weight[at]!;
  }
  return distance.reduce((sum, value) => sum + Math.abs(value), 0) / total;
}
