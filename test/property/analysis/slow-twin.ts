/**
 * The impact model once more, written from its formulas: plain loops over pairs of names, rules matched as text, no
 * index, no typed array, nothing from the analysis, and exact fractions where there is something to sum or divide.
 */
import type { Evidence } from '../../../analysis/types.ts';
import type { Snapshot, SnapshotHost } from '../../../data/snapshot/types.ts';
import { exactly, type Fraction, fraction, isZero, one, times, zero } from './fraction.ts';
import {
  allows,
  closing,
  effectOf,
  rulesThatCount,
  type SlowEffect,
  type SlowRule,
  union,
  unlists,
} from './slow-rules.ts';

export class SlowWorld {
  readonly hosts: readonly SnapshotHost[];
  readonly snapshot: Snapshot;
  readonly people: readonly (number | null)[];
  private readonly guess: (i: number, j: number) => Fraction;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    this.hosts = snapshot.hosts;
    this.people = this.hosts.map((host) => this.estimatePeople(host));
    this.guess = this.shareOfTies();
  }

  find(name: string): number {
    return this.hosts.findIndex(({ host }) => host === name);
  }

  softwareOf(node: number): string {
    return this.hosts[node]!.software!;
  }

  rulesOf(node: number): SlowRule[] {
    return this.snapshot.blocks
      .filter(({ source }) => source === node)
      .map(({ target, resolved, action }) => ({ text: resolved ?? target, action }));
  }

  /** The names a server in allowlist mode federates with, or null when it is open. */
  allowsOf(node: number): string[] | null {
    const texts = this.snapshot.allows.filter(({ source }) => source === node).map(({ target }) => target as string);
    return texts.length === 0 ? null : texts;
  }

  effect(source: number, target: number, rules: readonly SlowRule[], texts: readonly string[] | null): SlowEffect {
    const software = this.softwareOf(source);
    const name = this.hosts[target]!.host;
    const effects = rulesThatCount(software, rules, name).map(({ action }) => effectOf(software, action));
    if (texts !== null && !texts.some((text) => allows(software, text, name))) {
      effects.push(closing(software));
    }
    return union(effects);
  }

  live(node: number): boolean {
    return this.hosts[node]!.liveness !== 'dead';
  }

  /** How well a tie is known, from both sides' lists. */
  evidence(i: number, j: number): Exclude<Evidence, 'X'> {
    const both = [this.says(i, j), this.says(j, i)];
    if (both.includes('lacks')) return 'E-';
    const listed = both.filter((side) => side === 'lists').length;
    return listed === 2 ? 'E2' : listed === 1 ? 'E1' : 'E0';
  }

  /** Probability of a tie. */
  mask(i: number, j: number): Fraction {
    const kind = this.evidence(i, j);
    return kind === 'E-' ? zero : kind === 'E0' ? this.guess(i, j) : one;
  }

  /** People there, none where no size is known. */
  peopleOn(node: number): Fraction {
    return exactly(this.people[node] ?? 0);
  }

  /** Follows from people on i to accounts on j, up to a factor of i; published counts where i has them. */
  weight(i: number, j: number, direction: 'in' | 'out'): Fraction {
    const rows = this.snapshot.counts.filter(({ source, target }) => source === i && target !== i);
    if (rows.some(({ followsIn, followsOut }) => followsIn + followsOut > 0)) {
      const row = rows.find(({ target }) => target === j);
      return exactly((direction === 'in' ? row?.followsOut : row?.followsIn) ?? 0);
    }
    return times(this.peopleOn(j), this.mask(i, j));
  }

  /** Whether some follows are between them, as far as known. */
  isTied(i: number, j: number): boolean {
    if (!this.hasCounts(i)) return !isZero(this.mask(i, j));
    return !isZero(this.weight(i, j, 'in')) || !isZero(this.weight(i, j, 'out'));
  }

  /** Whether a tie weighs nothing because nobody knows how many people are there. */
  isUnsized(i: number, j: number): boolean {
    return !this.hasCounts(i) && this.isTied(i, j) && this.people[j] === null;
  }

  hasCounts(i: number): boolean {
    return this.snapshot.counts.some(
      ({ source, target, followsIn, followsOut }) => source === i && target !== i && followsIn + followsOut > 0,
    );
  }

  private says(i: number, j: number): 'lists' | 'lacks' | 'silent' {
    const { offsets, targets } = this.snapshot.peers;
    for (let edge = offsets[i]!; edge < offsets[i + 1]!; edge++) if (targets[edge] === j) return 'lists';
    const { disclosure, observedAt } = this.hosts[i]!;
    const age = this.snapshot.asOf - (observedAt.peers ?? 0);
    const leavesOut = this.rulesOf(i).some((rule) => unlists(this.softwareOf(i), rule, this.hosts[j]!.host));
    return disclosure.peers === 'published' && age <= 30 * 24 * 3_600_000 && !leavesOut ? 'lacks' : 'silent';
  }

  private tells(i: number): boolean {
    const { disclosure, observedAt } = this.hosts[i]!;
    return disclosure.peers === 'published' && this.snapshot.asOf - observedAt.peers! <= 30 * 24 * 3_600_000;
  }

  /** Share of mutual listings among pairs of which both sides tell, by size where twenty pairs do. */
  private shareOfTies(): (i: number, j: number) => Fraction {
    const size = (node: number) => {
      const people = this.people[node];
      return people == null ? -1 : people < 10 ? 1 : String(Math.floor(people)).length;
    };
    const cell = (i: number, j: number) => [size(i), size(j)].sort().join(' ');
    const seen: { cell: string; tied: boolean }[] = [];
    for (let i = 0; i < this.hosts.length; i++) {
      for (let j = 0; j < i; j++) {
        const [ours, theirs] = [this.says(i, j), this.says(j, i)];
        if (!this.tells(i) || !this.tells(j) || ours === 'silent' || theirs === 'silent') continue;
        seen.push({ cell: cell(i, j), tied: ours === 'lists' && theirs === 'lists' });
      }
    }
    const share = (pairs: typeof seen) => fraction(pairs.filter(({ tied }) => tied).length, pairs.length);
    return (i, j) => {
      if (seen.length === 0) return one;
      const alike = seen.filter((pair) => pair.cell === cell(i, j));
      return share(alike.length >= 20 ? alike : seen);
    };
  }

  private estimatePeople(host: SnapshotHost): number | null {
    const counted = this.hosts.map(trustedCount);
    const mine = trustedCount(host);
    if (mine !== null) return mine;
    if (host.users === null || host.doubt !== null) return null;
    if (counted.every((mau) => mau === null)) return host.users;
    const ratios = this.hosts.flatMap((other, at) =>
      (counted[at] ?? 0) > 0 && (other.users ?? 0) > 0
        ? [{ software: other.software, ratio: counted[at]! / other.users! }]
        : [],
    );
    const same = ratios.filter(({ software }) => software === host.software);
    const sample = same.length >= 5 ? same : ratios;
    return sample.length === 0 ? null : host.users * geometricMedian(sample.map(({ ratio }) => ratio));
  }
}

function trustedCount({ software, mau, users, allowlistMode, doubt }: SnapshotHost): number | null {
  if (mau === null || doubt !== null || (users !== null && mau > users)) return null;
  const isBlank = ['misskey', 'gotosocial', 'hubzilla'].includes(software ?? '') || allowlistMode === true;
  return mau === 0 && isBlank ? null : mau;
}

/** Middle of the logarithms. */
function geometricMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Math.sqrt(sorted[Math.ceil(middle) - 1]! * sorted[Math.floor(middle)]!);
}
