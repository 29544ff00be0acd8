/**
 * The registry: one line a software. What is not in it is asked for what its NodeInfo says that it speaks; and when it
 * says nothing of the kind, it is known by that document alone, as diaspora*, WriteFreely, Mobilizon, Owncast, WordPress
 * and NodeBB are, which publish no list.
 */
import type { SoftwareAdapter } from './adapter.ts';
import { friendica } from './friendica.ts';
import { funkwhale } from './funkwhale.ts';
import { gnusocial } from './gnusocial.ts';
import { gotosocial } from './gotosocial.ts';
import { hubzilla } from './hubzilla.ts';
import { lemmy } from './lemmy.ts';
import { mastodon } from './mastodon.ts';
import { mastodonLike } from './mastodon-like.ts';
import { mbin } from './mbin.ts';
import { misskey } from './misskey.ts';
import { peertube } from './peertube.ts';
import { piefed } from './piefed.ts';
import { pleroma } from './pleroma.ts';
import { smithereen } from './smithereen.ts';
import { spokenApi, upstreamOf } from './upstream.ts';

export const adapters: Readonly<Record<string, SoftwareAdapter>> = {
  friendica,
  funkwhale,
  gnusocial,
  gotosocial,
  hubzilla,
  lemmy,
  mastodon,
  'mastodon-like': mastodonLike,
  mbin,
  misskey,
  peertube,
  piefed,
  pleroma,
  smithereen,
};

const byName = new Map(Object.values(adapters).flatMap((adapter) => adapter.names.map((name) => [name, adapter])));

/**
 * @param software NodeInfo `software.name`, lower-case
 * @param metadata NodeInfo `metadata`, where an unknown software may name the one it comes from, or an API it speaks
 */
export function adapterFor(software: string | null, metadata: unknown): SoftwareAdapter | undefined {
  const named = byName.get(software ?? '') ?? byName.get(upstreamOf(metadata)?.name ?? '');
  const spoken = spokenApi(metadata);
  return named ?? (spoken === undefined ? undefined : { pleroma, mastodon: mastodonLike }[spoken]);
}
