/** Where a crawl begins when nobody names a server. */
import { readHost } from '../host.ts';
import type { Host } from '../types.ts';
import list from './public.json' with { type: 'json' };

/** Well-known public servers of several softwares, in host order. */
export const publicSeeds: readonly Host[] = list.seeds.flatMap(({ host }) => readHost(host) ?? []).sort();
