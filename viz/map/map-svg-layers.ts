/** What lies on a still map, from the ground up: backbone, ties of the focused server, folded servers, discs, names. */
import { communityAt, livenessAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import { changeBadge } from './change-badges.ts';
import { guessWidth, type LabelCandidate, labelPx, labelWeight, placeLabels } from './label-places.ts';
import { communityRanks, mixColors } from './map-colors.ts';
import { edgeWidthIn, radiusIn } from './map-sizes.ts';
import type { Drawn, MapPicture, Point } from './map-svg.ts';
import { fading, type GlyphPart, glyphs, isTouching, type Mark, minMarkRadius } from './marks.ts';
import { foldedMarks, foldedRadius } from './small-servers.ts';
import type { SvgElement } from './svg-tree.ts';

interface Canvas {
  map: MapFile;
  picture: MapPicture;
  drawn: Drawn;
  /** From the map's units to px. */
  place: (x: number, y: number) => Point;
  /** Of a server, px. */
  placeOf: (position: number) => Point;
  /** Factor of every radius. */
  scale: number;
}

/** Names of fewer than this are not set, unless there is room and the caller asks for so many. */
const leastNamedRadius = 4;

export function edgesOf({ map, picture, drawn, placeOf }: Canvas): SvgElement {
  const widthOf = edgeWidthIn(map);
  const colorOf = colorsIn(map, picture);
  const { theme, lit } = picture;
  const at = placeOf;
  const lines = drawn.edges.map((edge) => {
    const [source, target] = [map.edges.source[edge]!, map.edges.target[edge]!];
    const within = map.community[source] === map.community[target];
    const stroke = mixColors(within ? colorOf(source) : theme.line, theme.ground, lit === null ? 0.55 : 0.88);
    return line(at(source), at(target), { stroke, 'stroke-width': short(widthOf(edge)) });
  });
  return { name: 'g', attributes: { fill: 'none' }, children: lines };
}

/** Wider for more of the tie weight; a tie that the scenario cuts is broken, one that it hides is dotted. */
export function tiesOf({ map, picture, placeOf }: Canvas): SvgElement {
  const { focus, ties, marks, theme } = picture;
  const from = focus === null ? -1 : map.hosts.indexOf(focus as MapFile['hosts'][number]);
  if (ties === undefined || from < 0) return { name: 'g' };
  const colorOf = colorsIn(map, picture);
  const heaviest = Math.max(Number.MIN_VALUE, ...ties.values());
  const start = placeOf(from);
  const lines = [...ties].map(([position, weight]) => {
    const mark = marks[position]!;
    const stroke = mark === 'cut' ? theme.cut : mixColors(colorOf(position), theme.ground, 0.35);
    const dashes = mark === 'cut' ? '7 6' : mark === 'hidden' ? '1.5 4' : undefined;
    return line(start, placeOf(position), {
      stroke,
      'stroke-width': short(0.8 + 2.2 * Math.sqrt(weight / heaviest)),
      ...(dashes !== undefined && { 'stroke-dasharray': dashes }),
    });
  });
  return { name: 'g', attributes: { fill: 'none' }, children: lines };
}

/** A ring of dots stands for the small servers of a community. */
export function foldedOf({ map, picture, place, scale }: Canvas): SvgElement {
  if (picture.isHidden !== undefined && !map.hosts.some((_, at) => picture.isHidden!(at))) return { name: 'g' };
  const ranks = communityRanks(map.communities);
  const { theme, lit } = picture;
  const rings = foldedMarks(map).map(({ community, servers, x, y }) => {
    const rank = ranks[community] ?? -1;
    const own = rank < 0 ? theme.other : theme.communities[rank]!;
    const radius = foldedRadius(servers) * scale;
    const at = place(x, y);
    return {
      name: 'circle',
      attributes: {
        cx: short(at.x),
        cy: short(at.y),
        r: short(radius),
        stroke: lit === null ? own : mixColors(own, theme.ground, 0.7),
        'stroke-width': 3,
        'stroke-linecap': 'round',
        'stroke-dasharray': `0 ${short((2 * Math.PI * radius) / 9)}`,
      },
    };
  });
  return { name: 'g', attributes: { fill: 'none' }, children: rings };
}

export function discsOf({ map, picture, drawn, placeOf, scale }: Canvas): SvgElement {
  const { theme, marks, lit, changes } = picture;
  const sizeOf = sizesIn(map, picture.marks, scale);
  const colorOf = colorsIn(map, picture);
  const rank = (position: number) => (isTouching(marks[position]!) ? 1 : marks[position] === 'focus' ? 2 : 0);
  const order = [...drawn.servers].sort((a, b) => rank(a) - rank(b));
  const discs = order.flatMap((position) => {
    const mark = marks[position]!;
    const own = ownColor(mark, colorOf(position), picture);
    const isLit = lit === null || lit.has(position);
    const color = isLit ? own : mixColors(own, theme.ground, fading[mark]);
    const at = placeOf(position);
    const size = sizeOf(position);
    const change = changes?.get(position);
    return [
      discOf(mark, at, size, color, theme.ground),
      ...(change === undefined ? [] : [changeBadge(change, at, size, theme)]),
    ];
  });
  // The rim by which two discs can be told that lie on each other.
  return { name: 'g', attributes: { stroke: theme.ground, 'stroke-width': 1 }, children: discs };
}

export function labelsOf({ map, picture, drawn, placeOf, scale }: Canvas): SvgElement {
  const { theme, marks, lit, labels, width } = picture;
  const sizeOf = sizesIn(map, picture.marks, scale);
  const named = drawn.servers.filter((position) => lit === null || lit.has(position));
  const candidates: LabelCandidate[] = named
    .map((position) => ({
      key: map.hosts[position]!,
      label: map.hosts[position]!,
      ...placeOf(position),
      size: sizeOf(position),
      first: marks[position] === 'focus',
      faint: livenessAt(map, position) !== 'alive',
    }))
    .filter(({ size }) => size >= leastNamedRadius);
  const placed = placeLabels(candidates, ({ label }) => guessWidth(label, labelPx), width).slice(0, labels);
  const texts = placed.map(({ candidate, left, y }) => ({
    name: 'text',
    attributes: {
      x: short(left),
      y: short(y + labelPx * 0.35),
      fill: candidate.faint ? theme.muted : theme.ink,
      'font-weight': candidate.first ? labelWeight.first : labelWeight.other,
    },
    children: [candidate.label],
  }));
  const halo = { stroke: theme.ground, 'stroke-width': 3.5, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
  return { name: 'g', attributes: { 'font-size': labelPx, ...halo }, children: texts };
}

/** @returns the colour of each server's community */
function colorsIn(map: MapFile, { theme }: MapPicture): (position: number) => string {
  const ranks = communityRanks(map.communities);
  return (position) => {
    const community = communityAt(map, position);
    const rank = community === null ? -1 : ranks[community]!;
    return rank < 0 ? theme.other : theme.communities[rank]!;
  };
}

function sizesIn(map: MapFile, marks: readonly Mark[], scale: number): (position: number) => number {
  const sizeOf = radiusIn(map);
  return (position) => Math.max(sizeOf(position) * scale, minMarkRadius[marks[position]!]);
}

function ownColor(mark: Mark, community: string, { theme }: MapPicture): string {
  if (mark === 'cut') return theme.cut;
  if (mark === 'focus') return theme.ink;
  return mark.endsWith('-today') ? theme.muted : community;
}

function discOf(mark: Mark, { x, y }: Point, size: number, color: string, ground: string): SvgElement {
  if (mark === 'kept')
    return { name: 'circle', attributes: { cx: short(x), cy: short(y), r: short(size), fill: color } };
  const stroke = Math.max(1.6 / size, 0.17);
  return {
    name: 'g',
    attributes: { transform: `translate(${short(x)} ${short(y)}) scale(${short(size)})`, fill: 'none', stroke: 'none' },
    children: glyphs[mark].map(({ d, paint }) => ({
      name: 'path',
      attributes: { d, ...paintOf(paint, color, ground, short(stroke)) },
    })),
  };
}

function paintOf(paint: GlyphPart['paint'], color: string, ground: string, stroke: number) {
  if (paint === 'fill' || paint === 'ground') return { fill: paint === 'fill' ? color : ground };
  return { stroke: color, 'stroke-width': stroke, ...(paint === 'dotted' && { 'stroke-dasharray': '.4 .31' }) };
}

function line(from: Point, to: Point, attributes: Record<string, string | number>): SvgElement {
  const d = `M${short(from.x)} ${short(from.y)}L${short(to.x)} ${short(to.y)}`;
  return { name: 'path', attributes: { d, ...attributes } };
}

/** A hundredth of a pixel is enough, and half the bytes. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}
