/** What DuckDB answers, in values that every format can hold. */
import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';

export type QueryValue = string | number | boolean | null | QueryValue[] | { [key: string]: QueryValue };

/** As many digits as a double holds exactly, whatever they are. */
const exactDigits = 15;

/**
 * Times are ISO 8601 text in UTC, dates `2026-11-20`, bytes lower-case hex, numbers exact: those that a double cannot
 * hold, NaN and infinities are text.
 */
export function toPlain(value: DuckDBValue): QueryValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue) return isoOf(value);
  if (value instanceof DuckDBDecimalValue) return decimal(String(value));
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toPlain);
  if (value instanceof DuckDBStructValue) return fromEntries(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue) return fromEntries(value.entries.map(({ key, value }) => [keyOf(key), value]));
  if (value instanceof DuckDBUnionValue) return toPlain(value.value);
  if (value instanceof DuckDBDateValue) return String(value);
  return String(value);
}

function fromEntries(entries: [string, DuckDBValue][]): QueryValue {
  return Object.fromEntries(entries.map(([key, value]) => [key, toPlain(value)]));
}

function keyOf(value: DuckDBValue): string {
  const plain = toPlain(value);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}

function decimal(text: string): number | string {
  return text.replace(/\D/g, '').length <= exactDigits ? Number(text) : text;
}

/** With microseconds where there are any, else with milliseconds; DuckDB's own words beyond the years of ISO 8601. */
function isoOf(value: DuckDBTimestampTZValue | DuckDBTimestampValue): string {
  const micros = value.micros % 1000n;
  const date = new Date(Number((value.micros - (micros < 0n ? micros + 1000n : micros)) / 1000n));
  if (!value.isFinite || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return String(value);
  const rest = micros < 0n ? micros + 1000n : micros;
  return rest === 0n ? date.toISOString() : date.toISOString().replace('Z', `${String(rest).padStart(3, '0')}Z`);
}
