/**
 * As much of the WebAssembly binary format as one small function needs: what each instruction is written as.
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

const vector = (opcode: number) => [0xfd, ...unsigned(opcode)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const loop = (...body: Code[]): Code => [0x03, nothing, ...body.flat(), 0x0b];
/** Runs the body where the value before it is not 0. */
export const when = (...body: Code[]): Code => [0x04, nothing, ...body.flat(), 0x0b];
/** Back to the start of the loop `depth` blocks outwards, where the value before it is not 0. */
export const againIf = (depth: number): Code => [0x0d, ...unsigned(depth)];

export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add: Code = [0x6a];
export const subtract: Code = [0x6b];
export const multiply: Code = [0x6c];
export const isLess: Code = [0x49];
/** From the address before it; four bytes each. */
export const load: Code = [0x28, 2, 0];
export const store: Code = [0x36, 2, 0];

/** 16 bytes from the address before it and so many on. */
export const loadVector = (on: number): Code => [...vector(0x00), 4, ...unsigned(on)];
export const zeroVector: Code = [...vector(0x0c), ...new Array<number>(16).fill(0)];
export const andVectors: Code = vector(0x4e);
/** How many bits each of 16 bytes has. */
export const countBits: Code = vector(0x62);
export const addBytes: Code = vector(0x6e);
/** Sums of two neighbours: 16 bytes to 8 shorts, 8 shorts to 4 words. */
export const pairBytes: Code = vector(0x7d);
export const pairShorts: Code = vector(0x7f);
export const addShorts: Code = vector(0x8e);
export const wordAt = (lane: number): Code => [...vector(0x1b), lane];

/**
 * A module of one function, on memory that it is given as `env.memory`.
 * @param parameters how many numbers it takes
 * @param locals the types of its other variables, numbered after the parameters
 */
export function assemble(
  name: string,
  parameters: number,
  locals: readonly number[],
  body: readonly Code[],
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
