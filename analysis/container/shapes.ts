/** What a value of JSON may be, as tests that are put together. */
export type Shape = (value: unknown) => boolean;

export const isText: Shape = (value) => typeof value === 'string';
export const isCount: Shape = (value) => typeof value === 'number' && value >= 0;
export const isFlag: Shape = (value) => typeof value === 'boolean';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function oneOf(...values: readonly unknown[]): Shape {
  return (value) => values.includes(value);
}

export function orNull(fits: Shape): Shape {
  return (value) => value === null || fits(value);
}

export function has(fields: Readonly<Record<string, Shape>>): Shape {
  return (value) => isRecord(value) && Object.entries(fields).every(([field, fits]) => fits(value[field]));
}

export function listOf(fits: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(fits);
}

export function each(fits: Shape): Shape {
  return (value) => isRecord(value) && Object.values(value).every(fits);
}
