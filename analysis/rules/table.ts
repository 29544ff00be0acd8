/**
 * What each declared action does: the one place where (software, action) becomes an effect.
 *
 * Each row names the source that was read, and at which version; behaviour changes between versions. A row whose source
 * leaves something open is marked assumed. Where the documentation and the source differ, the source has it.
 * What several rows of one server do adds up; of Mastodon's only the longest counts.
 */
import { assumed, cutIn, cutOut, hideIn, refuseFetch, sever } from '../effects.ts';
import {
  akkoma,
  hubzilla,
  iceshrimpNet,
  mastodon,
  mbin,
  misskey,
  misskeyFamily,
  oldForks,
  pleroma,
  sharkey,
  unreadForks,
  zapLine,
} from './families.ts';
import type { Matching, Origin } from './rule.ts';

export type Row = readonly [
  /** NodeInfo names, lower-case. */
  software: readonly string[],
  /** Words of the software, lower-case; where it has several names for one thing, the one its lists show comes first. */
  actions: readonly string[],
  effect: number,
  matching: Matching,
  /** Whether the target is on the server's own published peer list still. */
  peers: 'stays' | 'unlisted',
  origin: Origin,
  source: string,
];

const none = 0;
const full = cutIn | cutOut | hideIn;
/** Posts arrive altered. */
export const alterations = [
  'media_removal',
  'media_nsfw',
  'avatar_removal',
  'banner_removal',
  'background_removal',
  'report_removal',
  'reject_deletes',
];

