/** The meeting of meet-lists.ts in WebAssembly. */
import { openModule } from '../machine/open-module.ts';
import { newPlaces } from '../machine/place.ts';
import { meetCode } from './machine-code.ts';
import type { ListMeeting, Row } from './meet-lists.ts';

/** @returns undefined where WebAssembly is not to be had */
export function openMachineMeeting(order: number, row: Row, oneSided: number): ListMeeting | undefined {
  const { place, end } = newPlaces();
  const memory = {
    denies: place(order),
    isLister: place(order),
    listed: place(4 * order),
    listers: place(4 * order),
    // A place is written to before it is known whether it counts.
    others: place(4 * (order + 1)),
    evidence: place(order + 1),
    size: place(4),
  };
  const opened = openModule('meet', meetCode(memory, oneSided), end());
  if (opened === undefined) return undefined;
  const { buffer, run } = opened;
  const nodesAt = (address: number) => new Uint32Array(buffer, address, order);
  const [listedAt, listersAt, others] = [nodesAt(memory.listed), nodesAt(memory.listers), nodesAt(memory.others)];
  const evidence = new Uint8Array(buffer, memory.evidence, order);
  const size = new Uint32Array(buffer, memory.size, 1);
  return {
    denies: new Uint8Array(buffer, memory.denies, order),
    isLister: new Uint8Array(buffer, memory.isLister, order),
    meet(node, listed, listers) {
      listedAt.set(listed);
      listersAt.set(listers);
      run(order, node, listed.length, listers.length);
      row.others.set(others.subarray(0, size[0]!));
      row.evidence.set(evidence.subarray(0, size[0]!));
      return size[0]!;
    },
  };
}
