/**
 * What an allowlist mode does to everybody it does not name, and how its own list names hosts: often not as the blocks
 * of the same software do. Nothing here deletes follows: Mastodon does so only where somebody runs `tootctl domains
 * purge`, or a name is taken off the list.
 */
import { assumed, cutIn, cutOut, hideIn } from '../effects.ts';
import {
  akkoma,
  hubzilla,
  iceshrimpNet,
  mastodon,
  misskey,
  oldForks,
  pleroma,
  sharkey,
  unreadForks,
  zapLine,
} from './families.ts';
import type { Matching } from './rule.ts';

export type AllowlistRow = readonly [
  software: readonly string[],
  /** What the software calls the mode; null: it has none, and what a scenario asks of it is assumed. */
  mode: string | null,
  /** Bits of effects.ts, on whom the list does not name. */
  effect: number,
  /** How the list names whom it allows. */
  matching: Matching,
  source: string,
];

const full = cutIn | cutOut | hideIn;

// biome-ignore format: a table is read by columns
export const allowlists: readonly AllowlistRow[] = [
  [mastodon,                     'limited federation', full,           'exact',   'Mastodon 4.7.0-alpha.2, models/domain_allow.rb, helpers/domain_control_helper.rb: never what is below a name'],
  [['gotosocial'],               'allowlist',          full,           'suffix',  'GoToSocial 0.20 rc, docs/admin/federation_modes.md, db/bundb/domain.go: a block wins over an allow'],
  [pleroma,                      'accept',             cutIn | hideIn, 'pattern', 'Pleroma 2.7, mrf/simple_policy.ex: a filter of what comes in; posts still go out'],
  [akkoma,                       'accept',             full,           'stem',    'Akkoma 3.16, mrf/simple_policy.ex, publisher.ex should_federate?: delivery goes by the list too'],
  [[...misskey, ...sharkey],     'specified, none',    full,           'suffix',  'Misskey 2025.10, UtilityService.ts; `none` names nobody'],
  [oldForks,                     'private mode',       full,           'exact',   'Firefish 1.0.3, Iceshrimp f111ec7d, allowedHosts: never what is below a name'],
  [unreadForks,                  'private mode',       full | assumed, 'suffix',  'Not read; as the wider of their kin, Misskey 2025.10'],
  [iceshrimpNet,                 'AllowList',          full | assumed, 'suffix',  'Iceshrimp.NET at 2025-02-27: FederationMode; how far it cuts was not read'],
  [['lemmy'],                    'allowed instances',  full,           'exact',   'Lemmy 0.19.20, apub/src/lib.rs check_apub_id_valid: domain_not_in_allow_list; some objects are let through'],
  [['piefed'],                   'allowed instances',  full,           'exact',   'PieFed 1.6.18, app/utils.py instance_allowed: without the wildcards of its bans'],
  [['mbin'],                     'allowlist',          full,           'exact',   'Mbin 1.10.1, SettingsManager.php; since 1.9'],
  [['funkwhale'],                'allow list',         full | assumed, 'exact',   'Funkwhale at 2024, NodeInfo metadata.allowList; how far it cuts was not read'],
  [['nodebb'],                   'allow list',         full | assumed, 'exact',   'NodeBB 4.15, src/activitypub/instances.js isAllowed; whether fetches are refused was not read'],
  [['friendica'],                null,                 full | assumed, 'glob',    'Friendica 2024.09-rc, Model/Contact.php: allowed_sites is asked only when a contact is added'],
  [[...hubzilla, ...zapLine],    null,                 full | assumed, 'suffix',  'Hubzilla 8.8.7, include/network.php check_siteallowed: the entry that would close the rest never takes hold'],
  [['peertube', 'smithereen'],   null,                 full | assumed, 'exact',   'PeerTube develop, read 2026, Smithereen 1.0.3: no such mode'],
  [['kbin', 'bookwyrm', 'takahe', 'snac', 'pixelfed'], null, full | assumed, 'exact', 'kbin 0.10.1, BookWyrm at 2026-08-22, Takahē 0.11, snac 2.75, Pixelfed at 2024-03-10: no such mode found'],
];
