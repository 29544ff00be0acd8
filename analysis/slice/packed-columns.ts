/** Columns of small codes, one number a row: the digits of a number in mixed radix. */

export interface CodeColumn {
  /** How many codes there are. */
  size: number;
  /** 0 to `size` − 1, one a row. */
  codes: ArrayLike<number>;
}

/** @param columns whose sizes multiply to at most 2³² */
export function packColumns(length: number, columns: readonly CodeColumn[]): Uint32Array {
  const packed = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    let value = 0;
    for (const { size, codes } of columns) value = value * size + codes[row]!;
    packed[row] = value;
  }
  return packed;
}

/** @returns a column for each size, as they were packed */
export function unpackColumns(packed: Uint32Array, sizes: readonly number[]): Uint8Array[] {
  const columns = sizes.map(() => new Uint8Array(packed.length));
  packed.forEach((value, row) => {
    let left = value;
    for (let at = sizes.length - 1; at >= 0; at--) {
      columns[at]![row] = left % sizes[at]!;
      left = Math.floor(left / sizes[at]!);
    }
  });
  return columns;
}
