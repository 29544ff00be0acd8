import type { Graph } from './graph.ts';

/**
 * From so many listed peers on, communities, circles and the backbone are found by ways made for the whole fediverse.
 * Below, comparing all tied pairs over all columns stays within half a billion words, some seconds, and answers stay
 * what they have always been.
 */
const largeFrom = 5_000_000;

export function isLarge({ ties }: Pick<Graph, 'ties'>): boolean {
  return ties.peers.size >= largeFrom;
}
