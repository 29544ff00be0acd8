/**
 * The words of each software for its full block and its soft limit, and what words mean that no row of the table knows:
 * exchange folders write `suspend` for any software, and people write lists by hand.
 */
import {
  akkoma,
  hubzilla,
  iceshrimpNet,
  mastodon,
  mbin,
  misskeyFamily,
  pleroma,
  unreadForks,
  zapLine,
} from './families.ts';
import { alterations } from './table.ts';

export type WordsRow = readonly [
  software: readonly string[],
  block: string,
  /** null: this software has no action that hides without cutting. */
  limit: string | null,
];

// biome-ignore format: a table is read by columns
export const ownWords: readonly WordsRow[] = [
  [mastodon,                           'suspend',    'silence'],
  [['gotosocial'],                     'suspend',    'limit'],
  [[...pleroma, ...akkoma],            'reject',     'federated_timeline_removal'],
  [[...misskeyFamily, ...unreadForks], 'blocked',    'silenced'],
  [iceshrimpNet,                       'blocked',    null],
  [['lemmy', 'piefed', ...mbin],       'blocked',    null],
  [['peertube'],                       'blocked',    'mute'],
  [['friendica'],                      'blocked',    null],
  [[...hubzilla, ...zapLine],          'blocked',    null],
  [['smithereen'],                     'suspension', null],
  [['bookwyrm', 'takahe', 'snac'],     'blocked',    null],
  [['pixelfed'],                       'blocked',    'unlisted'],
  [['funkwhale'],                      'blocked',    'silence_activity'],
  [['nodebb'],                         'blocked',    null],
];

/** Of software that no row names. */
export const genericWords = { block: 'blocked', limit: 'limited' } as const;

/** Words that mean "full block", "soft limit" or nothing wherever no row knows better. */
// biome-ignore format: words of one meaning stand in a line
export const synonyms: Readonly<Record<'block' | 'limit' | 'nothing', readonly string[]>> = {
  block: ['suspend', 'suspended', 'block', 'blocked', 'reject', 'rejected', 'ban', 'banned', 'defederate', 'defederated', 'deny'],
  limit: ['silence', 'silenced', 'limit', 'limited', 'mute', 'muted', 'federated_timeline_removal', 'followers_only', 'unlist'],
  nothing: ['noop', 'none', 'reject_media', 'reject_reports', ...alterations],
};
