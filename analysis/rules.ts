/**
 * What each declared action does, per server software: the one place where (software, action) becomes an effect.
 *
 * Each row names the code that was read, and at which version; behaviour changes between versions. A word that no row
 * knows is read as a synonym (exchange folders write `suspend` for any software), and is marked assumed when even that fails.
 */
import { assumed, cutIn, cutOut, hideIn, sever } from './effects.ts';

/**
 * How the text of a rule names hosts.
 * exact: that host · suffix: that host and all below it · longest: as suffix, and of several matching rules of one
 * server only the longest counts · pattern: that host, and with a leading `*.` all below it · glob: `*` stands for any text.
 * A leading `*.` means "and all below" for every software.
 */
export type Matching = 'exact' | 'suffix' | 'longest' | 'pattern' | 'glob';

export interface Rule {
  /** Bits of effects.ts. */
  effect: number;
  matching: Matching;
  /** A target of this action is left out of the server's own published peer list. */
  unlists: boolean;
}

/** The words a software uses for its full block and its soft limit, and what its allowlist mode does to everyone else. */
export interface Vocabulary {
  block: string;
  /** null: this software has no action that hides without cutting. */
  limit: string | null;
  allowlist: Rule;
}

interface Row {
  software: readonly string[];
  actions: readonly string[];
  effect: number;
  matching: Matching;
  unlists?: boolean;
  source: string;
}

const mastodon = ['mastodon', 'hometown', 'glitchsoc', 'fedibird', 'kmyblue'];
const misskeyForks = [
  'calckey',
  'catodon',
  'cherrypick',
  'dolphin',
  'firefish',
  'foundkey',
  'groundpolis',
  'iceshrimp',
  'magnetar',
  'meisskey',
  'sharkey',
];
/** Their lists were read in their source; what others leave out is not known. */
const forksThatList = ['calckey', 'cherrypick', 'firefish', 'iceshrimp'];
const otherForks = misskeyForks.filter((fork) => !forksThatList.includes(fork));
const misskey = ['misskey', ...misskeyForks];
const pleroma = ['pleroma', 'rebased', 'soapbox'];
const akkoma = ['akkoma'];
const pleromaFamily = [...pleroma, ...akkoma];
const full = cutIn | cutOut | hideIn;
const alterations = [
  'media_removal',
  'media_nsfw',
  'avatar_removal',
  'banner_removal',
  'background_removal',
  'report_removal',
  'reject_deletes',
];

