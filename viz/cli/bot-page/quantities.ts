/** Settings as people read them: exact, in the largest unit that leaves a whole number. */

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

export function showDuration(ms: number): string {
  const [name, size] = units.find(([, length]) => ms >= length && ms % length === 0) ?? (['millisecond', 1] as const);
  const count = ms / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

export function showBytes(bytes: number): string {
  const mib = bytes / 1_048_576;
  return Number.isInteger(mib) ? `${mib} MiB` : `${bytes} bytes`;
}
