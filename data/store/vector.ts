/** The one step around DuckDB's public types: a vector's numbers as the array they are. */
import type { DuckDBVector } from '@duckdb/node-api';

/**
 * The memory of an unsigned 32-bit vector. Item by item through the public methods costs ten times as much.
 * @throws Error when the vector holds another type
 */
export function numbersOf(vector: DuckDBVector): Uint32Array {
  const { items } = vector as unknown as { items: unknown };
  if (!(items instanceof Uint32Array)) throw new Error(`Expected a UINTEGER vector, got ${vector.type.toString()}`);
  return items;
}
