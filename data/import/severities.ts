/**
 * Every word by which a software, or a list that people pass round, says what it does to a server. A list may use any
 * of them; any other word is a slip of the pen or cannot be read. What a word does is not said here.
 */
interface Row {
  software: string;
  words: readonly string[];
  source: string;
}

/** Posts arrive altered. */
const pleromaAlterations = [
  'media_removal',
  'media_nsfw',
  'avatar_removal',
  'banner_removal',
  'background_removal',
  'report_removal',
  'reject_deletes',
];

// biome-ignore format: a table is read by columns
export const severityRows: readonly Row[] = [
  { software: 'mastodon', words: ['suspend', 'silence', 'noop'], source: 'Mastodon 4.7.0-alpha.2, models/domain_block.rb: enum severity' },
  { software: 'mastodon', words: ['limit', 'none'], source: 'Mastodon 4.7.0-alpha.2: its pages say limit for silence, and none for noop' },
  { software: 'gotosocial', words: ['suspend', 'silence', 'limit', 'block'], source: 'GoToSocial 1b054a8, docs/admin/domain_permission_subscriptions.md, domain_blocks.md' },
  { software: 'pleroma', words: ['reject', 'federated_timeline_removal', 'followers_only', ...pleromaAlterations], source: 'Pleroma 2.7, mrf/simple_policy.ex' },
  { software: 'pleroma', words: ['quarantined_instances', 'quarantine', 'rejected_instances'], source: 'Pleroma 2.7, instance_view.ex federation/0' },
  { software: 'akkoma', words: ['reject', 'quarantined_instances', 'quarantine', 'federated_timeline_removal', 'followers_only', ...pleromaAlterations], source: 'Akkoma 3.16, mrf/simple_policy.ex, instance_view.ex' },
  { software: 'misskey', words: ['blocked', 'silenced', 'suspended', 'mediasilenced'], source: 'Misskey 2025.10, UtilityService.ts, federation/instances.ts' },
  { software: 'lemmy', words: ['blocked'], source: 'Lemmy 0.19.20, federated_instances' },
  { software: 'piefed', words: ['blocked'], source: 'PieFed 1.6.18, app/activitypub/routes.py' },
  { software: 'mbin', words: ['blocked', 'banned'], source: 'Mbin 1.10.1, SettingsManager.php' },
  { software: 'peertube', words: ['blocked', 'mute'], source: 'PeerTube develop, read 2026, server blocklist' },
  { software: 'hubzilla', words: ['blocked'], source: 'Hubzilla 8.8.7, include/network.php' },
  { software: 'smithereen', words: ['suspension'], source: 'Smithereen 1.0.3, ActivityPubRoutes.java' },
  { software: 'friendica', words: ['blocked'], source: 'Friendica 2024.09-rc, DomainPatternBlocklist.php' },
];

/** Other forms of the same words, met in lists that people write by hand. */
const handWritten = [
  ...['suspended', 'block', 'ban', 'rejected', 'deny', 'defederate', 'defederated'],
  ...['limited', 'muted', 'unlist', 'reject_media', 'reject_reports'],
];

export const severities: readonly string[] = [
  ...new Set([...severityRows.flatMap(({ words }) => words), ...handWritten]),
];
