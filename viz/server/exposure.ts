/**
 * Who can reach the server, and what it may show them: everything that was collected is for whoever collected it, so
 * where others can reach it, somebody must have said what it shows.
 */
import { UserError } from '../../data/errors.ts';
import { isLoopback } from './loopback.ts';

/** local: everything that was collected · published: no blocks and no small servers, as in what is published. */
export const tiers = ['local', 'published'] as const;
export type Tier = (typeof tiers)[number];

export interface Exposure {
  tier: Tier;
  /** Names and addresses that a request may give, beside loopback. */
  allowedHosts: readonly string[];
}

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/**
 * @param asked.allowedHosts none: the hostname itself
 * @throws UserError when others could reach it and nobody said what it shows, or by which name they come
 */
export function resolveExposure(asked: {
  hostname: string;
  allowedHosts: readonly string[];
  tier?: Tier | undefined;
}): Exposure {
  const { hostname, tier } = asked;
  const admitted = asked.allowedHosts.filter((name) => !isLoopback(name));
  if (isLoopback(hostname) && admitted.length === 0) return { tier: tier ?? 'local', allowedHosts: [] };
  if (tier === undefined) throw untold(hostname, admitted);
  if (admitted.length > 0) return { tier, allowedHosts: admitted };
  if (!wildcards.includes(hostname)) return { tier, allowedHosts: [hostname] };
  throw new UserError(`${hostname} means every address of this machine, and is no name that a browser asks for.`, {
    hint: 'Say by which name it will be reached, so that other web pages cannot reach it by a name of their own: --allowed-host map.example',
  });
}

function untold(hostname: string, admitted: readonly string[]): UserError {
  const by = isLoopback(hostname) ? `As ${admitted.join(', ')} the map` : `On ${hostname} the map`;
  return new UserError(
    `${by} can be reached from other machines, and would show whoever comes everything that was collected: who blocks whom, and servers of a few people by name.`,
    {
      hint: 'Say what it is to show: --tier published (no blocks, no small servers) or --tier local (everything). Without --hostname and --allowed-host only this machine reaches it.',
    },
  );
}
