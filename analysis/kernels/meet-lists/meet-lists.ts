/**
 * Meets the list of a server with those that list it: each list is walked once, which no branch that cannot be foreseen
 * holds up. In WebAssembly where it is to be had, which takes a third of the time; the rows are the same.
 */
import { worthCompiling } from '../machine/open-module.ts';
import { openMachineMeeting } from './machine.ts';

export interface ListMeeting {
  /** By node: 1 where its list proves that it does not know the server of the row. For the caller to fill. */
  denies: Uint8Array;
  /** By node: 1 where it lists the server of the row; from one row to the next. */
  isLister: Uint8Array;
  /**
   * Fills the row with whom the server lists and who does not deny it, ascending.
   * @param listed ascending @param listers none of which is taken to be the server itself
   * @returns how many
   */
  meet(node: number, listed: Uint32Array, listers: Uint32Array): number;
}

export interface Row {
  others: Uint32Array;
  evidence: Uint8Array;
}

/** @param oneSided the evidence where one lists the other; one more where both do */
export function openMeeting(order: number, row: Row, oneSided: number): ListMeeting {
  if (order < worthCompiling) return openPlainMeeting(order, row, oneSided);
  return openMachineMeeting(order, row, oneSided) ?? openPlainMeeting(order, row, oneSided);
}

export function openPlainMeeting(order: number, { others, evidence }: Row, oneSided: number): ListMeeting {
  const denies = new Uint8Array(order);
  const isLister = new Uint8Array(order);
  return {
    denies,
    isLister,
    meet(node, listed, listers) {
      isLister.fill(0);
      for (let at = 0; at < listers.length; at++) isLister[listers[at]!] = 1;
      isLister[node] = 0;
      let size = 0;
      for (let at = 0; at < listed.length; at++) {
        const other = listed[at]!;
        const both = isLister[other]!;
        others[size] = other;
        evidence[size] = oneSided + both;
        size += both | (denies[other]! ^ 1);
      }
      return size;
    },
  };
}
