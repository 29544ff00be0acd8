/**
 * Who hands its public posts to whom, when asked for one: a server that demands signed fetches can turn away those it
 * blocks, any other cannot tell who asks.
 */
import { akkoma, hubzilla, iceshrimpNet, mastodon, mbin, oldForks, pleroma, sharkey } from './families.ts';

/**
 * always: in every mode, so that who is blocked is refused · setting: where an administrator turned it on, which few
 * publish · rejected: a setting, and where it is on it refuses only whom a rule of its own names (`refuseFetch` of
 * effects.ts), not who is blocked · named: a setting, but who is blocked is refused in any case · never: public posts go
 * to anybody who asks.
 */
export type SignedFetch = 'always' | 'setting' | 'rejected' | 'named' | 'never';

export type SignedFetchRow = readonly [
  software: readonly string[],
  demand: SignedFetch,
  /** Whether the allowlist mode of the software turns it on. */
  allowlistMode: 'demands' | 'leaves it',
  source: string,
];

// biome-ignore format: a table is read by columns
export const signedFetches: readonly SignedFetchRow[] = [
  [mastodon,       'setting',  'demands',   'Mastodon 4.7.0-alpha.2, helpers/authorized_fetch_helper.rb, concerns/signature_verification.rb: unsigned 401, suspended 403'],
  [['gotosocial'], 'always',   'demands',   'GoToSocial 0.20 rc, docs/admin/domain_blocks.md: every fetch is signed, 403 for a blocked one'],
  [pleroma,        'rejected', 'leaves it', 'Pleroma 2.7, plugs/http_signature_plug.ex: asks rejected_instances alone'],
  [akkoma,         'setting',  'leaves it', 'Akkoma 3.16: the key of a rejected server counts as no signature, 401'],
  [['misskey'],    'never',    'leaves it', 'Misskey 2025.10: no such setting'],
  [sharkey,        'setting',  'leaves it', 'Sharkey 2024.9, checkActivityPubGetSignature: unsigned or blocked 401'],
  [oldForks,       'setting',  'demands',   'Firefish 1.0.3, Iceshrimp f111ec7d: secure mode, and 403 in private mode'],
  [iceshrimpNet,   'setting',  'leaves it', 'Iceshrimp.NET at 2025-02-27: AuthorizedFetch, on unless turned off'],
  [['lemmy'],      'never',    'leaves it', 'Lemmy 0.19.20: no such setting'],
  [['piefed'],     'never',    'leaves it', 'PieFed 1.6.18, app/activitypub/routes.py: no such setting'],
  [mbin,           'never',    'leaves it', 'Mbin 1.10.1, kbin 0.10.1: no such setting'],
  [['peertube'],   'never',    'leaves it', 'PeerTube develop, read 2026: no such setting'],
  [['friendica'],  'never',    'leaves it', 'Friendica 2024.09-rc: public posts go to whom is blocked too'],
  [hubzilla,       'never',    'leaves it', 'Hubzilla 8.8.7: who signs is checked, who does not sign gets what is public'],
  [['smithereen'], 'never',    'leaves it', 'Smithereen at 022c8796, ActivityPubRoutes.java post: only private groups and posts ask for a signature'],
  [['bookwyrm'],   'named',    'leaves it', 'BookWyrm at 2026-08-22, views/inbox.py raise_is_blocked_user_agent, require_signed_get: 403 for a user agent that names a blocked host'],
  [['takahe'],     'never',    'leaves it', 'Takahē 0.11: no such setting'],
  [['snac'],       'never',    'leaves it', 'snac 2.75, activitypub.c: no fetch needs a signature'],
  [['pixelfed'],   'setting',  'leaves it', 'Pixelfed 0.12, config/federation.php authorized_fetch'],
];

const byName = new Map(signedFetches.flatMap((row) => row[0].map((name) => [name, row] as const)));

/** @returns the demand of a software (NodeInfo name, lower-case) in a mode; null where it was not read */
export function signedFetchOf(software: string | null, inAllowlistMode: boolean): SignedFetch | null {
  const row = software === null ? undefined : byName.get(software);
  if (row === undefined) return null;
  const [, demand, allowlistMode] = row;
  return inAllowlistMode && allowlistMode === 'demands' ? 'always' : demand;
}
