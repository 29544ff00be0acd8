/**
 * A figure beside the mark it has to reach. Marks are set before anybody looks at a figure, and a figure that rests on
 * too little is shown and not judged.
 */

export interface Bar {
  what: string;
  /** What was measured; null where it could not be. */
  value: number | null;
  /** The pass mark, in words. */
  mark: string;
  /** null where nothing was judged. */
  met: boolean | null;
}

export const checkIds = ['V1', 'V2', 'V3', 'V4', 'V5'] as const;
export type CheckId = (typeof checkIds)[number];

/** A figure measured on what servers publish. */
export interface Check extends Bar {
  id: CheckId;
  /** How much it rests on. */
  rows: number;
  unit: 'pair' | 'server';
  /** Why it was not judged; null where it was. */
  why: string | null;
}

interface Basis extends Pick<Check, 'id' | 'rows' | 'unit'> {
  /** With fewer rows the figure is shown and not judged. */
  fewest: number;
  /** Why there are no rows, where there are none. */
  without: string;
}

/** @returns one check a bar, all resting on the same rows */
export function restOn({ id, rows, unit, fewest, without }: Basis, bars: readonly Bar[]): Check[] {
  const basis = countRows({ rows, unit });
  return bars.map((bar) => {
    let why: string | null = null;
    if (rows === 0) why = without;
    else if (bar.value === null) why = `${basis}: too few, or too much alike, to measure it on`;
    else if (rows < fewest) why = `it rests on ${basis}, and is judged from ${fewest} on`;
    return { ...bar, value: rows === 0 ? null : bar.value, met: why === null ? bar.met : null, id, rows, unit, why };
  });
}

export function countRows({ rows, unit }: Pick<Check, 'rows' | 'unit'>): string {
  return `${rows} ${unit}${rows === 1 ? '' : 's'}`;
}

export function atMost(what: string, value: number | null, limit: number, note?: string): Bar {
  return bar(what, value, `at most ${limit}`, note, (measured) => measured <= limit);
}

export function atLeast(what: string, value: number | null, limit: number, note?: string): Bar {
  return bar(what, value, `at least ${limit}`, note, (measured) => measured >= limit);
}

export function within(what: string, value: number | null, low: number, high: number): Bar {
  return bar(what, value, `${low} to ${high}`, undefined, (measured) => low <= measured && measured <= high);
}

/** @param other a figure of the same kind that has to be beaten; null where there is none */
export function above(what: string, value: number | null, other: number | null, whose: string): Bar {
  const mark = `above ${other === null ? 'that' : other.toFixed(3)} of ${whose}`;
  return bar(what, other === null ? null : value, mark, undefined, (measured) => measured > other!);
}

/** As `above`, where less is better. */
export function below(what: string, value: number | null, other: number | null, whose: string): Bar {
  const mark = `below ${other === null ? 'that' : other.toFixed(3)} of ${whose}`;
  return bar(what, other === null ? null : value, mark, undefined, (measured) => measured < other!);
}

function bar(
  what: string,
  value: number | null,
  mark: string,
  note: string | undefined,
  meets: (measured: number) => boolean,
): Bar {
  return {
    what,
    value,
    mark: note === undefined ? mark : `${mark} (${note})`,
    met: value === null ? null : meets(value),
  };
}
