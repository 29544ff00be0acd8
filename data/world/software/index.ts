/** One model for every software that occurs in a world. */
import type { WorldSoftware } from '../types.ts';
import { friendica } from './friendica.ts';
import { funkwhale } from './funkwhale.ts';
import { gotosocial } from './gotosocial.ts';
import { hubzilla } from './hubzilla.ts';
import { lemmy } from './lemmy.ts';
import { mastodon } from './mastodon.ts';
import { bookwyrm, ktistec, pixelfed, snac, takahe } from './mastodon-peers.ts';
import { kbin, mbin } from './mbin.ts';
import { cherrypick, firefish, iceshrimp, misskey, sharkey } from './misskey.ts';
import type { SoftwareModel } from './model.ts';
import {
  bonfire,
  diaspora,
  hollo,
  iceshrimpNet,
  kagerou,
  mobilizon,
  nodebb,
  owncast,
  wordpress,
  writefreely,
} from './nodeinfo-only.ts';
import { peertube } from './peertube.ts';
import { piefed } from './piefed.ts';
import { akkoma, pleroma, rebased } from './pleroma.ts';
import { smithereen } from './smithereen.ts';

export const models: Readonly<Record<WorldSoftware, SoftwareModel>> = {
  mastodon,
  misskey,
  sharkey,
  cherrypick,
  firefish,
  iceshrimp,
  pleroma,
  rebased,
  akkoma,
  gotosocial,
  lemmy,
  piefed,
  mbin,
  kbin,
  peertube,
  friendica,
  pixelfed,
  bookwyrm,
  takahe,
  snac,
  ktistec,
  funkwhale,
  smithereen,
  hubzilla,
  diaspora,
  writefreely,
  mobilizon,
  owncast,
  wordpress,
  hollo,
  bonfire,
  nodebb,
  'iceshrimp.net': iceshrimpNet,
  kagerou,
};

export function isForum(software: WorldSoftware): boolean {
  return models[software].isForum === true;
}
