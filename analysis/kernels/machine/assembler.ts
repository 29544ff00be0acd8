/**
 * As much of the WebAssembly binary format as our small functions need: what each instruction is written as, after what
 * is written for its operands.
 * WebAssembly Core Specification 2.0, section 5 (binary format) and 5.4.8 (vector instructions).
 */

export type Code = readonly number[];

/** Types of values and of a block that leaves nothing. */
export const i32 = 0x7f;
export const v128 = 0x7b;
const nothing = 0x40;

/** LEB128, for numbers from 0. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

type Operation = (...operands: Code[]) => Code;

const plain =
  (...opcode: number[]): Operation =>
  (...operands) => [...operands.flat(), ...opcode];
const vector = (opcode: number, ...rest: number[]): Operation => plain(0xfd, ...unsigned(opcode), ...rest);

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const loop = (...body: Code[]): Code => [0x03, nothing, ...body.flat(), 0x0b];
/** Runs the body where the condition is not 0. */
export const when = (condition: Code, ...body: Code[]): Code => [...condition, 0x04, nothing, ...body.flat(), 0x0b];
/** Back to the start of the loop around it, where the condition is not 0. */
export const againIf = (condition: Code): Code => [...condition, 0x0d, 0];
/** Does the body once for each number from 0 in a local, up to below another. */
export const count = (at: number, end: Code, ...body: Code[]): Code => [
  ...set(at, constant(0)),
  ...when(end, loop(...body, increase(at, constant(1)), againIf(isLess(get(at), end)))),
];
export const increase = (local: number, by: Code): Code => set(local, add(get(local), by));

export const add = plain(0x6a);
export const multiply = plain(0x6c);
export const and = plain(0x71);
export const or = plain(0x72);
export const xor = plain(0x73);
export const shiftLeft = plain(0x74);
export const shiftRight = plain(0x76);
export const isEqual = plain(0x46);
export const isLess = plain(0x49);

// Memory: from an address and so many bytes on. The address comes first, and where there is one the value after it.
const memory =
  (opcode: number, align: number) =>
  (on: number, ...operands: Code[]) =>
    plain(opcode, align, ...unsigned(on))(...operands);
const vectorMemory =
  (opcode: number, align: number) =>
  (on: number, ...operands: Code[]) =>
    vector(opcode, align, ...unsigned(on))(...operands);
export const load = memory(0x28, 2);
export const loadByte = memory(0x2d, 0);
export const loadShort = memory(0x2f, 1);
export const loadFloat = memory(0x2a, 2);
export const store = memory(0x36, 2);
export const storeByte = memory(0x3a, 0);
/** Fills so many bytes from an address with one byte: address, byte, count. */
export const fill = plain(0xfc, 11, 0);

// 16 bytes.
export const loadVector = vectorMemory(0x00, 4);
export const storeVector = vectorMemory(0x0b, 4);
export const zeroVector: Code = vector(0x0c, ...new Array<number>(16).fill(0))();
export const andVectors = vector(0x4e);
/** How many bits each of 16 bytes has. */
export const countBits = vector(0x62);
export const addBytes = vector(0x6e);
/** Sums of two neighbours: 16 bytes to 8 shorts, 8 shorts to 4 words. */
export const pairBytes = vector(0x7d);
export const pairShorts = vector(0x7f);
export const addShorts = vector(0x8e);
export const wordAt = (lane: number, value: Code): Code => vector(0x1b, lane)(value);
/** Two doubles. */
export const addDoubles = vector(0xf0);
export const multiplyDoubles = vector(0xf2);
/** One double from memory into both places. */
export const loadTwice = vectorMemory(0x0a, 3);
/** A float, as a double, into both places. */
export const twice = (value: Code): Code => vector(0x14)(plain(0xbb)(value));

/**
 * A module of one function, on memory that it is given as `env.memory`.
 * @param parameters how many numbers it takes
 * @param locals the types of its other variables, numbered after the parameters
 */
export function assemble(
  name: string,
  parameters: number,
  locals: readonly number[],
  ...body: readonly Code[]
): Uint8Array<ArrayBuffer> {
  const text = (value: string) => sized([...value].map((letter) => letter.charCodeAt(0)));
  const code = [...list(locals.map((type) => [1, type])), ...body.flat(), 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([[0x60, ...list(new Array<Code>(parameters).fill([i32])), 0]])),
    ...section(2, list([[...text('env'), ...text('memory'), 0x02, 0, 1]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...text(name), 0x00, 0]])),
    ...section(10, list([sized(code)])),
  ]);
}

const sized = (bytes: Code): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, bytes: Code): number[] => [id, ...sized(bytes)];
const list = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