// biome-ignore format: a table is read by columns
export const table: readonly Row[] = [
  [mastodon,       ['suspend'],                                 full | sever,     'longest',   'unlisted', 'decision',   'Mastodon 4.7.0-alpha.2, block_domain_service.rb, delete_account_service.rb, models/instance.rb: accounts and follows are deleted'],
  [mastodon,       ['silence', 'limit'],                        hideIn,           'longest',   'unlisted', 'decision',   'Mastodon 4.7.0-alpha.2, models/public_feed.rb, models/instance.rb: it federates, and is left out of the list all the same'],
  [mastodon,       ['noop', 'none'],                            none,             'longest',   'unlisted', 'decision',   'Mastodon 4.7.0-alpha.2, models/domain_block.rb rule_for: carries flags, and exempts from a shorter rule'],
  [mastodon,       ['reject_media', 'reject_reports'],          none,             'longest',   'unlisted', 'decision',   'Mastodon 4.7.0-alpha.2, models/domain_block.rb: flags of a row, never published'],

  [['gotosocial'], ['suspend', 'block'],                        full | sever,     'suffix',    'unlisted', 'decision',   'GoToSocial 0.20 rc and 57cb4fe, processing/admin/domainblock.go, db/bundb/{domain,instance}.go'],
  [['gotosocial'], ['limit', 'silence'],                        hideIn,           'suffix',    'stays',    'decision',   'GoToSocial after 0.20, docs/admin/domain_limits.md: five policies, of which muting whom nobody follows is taken; 0.20 itself has a field for it and nothing that reads it'],

  [pleroma,        ['reject'],                                  cutIn | hideIn,   'pattern',   'stays',    'decision',   'Pleroma 2.7, mrf/simple_policy.ex: a filter of what comes in; posts still go out'],
  [pleroma,        ['quarantined_instances', 'quarantine'],     none,             'pattern',   'stays',    'decision',   'Pleroma 2.7, activity_pub/publisher.ex should_federate?: only what is not public stays'],
  [pleroma,        ['rejected_instances'],                      refuseFetch,      'pattern',   'stays',    'decision',   'Pleroma 2.7, plugs/http_signature_plug.ex: with authorized fetch on, 401 for theirs'],
  [pleroma,        ['federated_timeline_removal'],              hideIn,           'pattern',   'stays',    'decision',   'Pleroma 2.7, mrf/simple_policy.ex: public becomes unlisted'],
  [pleroma,        ['followers_only'],                          hideIn,           'pattern',   'stays',    'decision',   'Pleroma 2.7, mrf/simple_policy.ex: public becomes followers-only'],
  [pleroma,        alterations,                                 none,             'pattern',   'stays',    'decision',   'Pleroma 2.7, mrf/simple_policy.ex: posts arrive altered, reports or deletions do not'],
  [akkoma,         ['reject'],                                  full,             'stem',      'stays',    'decision',   'Akkoma 3.16, publisher.ex blocked_instances, mrf.ex subdomain_regex'],
  [akkoma,         ['quarantined_instances', 'quarantine'],     cutOut,           'stem',      'stays',    'decision',   'Akkoma 3.16, publisher.ex blocked_instances: nothing goes out, everything comes in'],
  [akkoma,         ['federated_timeline_removal'],              hideIn,           'stem',      'stays',    'decision',   'Akkoma 3.16, mrf/simple_policy.ex: public becomes unlisted'],
  [akkoma,         ['followers_only'],                          hideIn,           'stem',      'stays',    'decision',   'Akkoma 3.16, mrf/simple_policy.ex: public becomes followers-only'],
  [akkoma,         alterations,                                 none,             'stem',      'stays',    'decision',   'Akkoma 3.16, mrf/simple_policy.ex: posts arrive altered, reports or deletions do not'],

  [misskey,        ['blocked'],                                 full,             'suffix',    'stays',    'decision',   'Misskey 2025.10, UtilityService.ts, DeliverProcessorService.ts, InboxProcessorService.ts: follow rows stay'],
  [oldForks,       ['blocked'],                                 full,             'suffix',    'stays',    'decision',   'Firefish 1.0.3, Iceshrimp f111ec7d, federation/instances.ts: follow rows stay'],
  [sharkey,        ['blocked'],                                 full,             'suffix',    'unlisted', 'decision',   'Sharkey bf82942245, federation/instances.ts: strangers get a list without them'],
  [[...misskey, ...oldForks], ['silenced'],                     hideIn,           'suffix',    'stays',    'decision',   'Misskey 2025.10, NoteCreateService.ts: public becomes home'],
  [sharkey,        ['silenced'],                                hideIn,           'suffix',    'unlisted', 'decision',   'Sharkey bf82942245, federation/instances.ts: strangers get a list without them'],
  [misskeyFamily,  ['suspended'],                               cutOut,           'exact',     'unlisted', 'decision',   'Misskey 2025.10, DeliverProcessorService.ts, ApiServerService.ts: the inbox stays open; before 2024.5 the one flag for all that follow'],
  [misskeyFamily,  ['gonesuspended'],                           cutOut,           'exact',     'unlisted', 'unanswered', 'Misskey 2025.10, DeliverProcessorService.ts: set at once when the shared inbox says 410, and not lifted by itself'],
  [misskeyFamily,  ['autosuspendedfornotresponding'],           cutOut,           'exact',     'unlisted', 'unanswered', 'Misskey 2025.10, DeliverProcessorService.ts: set after 7 days, lifted when something comes in'],
  [misskeyFamily,  ['softwaresuspended'],                       cutOut,           'exact',     'stays',    'software',   'Misskey 2025.10, DeliverProcessorService.ts, ApiServerService.ts: worked out for each row, never stored'],
  [misskeyFamily,  ['mediasilenced'],                           none,             'exact',     'stays',    'decision',   'Misskey 2025.10, UtilityService.ts: files are marked sensitive'],
  [sharkey,        ['nsfw', 'rejectreports'],                   none,             'exact',     'stays',    'decision',   'Sharkey 2024.9, fields isNSFW and rejectReports of its list'],
  [unreadForks,    ['blocked'],                                 full | assumed,   'suffix',    'unlisted', 'decision',   'Not read; as Misskey 13, with what strangers are shown left open'],
  [unreadForks,    ['silenced'],                                hideIn | assumed, 'suffix',    'unlisted', 'decision',   'Not read; as Misskey 13, with what strangers are shown left open'],
  [unreadForks,    ['suspended'],                               cutOut | assumed, 'exact',     'unlisted', 'decision',   'Not read; as Misskey 13'],
  [unreadForks,    ['gonesuspended', 'autosuspendedfornotresponding'], cutOut | assumed, 'exact', 'unlisted', 'unanswered', 'Not read; as Misskey 2025.10'],
  [unreadForks,    ['softwaresuspended'],                       cutOut | assumed, 'exact',     'unlisted', 'software',   'Not read; as Misskey 2025.10'],
  [unreadForks,    ['mediasilenced'],                           assumed,          'exact',     'unlisted', 'decision',   'Not read; as Misskey 2025.10'],
  [iceshrimpNet,   ['blocked'],                                 full | assumed,   'suffix',    'stays',    'decision',   'Iceshrimp.NET at 2025-02-27: FederationMode BlockList; how far it cuts was not read'],

  [['lemmy'],      ['blocked'],                                 full,             'exact',     'unlisted', 'decision',   'Lemmy 0.19.20, apub/src/lib.rs check_apub_id_valid, federate/src/lib.rs: follow rows stay'],
  [['piefed'],     ['blocked', 'suspend', 'banned'],            full,             'mask',      'unlisted', 'decision',   'PieFed 1.6.18, app/utils.py instance_banned, app/activitypub/routes.py: its list of blocks always says suspend'],
  [mbin,           ['blocked', 'banned'],                       full,             'exact',     'unlisted', 'decision',   'Mbin 1.10.1, SettingsManager.php, DeliverManager.php: www. is taken off before names are compared'],

  [['peertube'],   ['blocked', 'mute'],                         hideIn,           'exact',     'stays',    'decision',   'PeerTube develop, read 2026: hidden from lists, search and comments, new follows are rejected, nothing else is refused'],
  [['friendica'],  ['blocked'],                                 full,             'glob',      'unlisted', 'decision',   'Friendica 2024.09-rc, DomainPatternBlocklist.php, Peers.php: follow rows stay'],
  [hubzilla,       ['blocked'],                                 full,             'substring', 'stays',    'decision',   'Hubzilla 8.8.7, include/network.php check_siteallowed: strpos in the whole address; it has no peer list'],
  [zapLine,        ['blocked'],                                 full | assumed,   'substring', 'stays',    'decision',   'Not read; as Hubzilla 8.8.7, of which they come'],
  [['smithereen'], ['suspension'],                              full,             'exact',     'stays',    'decision',   'Smithereen 1.0.3, ActivityPubRoutes.java, ActivityPub.java: inbox, fetch and delivery refused; peers come from its users'],
  [['bookwyrm'],   ['blocked'],                                 full,             'exact',     'unlisted', 'decision',   'BookWyrm at 2026-08-22, models/federated_server.py, views/wellknown.py: its people are set inactive, and come back'],
  [['takahe'],     ['blocked'],                                 full,             'suffix',    'unlisted', 'decision',   'Takahē 0.11: a block takes what is below it too; its list has no blocked name'],
  [['snac'],       ['blocked'],                                 full,             'exact',     'unlisted', 'decision',   'snac 2.75, data.c, httpd.c: inbox and delivery refused, follow rows stay; host with port, as written'],
  [['pixelfed'],   ['blocked', 'banned'],                       full | assumed,   'exact',     'unlisted', 'decision',   'Pixelfed at 2024-03-10, Services/InstanceService.php getBannedDomains; what becomes of follows was not read'],
  [['pixelfed'],   ['unlisted', 'unlist'],                      hideIn | assumed, 'exact',     'stays',    'decision',   'Pixelfed at 2024-03-10, the admin action unlist, which its pages call unlisted from timelines; who still sees it was not read'],
  [['funkwhale'],  ['blocked', 'block_all'],                    full | assumed,   'exact',     'unlisted', 'decision',   'Funkwhale at 2021 and 2024, moderation/models.py InstancePolicy; whether tasks purge follows was not read'],
  [['funkwhale'],  ['silence_activity'],                        hideIn | assumed, 'exact',     'stays',    'decision',   'Funkwhale at 2021, moderation/models.py InstancePolicy: hidden but for followers, by its comment'],
  [['nodebb'],     ['blocked'],                                 full | assumed,   'exact',     'stays',    'decision',   'NodeBB 4.15, src/activitypub/instances.js isAllowed; whether fetches are refused was not read; it has no peer list'],
];
