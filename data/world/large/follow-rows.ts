/**
 * Follows of a few servers that count them to every peer, by a law of gravity: in proportion to the people of both, and
 * more within a language and within a community.
 */
import { seededRandom } from '../../random.ts';
import { numberMask } from '../../store/pass-lists.ts';
import type { Census } from './census.ts';
import { languageOf } from './languages.ts';
import { largeScales } from './sizes.ts';

/** Follows of a person towards other servers. */
const followsPerPerson = 40;
/** The people of the other server count by this power: large ones are known to all, and known no more for it. */
const pull = 0.8;
const sameLanguage = 3;
const sameCommunity = 8;

export class FollowRows {
  readonly #census: Census;
  readonly #random: () => number;
  readonly #attraction: Float64Array;
  /** Numbers of the hosts that count. */
  readonly counters: ReadonlySet<number>;
  /** Columns: source, target, follows out, follows in. Only as many rows count as `length` says. */
  columns: Uint32Array[] = Array.from({ length: 4 }, () => new Uint32Array(1 << 12));
  length = 0;

  constructor(census: Census) {
    const { publishers, software, people, seed, size } = census;
    this.#census = census;
    this.#random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 3);
    this.#attraction = people.map((value) => (value + 1) ** pull);
    const able = publishers.filter((host) => software[host] === 'misskey');
    this.counters = new Set(able.subarray(0, largeScales[size].counters));
  }

  /** @param targets as drawn: entries that hold on one of two days only are left out */
  add(source: number, targets: Uint32Array): void {
    if (!this.counters.has(source)) return;
    const steady = targets.filter((entry) => entry <= numberMask);
    const weights = Float64Array.from(steady, (target) => this.#attraction[target]! * this.#affinity(source, target));
    const wanted = this.#census.people[source]! * followsPerPerson;
    const unit =
      wanted /
      Math.max(
        1e-9,
        weights.reduce((sum, weight) => sum + weight, 0),
      );
    this.#makeRoom(steady.length);
    const [sources, to, out, back] = this.columns as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    for (let at = 0; at < steady.length; at++) {
      const row = this.length++;
      sources[row] = source;
      to[row] = steady[at]!;
      out[row] = this.#draw(weights[at]! * unit);
      back[row] = this.#draw(weights[at]! * unit);
    }
  }

  /** Exponential around the mean, rounded by chance. */
  #draw(mean: number): number {
    return Math.floor(-Math.log(1 - this.#random()) * mean + this.#random());
  }

  #affinity(source: number, target: number): number {
    const { community } = this.#census;
    const [own, other] = [community[source]!, community[target]!];
    if (own === other) return sameCommunity * sameLanguage;
    return languageOf(own) === languageOf(other) ? sameLanguage : 1;
  }

  #makeRoom(rows: number): void {
    const [first] = this.columns;
    if (this.length + rows <= first!.length) return;
    this.columns = this.columns.map((column) => {
      const grown = new Uint32Array(2 * (this.length + rows));
      grown.set(column);
      return grown;
    });
  }
}
