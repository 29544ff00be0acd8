/** How wide lines are on a canvas. Measuring was most of the work in a frame of the map, and a line keeps its width. */

const known = new WeakMap<CanvasRenderingContext2D, Map<string, number>>();

/** @returns px; the font of the context is the one given, or what it was */
export function textWidth(context: CanvasRenderingContext2D, font: string, line: string): number {
  const widths = known.get(context) ?? new Map<string, number>();
  known.set(context, widths);
  const key = `${font} ${line}`;
  const before = widths.get(key);
  if (before !== undefined) return before;
  context.font = font;
  const { width } = context.measureText(line);
  widths.set(key, width);
  return width;
}
