/**
 * Ways made for the whole fediverse, of which the small ones would take minutes. A graph has them where its listed peers
 * are millions; a page that looks at one server never does, and so never loads them.
 */
import { nearestAtScale } from './backbone-at-scale.ts';
import { groupAtScale } from './communities-at-scale.ts';
import type { WeightedPairs } from './graphology.ts';
import { leiden } from './kernels/leiden.ts';
import { toRows } from './kernels/weighted-csr.ts';

/**
 * From so many listed peers on. Below, comparing all tied pairs over all columns stays within half a billion words, some
 * seconds, and answers stay what they have always been.
 */
export const largeFrom = 5_000_000;

export const atScale = {
  nearest: nearestAtScale,
  groupServers: groupAtScale,
  /** @returns per node a label; what the labels are means nothing */
  groupBackbone: (backbone: WeightedPairs, resolution: number, seed: number) =>
    leiden(toRows(backbone), { resolution, seed }).labels,
};
export type AtScale = typeof atScale;
