/** What falling silent, and moving away, would cost a server's people. */
import type { Outage } from '../outage.ts';
import type { Portability } from '../portability.ts';
import type { Estimate } from '../types.ts';
import { showEstimate } from './figures.ts';

/** @returns nothing where no server is tied */
export function writeOutage(host: string, { after, firstDay, assumed }: Outage): string[] {
  if (firstDay === null) return [];
  const parts = after.map(({ days, gone }) => `${showEstimate(gone)} after ${days} days`);
  const guessed = hasSome(assumed)
    ? ` Where nobody has read when the software gives up, 7 days are assumed: ${showEstimate(assumed)} of these follows.`
    : '';
  return [
    `Should ${host} fall silent, others give up on it from day ${firstDay} on. Follows from which nothing arrives any more: ${parts.join(', ')}.${guessed} They send again once they hear from it; what was missed is not sent again.`,
  ];
}

/** @returns nothing where no follower is known */
export function writePortability(host: string, portability: Portability): string[] {
  const { portable, refused, deleted, withoutMove, unread } = portability;
  if (portable.share === null) return [];
  const reasons = [
    [withoutMove, 'because the software, there or here, knows no move'],
    [deleted, 'because an action deleted the follow'],
    [refused, 'as long as an action lasts'],
    [unread, 'as far as anybody knows, because nobody has read that software'],
  ] as const;
  const parts = reasons.flatMap(([estimate, why]) => (hasSome(estimate) ? [`${showEstimate(estimate)} ${why}`] : []));
  const rest = parts.length === 0 ? '' : ` Who would not: ${parts.join('; ')}.`;
  return [
    `Followers elsewhere who would come along if people moved away from ${host}: ${showEstimate(portable)}. Posts never do.${rest}`,
  ];
}

/** What a scenario does to that; nothing where it changes nothing. */
export function writePortabilityChange({ before, after }: { before: Portability; after: Portability }): string[] {
  if (before.portable.share === null || before.portable.share === after.portable.share) return [];
  const lasting =
    (after.deleted.share ?? 0) > (before.deleted.share ?? 0) ? ' Follows that are deleted stay behind for good.' : '';
  return [
    `Followers elsewhere who would come along: who moves before it, ${showEstimate(before.portable)}; who moves after, ${showEstimate(after.portable)}.${lasting}`,
  ];
}

function hasSome({ share }: Estimate): boolean {
  return share !== null && share > 0;
}
