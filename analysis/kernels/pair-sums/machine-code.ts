/**
 * The pairs of one row, two doubles at a time: what a member of the set brings as a reader, and as an author. Those that
 * count are picked first, so that no branch depends on them.
 */
import {
  addDoubles,
  and,
  andVectors,
  assemble,
  constant,
  count,
  get,
  i32,
  increase,
  isEqual,
  load,
  loadByte,
  loadShort,
  loadTwice,
  loadVector,
  multiplyDoubles,
  or,
  set,
  shiftLeft,
  shiftRight,
  store,
  storeVector,
  v128,
} from '../machine/assembler.ts';

/** Addresses. */
export interface PairMemory {
  /** Two doubles each: the member's own, and what it is weighed at so far. */
  own: number;
  weighed: number;
  /** Two doubles a group of the other server. */
  affinity: number;
  /** A double each: circles differ, they agree, and twice that none is told. */
  kinship: number;
  /** A double a class. */
  evidence: number;
  /** 16 bytes each, by whether posts of the other server arrive: what of a pair counts then. */
  arrivals: number;
  /** A record a node: all that is needed of the other server lies in one line of the cache. */
  records: number;
  /** The row. */
  others: number;
  classes: number;
  masks: number;
  open: number;
  /** A byte a node. */
  asked: number;
  /** For places in the row. */
  picked: number;
}

/** Where in a record what stands: two doubles each up to `group`, which has 2 bytes, and `circle` 4. */
export const recordAt = { factors: 0, weights: 16, sums: 32, group: 48, circle: 52 };
const log2RecordBytes = 6;
export const recordBytes = 1 << log2RecordBytes;

// Parameters, then the variables.
const [size, circle, place, pickedSize, at, record, follows, weighed, own] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** The address in an array whose elements have 2 to so many bytes. */
const slot = (local: number, log2Bytes: number) => shiftLeft(get(local), constant(log2Bytes));
const start = constant(0);

/** `sum(size, circle)`: of the row, with the circle of the member; -1 where `kinship` says all along that none is told. */
export function pairCode(memory: PairMemory): Uint8Array<ArrayBuffer> {
  const { factors, weights, sums, group, circle: circleAt } = recordAt;
  const other = (field: number) => memory.records + field;
  const itsCircle = load(other(circleAt), get(record));
  const relation = or(isEqual(itsCircle, get(circle)), shiftLeft(isEqual(itsCircle, constant(-1)), constant(1)));
  const pairFactor = multiplyDoubles(
    multiplyDoubles(
      loadVector(memory.affinity, shiftLeft(loadShort(other(group), get(record)), constant(4))),
      loadTwice(memory.kinship, shiftLeft(relation, constant(3))),
    ),
    loadTwice(memory.evidence, shiftLeft(loadByte(memory.classes, get(at)), constant(3))),
  );
  const followsIfTied = multiplyDoubles(multiplyDoubles(get(own), loadVector(other(factors), get(record))), pairFactor);
  const arrival = loadVector(memory.arrivals, shiftLeft(and(loadByte(memory.open, get(at)), constant(1)), constant(4)));
  return assemble(
    'sum',
    2,
    [i32, i32, i32, i32, v128, v128, v128],
    count(
      at,
      get(size),
      store(memory.picked, slot(pickedSize, 2), get(at)),
      increase(
        pickedSize,
        and(
          shiftRight(loadByte(memory.open, get(at)), constant(1)),
          loadByte(memory.asked, load(memory.others, slot(at, 2))),
        ),
      ),
    ),
    set(own, loadVector(memory.own, start)),
    set(weighed, loadVector(memory.weighed, start)),
    count(
      place,
      get(pickedSize),
      set(at, load(memory.picked, slot(place, 2))),
      set(record, shiftLeft(load(memory.others, slot(at, 2)), constant(log2RecordBytes))),
      set(follows, andVectors(multiplyDoubles(loadTwice(memory.masks, slot(at, 3)), followsIfTied), arrival)),
      storeVector(other(sums), get(record), addDoubles(loadVector(other(sums), get(record)), get(follows))),
      set(weighed, addDoubles(get(weighed), multiplyDoubles(loadVector(other(weights), get(record)), get(follows)))),
    ),
    storeVector(memory.weighed, start, get(weighed)),
  );
}
