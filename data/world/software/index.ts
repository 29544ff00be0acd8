/** One emulator for every software that occurs in a world. */
import type { Emulator } from '../answer.ts';
import type { WorldSoftware } from '../types.ts';
import { lemmy } from './lemmy.ts';
import { mastodon } from './mastodon.ts';
import { misskey } from './misskey.ts';
import { gotosocial, peertube, writefreely } from './nodeinfo-only.ts';
import { pleroma } from './pleroma.ts';

export const emulators: Readonly<Record<WorldSoftware, Emulator>> = {
  mastodon,
  misskey,
  pleroma,
  akkoma: pleroma,
  lemmy,
  gotosocial,
  peertube,
  writefreely,
};
