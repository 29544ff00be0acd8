/** What a rule does and whom it names, once more: every word as a row of a table, every text as a regular expression. */

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

/** Whether a rule keeps a host off the list of peers that its server publishes. */
export const unlists = (software: string, { text, action }: SlowRule, host: string) =>
  text === host && table[software]![action]![2];

/** Whether a text on an allowlist of this software takes a host. */
export const allows = (software: string, text: string, host: string) =>
  namesHost(text, host, allowsBy[software] ?? 'exact');

/** Whether a person who gives this name or text means the rule: it is its text, or a server it takes. */
export function isAbout(software: string, rule: SlowRule, given: string): boolean {
  return rule.text === given || (!given.includes('*') && takes(software, rule, given));
}

/** What allowlist mode does to a host that no text takes. */
export const closing = (software: string) => (software === 'pleroma' ? { ...hides, cutIn: true } : full);

/** The rules of a server that count for a target: all that match, on Mastodon only the longest. */
export function rulesThatCount(software: string, rules: readonly SlowRule[], target: string): SlowRule[] {
  const matching = rules.filter((rule) => takes(software, rule, target));
  if (software !== 'mastodon') return matching;
  const length = ({ text }: SlowRule) => text.replace('*.', '').length;
  const longest = Math.max(...matching.map(length));
  return matching.filter((rule) => length(rule) === longest);
}

export function union(effects: readonly SlowEffect[]): SlowEffect {
  const some = (bit: keyof SlowEffect) => effects.some((effect) => effect[bit]);
  return { cutIn: some('cutIn'), cutOut: some('cutOut'), sever: some('sever'), hideIn: some('hideIn') };
}
