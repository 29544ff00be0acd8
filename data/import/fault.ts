/** A row of a list that cannot be read, and how it is told of. */

export interface Fault {
  line: number;
  /** The cell that could not be used, shortened and printable. */
  text: string;
  reason: string;
}

const shownFaults = 5;

/** As `file:line: "what stands there": why`. */
export function describeFaults(name: string, faults: readonly Fault[], count = faults.length): string[] {
  const lines = faults
    .slice(0, shownFaults)
    .map(({ line, text, reason }) => `${name}:${line}: ${text === '' ? '' : `${JSON.stringify(text)}: `}${reason}`);
  return count > shownFaults ? [...lines, `and ${count - shownFaults} more`] : lines;
}
