/** Is it them, or is it us? Asked when nobody has answered for long. */
import type { Host } from '../data/types.ts';
import type { Effects } from './effects.ts';
import { lookUp } from './look-up.ts';

/**
 * Looks up hosts that answered before, one after the other, until one has an address. No server is asked: that ours is
 * down must not cost others requests. Where look-ups work and the way out is blocked, or a name server answers from
 * memory, this does not notice.
 */
export async function isNetworkUp(
  hosts: readonly Host[],
  options: { effects: Effects; signal: AbortSignal },
): Promise<boolean> {
  for (const host of hosts) {
    if ('addresses' in (await lookUp(host, options))) return true;
  }
  return false;
}
