/** What is lost through third servers once more: the sums of the model as plain loops over all pairs of the slow world. */
import type { FollowModel } from '../../../analysis/follows.ts';
import { evidenceNames } from '../../../analysis/ties.ts';
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
  follows(i: number, j: number): number {
    const { reader, author, group, groupCount, affinity, circle, kinship, evidence } = this.model;
    const [a, b] = [circle[i]!, circle[j]!];
    const relation = a === -1 || b === -1 ? 2 : a === b ? 1 : 0;
    const known = this.world.evidence(i, j);
    return (
      reader[i]! *
      author[j]! *
      affinity[group[i]! * groupCount + group[j]!]! *
      kinship[relation]! *
      evidence[evidenceNames.indexOf(known)]! *
      this.world.mask(i, j)
    );
  }

  readers(r: number, among: readonly number[] = this.nodes): number {
    return this.sum(among, (k) => (k !== r && this.mutual(k, r) ? this.follows(k, r) : 0));
  }

  sources(r: number, among: readonly number[] = this.nodes): number {
    return this.sum(among, (k) => (this.arrives(r, k) ? this.follows(r, k) : 0));
  }

  /** Σ_{r∉S} x_r part(r), x_r being the share of the weights that stay; null without any. */
  through(x: number, weight: (r: number) => number, cut: readonly number[], part: (r: number) => number) {
    const stay = this.nodes.filter((r) => !cut.includes(r) && this.arrives(x, r));
    const total = this.sum(stay, weight);
    return total === 0 ? null : this.sum(stay, (r) => (weight(r) / total) * part(r));
  }

  private sum(nodes: readonly number[], read: (node: number) => number): number {
    return nodes.reduce((total, node) => total + read(node), 0);
  }
}

export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
