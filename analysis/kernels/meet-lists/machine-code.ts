/** Whom a server lists beside who lists it, with no branch in the walk that cannot be foreseen. */
import {
  add,
  assemble,
  constant,
  count,
  fill,
  get,
  i32,
  increase,
  load,
  loadByte,
  or,
  set,
  shiftLeft,
  store,
  storeByte,
  xor,
} from '../machine/assembler.ts';

/** Addresses of arrays; `size` is of one number. */
export interface MeetMemory {
  /** By node. */
  denies: number;
  isLister: number;
  /** Node numbers. */
  listed: number;
  listers: number;
  others: number;
  evidence: number;
  size: number;
}

// Parameters, then the variables.
const [order, node, listed, listers, at, other, isBoth, size] = [0, 1, 2, 3, 4, 5, 6, 7];

const slot = (local: number) => shiftLeft(get(local), constant(2));

/**
 * `meet(order, node, listed, listers)`: the server of the row, and how many it lists and list it.
 * @param oneSided the evidence where one lists the other; one more where both do
 */
export function meetCode(memory: MeetMemory, oneSided: number): Uint8Array<ArrayBuffer> {
  return assemble(
    'meet',
    4,
    [i32, i32, i32, i32],
    fill(constant(memory.isLister), constant(0), get(order)),
    count(at, get(listers), storeByte(memory.isLister, load(memory.listers, slot(at)), constant(1))),
    storeByte(memory.isLister, get(node), constant(0)),
    count(
      at,
      get(listed),
      set(other, load(memory.listed, slot(at))),
      set(isBoth, loadByte(memory.isLister, get(other))),
      store(memory.others, slot(size), get(other)),
      storeByte(memory.evidence, get(size), add(get(isBoth), constant(oneSided))),
      increase(size, or(get(isBoth), xor(loadByte(memory.denies, get(other)), constant(1)))),
    ),
    store(memory.size, constant(0), get(size)),
  );
}
