/**
 * What can still be seen across a new cut: posts that nobody delivers any more can be fetched when a boost or a reply
 * leads to them (the pull of visibility.ts). Only where the reader's own server does not refuse them.
 */
import type { Change } from './change.ts';
import { cutIn } from './effects.ts';
import type { Graph } from './graph.ts';
import { pullIn, pullOut } from './visibility.ts';

/** Servers newly cut in one direction and willing to read, by whether they can still fetch public posts. */
export interface Residual {
  fetch: number[];
  refused: number[];
  /** The author's demand for signed fetches is not known, and decides. */
  unknown: number[];
}

/** @returns out: who may still read the host · in: whom the host may still read */
export function findResidual(graph: Graph, change: Change): { out: Residual; in: Residual } {
  const { after, contactBefore, contactAfter } = change;
  const left = { out: noResidual(), in: noResidual() };
  for (let other = 0; other < graph.order; other++) {
    if (contactBefore.out[other]! > contactAfter.out[other]! && (after.theirs[other]! & cutIn) === 0) {
      add(left.out, other, pullOut(graph, after, other));
    }
    if (contactBefore.in[other]! > contactAfter.in[other]! && (after.ours[other]! & cutIn) === 0) {
      add(left.in, other, pullIn(graph, after, other));
    }
  }
  return left;
}

function add(residual: Residual, node: number, pull: 0 | 1 | null): void {
  (pull === null ? residual.unknown : pull === 1 ? residual.fetch : residual.refused).push(node);
}

function noResidual(): Residual {
  return { fetch: [], refused: [], unknown: [] };
}
