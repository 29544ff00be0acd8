/** Tables of Markdown that read as well in a terminal, and how figures stand in them. */

/** First column left, the others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) => Math.max(3, cell.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => `${'-'.repeat(width + 1)}${at === 0 ? '-' : ':'}`).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export function points(value: number | null): string {
  return decimal(value);
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

export function decimal(value: number | null, digits = 2): string {
  return value === null ? '–' : value.toFixed(digits);
}

export function verdictOf(met: boolean | null): string {
  return met === null ? 'not measured' : met ? 'met' : '**not met**';
}
