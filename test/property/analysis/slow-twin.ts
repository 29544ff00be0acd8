/**
 * The impact model once more, written from its formulas: plain loops over pairs of names, rules matched as text, no
 * index, no typed array, nothing from the analysis, and exact fractions where there is something to sum or divide.
 */
import type { Evidence } from '../../../analysis/types.ts';
import type { Snapshot, SnapshotHost } from '../../../data/snapshot/types.ts';
import { exactly, type Fraction, fraction, isZero, one, times, zero } from './fraction.ts';

export interface SlowEffect {
  cutIn: boolean;
  cutOut: boolean;
  sever: boolean;
  hideIn: boolean;
}

export interface SlowRule {
  text: string;
  action: string;
}

const nothing: SlowEffect = { cutIn: false, cutOut: false, sever: false, hideIn: false };
const hides: SlowEffect = { ...nothing, hideIn: true };
const full: SlowEffect = { ...hides, cutIn: true, cutOut: true };

/** How a text names hosts: the name, the name and what is below, a shell's wildcards, a mask's, or a piece of the name. */
export type SlowMatching = 'exact' | 'below' | 'glob' | 'mask' | 'piece';

/** §1.2 of the model: what a word of a software does, whom its text names, and whether the name leaves the peer list. */
const table: Record<string, Record<string, [effect: SlowEffect, names: SlowMatching, unlists: boolean]>> = {
  mastodon: {
    suspend: [{ ...full, sever: true }, 'below', true],
    blocked: [{ ...full, sever: true }, 'below', true],
    silence: [hides, 'below', true],
    noop: [nothing, 'below', true],
    reject_media: [nothing, 'below', true],
    frobnicate: [nothing, 'below', true],
  },
  misskey: {
    blocked: [full, 'below', false],
    suspend: [full, 'below', false],
    suspended: [{ ...nothing, cutOut: true }, 'exact', true],
    goneSuspended: [{ ...nothing, cutOut: true }, 'exact', true],
    softwareSuspended: [{ ...nothing, cutOut: true }, 'exact', false],
    silenced: [hides, 'below', false],
    mediaSilenced: [nothing, 'exact', false],
  },
  pleroma: {
    reject: [{ ...hides, cutIn: true }, 'exact', false],
    suspend: [{ ...hides, cutIn: true }, 'exact', false],
    quarantined_instances: [nothing, 'exact', false],
    rejected_instances: [nothing, 'exact', false],
    federated_timeline_removal: [hides, 'exact', false],
    media_removal: [nothing, 'exact', false],
  },
  akkoma: {
    reject: [full, 'below', false],
    quarantined_instances: [{ ...nothing, cutOut: true }, 'below', false],
    followers_only: [hides, 'below', false],
    federated_timeline_removal: [hides, 'below', false],
    media_nsfw: [nothing, 'below', false],
  },
  lemmy: { blocked: [full, 'exact', true], suspend: [full, 'exact', true], silence: [hides, 'exact', true] },
  gotosocial: { suspend: [{ ...full, sever: true }, 'below', true], limit: [hides, 'below', false] },
  piefed: { blocked: [full, 'mask', true], suspend: [full, 'mask', true] },
  friendica: { blocked: [full, 'glob', true] },
  hubzilla: { blocked: [full, 'piece', false] },
};
/** Set by the software itself, without anybody's decision. */
const automatic = new Set(['goneSuspended', 'softwareSuspended']);
const fullBlock: Record<string, string> = {
  mastodon: 'suspend',
  misskey: 'blocked',
  pleroma: 'reject',
  akkoma: 'reject',
  lemmy: 'blocked',
  gotosocial: 'suspend',
  piefed: 'blocked',
  friendica: 'blocked',
  hubzilla: 'blocked',
};
const softLimit: Record<string, string> = {
  mastodon: 'silence',
  misskey: 'silenced',
  pleroma: 'federated_timeline_removal',
  akkoma: 'federated_timeline_removal',
  gotosocial: 'limit',
};
/** How an allowlist names hosts, where it is not by exact name. */
const allowsBy: Record<string, SlowMatching> = {
  misskey: 'below',
  akkoma: 'below',
  gotosocial: 'below',
  hubzilla: 'below',
  friendica: 'glob',
};

export const blockWord = (software: string) => fullBlock[software]!;
export const hasLimit = (software: string) => software in softLimit;
export const limitWord = (software: string) => softLimit[software]!;
export const effectOf = (software: string, action: string) => table[software]![action]![0];
export const isAutomatic = (action: string) => automatic.has(action);

/** Whether the text of a rule names a host; nothing masked does, where wildcards mean nothing. */
export function namesHost(text: string, host: string, by: SlowMatching): boolean {
  const pattern = text.replaceAll('.', '\\.').replaceAll('?', by === 'glob' ? '.' : '\\?');
  if (by === 'glob') return new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(host);
  if (by === 'mask') return new RegExp(`^${pattern.replaceAll('*', '[a-z0-9]')}$`).test(host);
  // What is written `.name` is kept as `*.name`.
  if (by === 'piece') return host.includes(text.replace(/^\*\./, '.'));
  const plain = text.startsWith('*.') ? text.slice(2) : text;
  if (plain.includes('*')) return false;
  return host === plain || ((by === 'below' || text.startsWith('*.')) && host.endsWith(`.${plain}`));
}

/** Whether a rule of this software takes a host. */
export const takes = (software: string, { text, action }: SlowRule, host: string) =>
  namesHost(text, host, table[software]![action]![1]);

/** Whether a text on an allowlist of this software takes a host. */
export const allows = (software: string, text: string, host: string) =>
  namesHost(text, host, allowsBy[software] ?? 'exact');

/** Whether a person who gives this name or text means the rule: it is its text, or a server it takes. */
export function isAbout(software: string, rule: SlowRule, given: string): boolean {
  return rule.text === given || (!given.includes('*') && takes(software, rule, given));
}

/** The rules of a server that count for a target: all that match, on Mastodon only the longest. */
export function rulesThatCount(software: string, rules: readonly SlowRule[], target: string): SlowRule[] {
  const matching = rules.filter((rule) => takes(software, rule, target));
  if (software !== 'mastodon') return matching;
  const length = ({ text }: SlowRule) => text.replace('*.', '').length;
  const longest = Math.max(...matching.map(length));
  return matching.filter((rule) => length(rule) === longest);
}

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
      effects.push(software === 'pleroma' ? { ...hides, cutIn: true } : full);
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
    const leavesOut = this.rulesOf(i).some(
      ({ text, action }) => text === this.hosts[j]!.host && table[this.softwareOf(i)]![action]![2],
    );
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

export function union(effects: readonly SlowEffect[]): SlowEffect {
  const some = (bit: keyof SlowEffect) => effects.some((effect) => effect[bit]);
  return { cutIn: some('cutIn'), cutOut: some('cutOut'), sever: some('sever'), hideIn: some('hideIn') };
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
