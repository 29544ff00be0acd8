/** Writes on the canvases of a map what is no disc and no line, from the same state for the page and for a saved picture. */
import type { MapFile } from '../../analysis/types.ts';
import { type CommunityName, nameStrength, setNames } from './community-names.ts';
import { chooseLabels } from './label-choice.ts';
import type { Box } from './label-places.ts';
import type { MapColors } from './map-colors.ts';
import type { MapSpeech } from './map-drawing.ts';
import type { Looks, Shown } from './map-look.ts';
import { drawOverlay, drawRings, drawRingWords, nameFont } from './map-overlay.ts';
import type { MapSigma } from './map-sigma.ts';
import type { Point } from './map-svg.ts';
import { foldedMarks, foldedRadius } from './small-servers.ts';
import { textWidth } from './text-width.ts';

export interface Painting {
  map: MapFile;
  theme: MapColors;
  shown: Shown;
  looks: Looks;
  /** Where each server stands now, in the map's units. */
  x: Float32Array;
  y: Float32Array;
  /** Radius of each, before zoom. */
  sizes: Float32Array;
  /** The largest first. */
  order: readonly number[];
  first: ReadonlySet<number>;
  names: readonly CommunityName[];
  /** Of the camera, where the whole map is in view. */
  homeRatio: number;
  /** From 0 to 1, while rings come. */
  ringStrength: number;
  speech: MapSpeech;
}

/** Discs from this radius on, px, and so many of them, are not written over by the name of a community. */
const wideDisc = 9;
const mostDiscs = 40;

export function paintRings(sigma: MapSigma, context: CanvasRenderingContext2D, painting: Painting): void {
  const { shown, theme, ringStrength } = painting;
  // Hidden and not only cleared: of a page that was in the background, Chromium has been seen to bring back a canvas on
  // which nothing was drawn after the clearing.
  context.canvas.hidden = shown.rings === null;
  if (shown.rings === null) return;
  const { width, height } = sigma.getDimensions();
  context.clearRect(0, 0, width, height);
  drawRings(context, shown.rings, (at) => sigma.graphToViewport(at), theme, ringStrength);
}

export function paintLabels(sigma: MapSigma, context: CanvasRenderingContext2D, painting: Painting): void {
  const { map, theme, shown, looks, sizes, first, order, homeRatio } = painting;
  const { width, height } = sigma.getDimensions();
  const isPlain = shown.scene.lit === null && shown.rings === null;
  const strength = isPlain ? nameStrength(sigma.getCamera().ratio, homeRatio) : 0;
  const measure = (line: string, fontPx: number) => textWidth(context, nameFont(theme, fontPx), line);
  const place = (at: Point) => sigma.graphToViewport(at);
  const discs = strength === 0 ? [] : largeDiscs(sigma, painting);
  const names = strength === 0 ? [] : setNames(painting.names, place, measure, { width, height }, discs);
  const isWritten = new Set(strength > 0.5 ? names.flatMap(({ lines }) => lines.map(hostOf)) : []);
  const labels = chooseLabels({
    map,
    order,
    first,
    isNamed: (position) => looks.isShown(position) && looks.isLit(position) && !isWritten.has(map.hosts[position]!),
    x: painting.x,
    y: painting.y,
    radiusOf: (position) => sigma.scaleSize(sizes[position]!),
    toView: (at) => sigma.graphToViewport(at),
    toMap: (at) => sigma.viewportToGraph(at),
    width,
    height,
  });
  if (!shown.showSmall && shown.rings === null) paintFolded(sigma, context, painting);
  const { communityColor } = looks;
  const { ringStrength, speech } = painting;
  const { rings } = shown;
  const describe = (share: number) => speech.withinRing(share);
  const ringWords = rings === null ? [] : drawRingWords(context, rings, place, theme, ringStrength, describe);
  const taken = [...ringWords, ...discs];
  drawOverlay(context, { theme, labels, names, nameStrength: strength, communityColor, taken });
}

/** The name of a community is made of the names of its largest servers, which need not stand there twice. */
function hostOf(line: string): string {
  return line.split(' ')[0]!;
}

function largeDiscs(sigma: MapSigma, { order, x, y, sizes, looks }: Painting): Box[] {
  const boxes: Box[] = [];
  for (const position of order) {
    const size = sigma.scaleSize(sizes[position]!);
    if (size < wideDisc || boxes.length === mostDiscs) break;
    if (!looks.isShown(position)) continue;
    const at = sigma.graphToViewport({ x: x[position]!, y: y[position]! });
    boxes.push({ left: at.x - size, right: at.x + size, top: at.y - size, bottom: at.y + size });
  }
  return boxes;
}

/** How many servers a folded mark stands for, within its ring of dots. */
function paintFolded(sigma: MapSigma, context: CanvasRenderingContext2D, { map, theme }: Painting): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.muted;
  for (const { servers, x, y } of foldedMarks(map)) {
    const at = sigma.graphToViewport({ x, y });
    const radius = sigma.scaleSize(foldedRadius(servers));
    context.font = `600 ${Math.min(12, 0.72 * radius)}px ${theme.font}`;
    context.fillText(`+${servers}`, at.x, at.y);
  }
}