// biome-ignore format: a table is read by columns
const rows: readonly Row[] = [
  { software: mastodon, actions: ['suspend'], effect: full | sever, matching: 'longest', unlists: true, source: 'Mastodon 4.7.0-alpha.2, block_domain_service.rb, delete_account_service.rb, models/instance.rb' },
  { software: mastodon, actions: ['silence', 'limit'], effect: hideIn, matching: 'longest', unlists: true, source: 'Mastodon 4.7.0-alpha.2, models/public_feed.rb, models/domain_block.rb' },
  { software: mastodon, actions: ['noop', 'none'], effect: 0, matching: 'longest', unlists: true, source: 'Mastodon 4.7.0-alpha.2, models/domain_block.rb' },
  { software: ['gotosocial'], actions: ['suspend', 'block'], effect: full | sever, matching: 'suffix', unlists: true, source: 'GoToSocial 57cb4fe, docs/admin/domain_blocks.md, db/bundb/instance.go' },
  { software: ['gotosocial'], actions: ['limit', 'silence'], effect: hideIn, matching: 'suffix', source: 'GoToSocial documentation, domain limits' },
  { software: pleroma, actions: ['reject'], effect: cutIn | hideIn, matching: 'pattern', source: 'Pleroma 2.7, mrf/simple_policy.ex: a filter of what comes in' },
  { software: pleroma, actions: ['quarantined_instances', 'quarantine', 'rejected_instances'], effect: 0, matching: 'pattern', source: 'Pleroma 2.7, activity_pub/publisher.ex: public posts still go out' },
  { software: akkoma, actions: ['reject'], effect: full, matching: 'suffix', source: 'Akkoma 3.16, publisher.ex blocked_instances, mrf.ex subdomain_regex' },
  { software: akkoma, actions: ['quarantined_instances', 'quarantine'], effect: cutOut, matching: 'suffix', source: 'Akkoma 3.16, publisher.ex: nothing goes out, everything comes in' },
  { software: pleroma, actions: ['federated_timeline_removal', 'followers_only'], effect: hideIn, matching: 'pattern', source: 'Pleroma 2.7, mrf/simple_policy.ex' },
  { software: akkoma, actions: ['federated_timeline_removal', 'followers_only'], effect: hideIn, matching: 'suffix', source: 'Akkoma 3.16, mrf/simple_policy.ex' },
  { software: pleromaFamily, actions: alterations, effect: 0, matching: 'pattern', source: 'Pleroma 2.7, mrf/simple_policy.ex: posts arrive altered' },
  { software: ['misskey'], actions: ['blocked'], effect: full, matching: 'suffix', source: 'Misskey 2025.10, UtilityService.ts, DeliverProcessorService.ts; follow rows stay' },
  { software: forksThatList, actions: ['blocked'], effect: full, matching: 'suffix', source: 'CherryPick 4.17, Firefish 1.0.3, Iceshrimp f111ec7d, federation/instances.ts: blocked hosts stay in the list' },
  { software: otherForks, actions: ['blocked'], effect: full, matching: 'suffix', unlists: true, source: 'Sharkey bf82942245: blocked hosts vanish from the list an anonymous reader gets' },
  { software: misskey, actions: ['suspended', 'gonesuspended', 'autosuspendedfornotresponding', 'softwaresuspended'], effect: cutOut, matching: 'exact', unlists: true, source: 'Misskey 2025.10, DeliverProcessorService.ts, ApiServerService.ts: the inbox stays open' },
  { software: misskey, actions: ['silenced'], effect: hideIn, matching: 'suffix', source: 'Misskey 2025.10, NoteCreateService.ts: public becomes home' },
  { software: misskey, actions: ['mediasilenced', 'nsfw', 'rejectreports'], effect: 0, matching: 'exact', source: 'Misskey 2025.10, UtilityService.ts' },
  { software: ['lemmy'], actions: ['blocked'], effect: full, matching: 'exact', unlists: true, source: 'Lemmy 0.19.20, apub/src/lib.rs check_apub_id_valid; follow rows stay' },
  { software: ['piefed'], actions: ['blocked', 'suspend'], effect: full, matching: 'glob', unlists: true, source: 'PieFed 1.6.18, app/activitypub/routes.py' },
  { software: ['mbin', 'kbin'], actions: ['blocked', 'banned'], effect: full, matching: 'exact', unlists: true, source: 'Mbin 1.10.1, SettingsManager.php, DeliverManager.php' },
  { software: ['peertube'], actions: ['blocked', 'mute'], effect: hideIn, matching: 'exact', source: 'PeerTube develop, read 2026: hidden from lists and search, nothing refused' },
  { software: ['hubzilla', 'redmatrix'], actions: ['blocked'], effect: full, matching: 'suffix', source: 'Hubzilla 8.8.7, include/network.php check_siteallowed: a piece of any address, of which names below are what matters' },
  { software: ['smithereen'], actions: ['suspension'], effect: full, matching: 'exact', source: 'Smithereen 1.0.3, ActivityPubRoutes.java, ActivityPub.java: inbox, fetch and delivery refused; peers come from its users' },
  { software: ['friendica'], actions: ['blocked'], effect: full, matching: 'glob', unlists: true, source: 'Friendica 2024.09-rc; federates neither way, follow rows stay' },
];

