/**
 * What is lost through third servers once more: the sums of the model as plain loops over all pairs of the slow world, in
 * exact fractions.
 */
import type { FollowModel } from '../../../analysis/follows.ts';
import { evidenceNames } from '../../../analysis/ties.ts';
import { dividedBy, exactly, type Fraction, isZero, times, total, zero } from './fraction.ts';
import type { SlowWorld } from './slow-twin.ts';

export class SlowPairs {
  readonly world: SlowWorld;
  readonly nodes: number[];
  private readonly model: FollowModel;

  constructor(world: SlowWorld, model: FollowModel) {
    this.world = world;
    this.model = model;
    this.nodes = world.hosts.map((_, node) => node);
  }

  /** Whether posts of j arrive at i. */
  arrives(i: number, j: number): boolean {
    const { world } = this;
    const effect = (source: number, target: number) =>
      world.effect(source, target, world.rulesOf(source), world.allowsOf(source));
    return i !== j && world.live(i) && world.live(j) && !effect(i, j).cutIn && !effect(j, i).cutOut;
  }

  mutual(i: number, j: number): boolean {
    return this.arrives(i, j) && this.arrives(j, i);
  }

  /** Follows from people on i to accounts on j. */
  follows(i: number, j: number): Fraction {
    const { reader, author, group, groupCount, affinity, circle, kinship, evidence } = this.model;
    const [a, b] = [circle[i]!, circle[j]!];
    const relation = a === -1 || b === -1 ? 2 : a === b ? 1 : 0;
    const known = this.world.evidence(i, j);
    const factors = [
      reader[i]!,
      author[j]!,
      affinity[group[i]! * groupCount + group[j]!]!,
      kinship[relation]!,
      evidence[evidenceNames.indexOf(known)]!,
    ];
    return times(...factors.map(exactly), this.world.mask(i, j));
  }

  /** What people on x follow there, up to a factor of x: counted, where x publishes counts, else by size alone. */
  reads(x: number, r: number): Fraction {
    if (this.world.hasCounts(x)) return this.world.weight(x, r, 'in');
    return times(exactly(this.model.author[r]!), this.world.mask(x, r));
  }

  readers(r: number, among: readonly number[] = this.nodes): Fraction {
    return total(among.map((k) => (k !== r && this.mutual(k, r) ? this.follows(k, r) : zero)));
  }

  sources(r: number, among: readonly number[] = this.nodes): Fraction {
    return total(among.map((k) => (this.arrives(r, k) ? this.follows(r, k) : zero)));
  }

  /** ρ_r: of those who answer on r, and of what r reads and boosts, how much is on S. */
  passed(cut: readonly number[]) {
    return {
      replies: (r: number) => ratio(this.readers(r, cut), this.readers(r)),
      boosts: (r: number) => ratio(this.sources(r, cut), this.sources(r)),
    };
  }

  /** Σ_{r∉S} x_r part(r), x_r being the share of the weights that stay; null without any. */
  through(x: number, cut: readonly number[], part: (r: number) => Fraction): Fraction | null {
    const weight = (r: number) => this.reads(x, r);
    const stay = this.nodes.filter((r) => !cut.includes(r) && this.arrives(x, r));
    const whole = total(stay.map(weight));
    return isZero(whole) ? null : dividedBy(total(stay.map((r) => times(weight(r), part(r)))), whole);
  }
}

export function ratio(part: Fraction, whole: Fraction): Fraction {
  return isZero(whole) ? zero : dividedBy(part, whole);
}
