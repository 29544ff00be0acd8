/**
 * Blocklists that are copies of one another but for some entries speak with one voice, so that an entry on all of them
 * is named once and not several times.
 *
 * Two lists are near-copies when the smaller is almost all on the larger (containment |A∩B| / min(|A|, |B|) ≥ 0.9) and
 * the larger has not much more (Jaccard |A∩B| / |A∪B| ≥ 0.7): a short list of the worst is on many long ones without
 * being their copy. Groups are formed by single linkage, since a copy of a copy may have drifted from the first.
 */

const leastContainment = 0.9;
const leastJaccard = 0.7;
/** Few names agree by chance, or because everybody names them. */
const fewestEntries = 10;

/** @returns for each list the number of its group, from 0 in the order of the lists. O(Σ pairs · smaller list) */
export function groupNearCopies(lists: readonly ReadonlySet<string>[]): number[] {
  const labels = lists.map((_, at) => at);
  for (let later = 1; later < lists.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (labels[earlier] === labels[later] || !areNearCopies(lists[earlier]!, lists[later]!)) continue;
      const [kept, dropped] = [Math.min(labels[earlier]!, labels[later]!), Math.max(labels[earlier]!, labels[later]!)];
      for (let at = 0; at <= later; at++) if (labels[at] === dropped) labels[at] = kept;
    }
  }
  const numbers = new Map<number, number>();
  return labels.map((label) => {
    if (!numbers.has(label)) numbers.set(label, numbers.size);
    return numbers.get(label)!;
  });
}

function areNearCopies(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [smaller, larger] = one.size <= other.size ? [one, other] : [other, one];
  if (smaller.size < fewestEntries || smaller.size < leastJaccard * larger.size) return false;
  let common = 0;
  for (const name of smaller) if (larger.has(name)) common++;
  const all = smaller.size + larger.size - common;
  return common >= leastContainment * smaller.size && common >= leastJaccard * all;
}