const vocabularies: readonly { software: readonly string[]; words: Vocabulary }[] = [
  { software: mastodon, words: vocabulary('suspend', 'silence', full, 'exact') },
  { software: ['gotosocial'], words: vocabulary('suspend', 'limit', full, 'suffix') },
  { software: pleroma, words: vocabulary('reject', 'federated_timeline_removal', cutIn | hideIn, 'pattern') },
  { software: akkoma, words: vocabulary('reject', 'federated_timeline_removal', full, 'suffix') },
  { software: misskey, words: vocabulary('blocked', 'silenced', full, 'suffix') },
  { software: ['lemmy', 'mbin', 'kbin'], words: vocabulary('blocked', null, full, 'exact') },
  { software: ['piefed'], words: vocabulary('blocked', null, full, 'glob') },
  { software: ['peertube'], words: vocabulary('blocked', 'mute', full | assumed, 'exact') },
  { software: ['hubzilla', 'redmatrix'], words: vocabulary('blocked', null, full | assumed, 'suffix') },
  { software: ['smithereen'], words: vocabulary('suspension', null, full | assumed, 'exact') },
  { software: ['friendica'], words: vocabulary('blocked', null, full | assumed, 'glob') },
];
const genericWords = vocabulary('blocked', 'limited', full | assumed, 'exact');

/** Words that mean "full block" or "soft limit" wherever no row knows better. */
const synonyms = {
  block: [
    'suspend',
    'suspended',
    'block',
    'blocked',
    'reject',
    'rejected',
    'ban',
    'banned',
    'defederate',
    'defederated',
    'deny',
  ],
  limit: [
    'silence',
    'silenced',
    'limit',
    'limited',
    'mute',
    'muted',
    'federated_timeline_removal',
    'followers_only',
    'unlist',
  ],
  nothing: ['noop', 'none', 'reject_media', 'reject_reports', ...alterations],
};

const maxSoftware = 1_000;
const maxWords = 1_000;
const byWord = new Map<string, Map<string, Rule>>();
for (const { software, actions, effect, matching, unlists = false } of rows) {
  for (const name of software) for (const action of actions) learn(name, action, { effect, matching, unlists });
}
const bySoftware = new Map(
  vocabularies.flatMap(({ software, words }) => software.map((name) => [name, words] as const)),
);

/** @returns the words of a software (NodeInfo name, lower-case); the generic ones when it is not known */
export function vocabularyOf(software: string | null): Vocabulary {
  return (software === null ? undefined : bySoftware.get(software)) ?? genericWords;
}

/** @returns what an action, in any software's word, does on a server that runs `software` */
export function ruleFor(software: string | null, action: string): Rule {
  const name = software ?? '';
  const known = byWord.get(name)?.get(action);
  if (known) return known;
  const word = action.toLowerCase();
  const rule = byWord.get(name)?.get(word) ?? readSynonym(software, word);
  learn(name, action, rule);
  return rule;
}

/** Words come from strangers, so only so many are remembered. */
function learn(software: string, action: string, rule: Rule): void {
  const words = byWord.get(software) ?? new Map<string, Rule>();
  if (byWord.size < maxSoftware && words.size < maxWords) byWord.set(software, words.set(action, rule));
}

function readSynonym(software: string | null, action: string): Rule {
  const words = vocabularyOf(software);
  const own = (word: string) => byWord.get(software ?? '')?.get(word);
  // All words of one software match alike: where the longest rule wins, it must win over every other.
  const matching = own(words.block)?.matching ?? 'exact';
  const generic = (effect: number): Rule => ({ effect: effect | assumed, matching, unlists: true });
  if (synonyms.block.includes(action)) return own(words.block) ?? generic(full);
  if (synonyms.limit.includes(action)) return (words.limit !== null ? own(words.limit) : undefined) ?? generic(hideIn);
  if (synonyms.nothing.includes(action)) return { ...generic(0), effect: 0 };
  return generic(0);
}

function vocabulary(block: string, limit: string | null, effect: number, matching: Matching): Vocabulary {
  return { block, limit, allowlist: { effect, matching, unlists: false } };
}
