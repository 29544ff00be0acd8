/**
 * The map as a still picture: an SVG document of its own, for a file, for a page without WebGL or script, and for where
 * a picture is all there is. Presentation attributes only, so that the strictest content security policy lets it stand.
 */
import { peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import type { HostChange } from '../shared/snapshot-changes.ts';
import { discPlaces } from './disc-places.ts';
import type { MapColors } from './map-colors.ts';
import { extentOf } from './map-extent.ts';
import { sizeFactorIn } from './map-sizes.ts';
import { captionLinePx, captionOf, captionPx, captionText, wrapCaption } from './map-svg-caption.ts';
import { discsOf, edgesOf, foldedOf, labelsOf, tiesOf } from './map-svg-layers.ts';
import type { Mark } from './marks.ts';
import { foldedIn } from './small-servers.ts';
import { type SvgElement, writeSvg } from './svg-tree.ts';

export interface Point {
  x: number;
  y: number;
}

export interface MapPicture {
  /** One a drawn server, in the order of the map. */
  marks: readonly Mark[];
  focus: string | null;
  /** Positions of the servers in full colour; null means all of them. */
  lit: ReadonlySet<number> | null;
  theme: MapColors;
  /** px */
  width: number;
  height: number;
  /** One line below the map: date, coverage, who made it. */
  caption: string;
  /** For screen readers: what the picture is, and what stands on it. */
  title: string;
  desc: string;
  /** Largest number of servers that are drawn, 4,000 unless said; the largest and those with a mark are. */
  maxServers?: number;
  /** Largest number of names. */
  labels: number;
  /** Weights of ties of the focused server, by position. */
  ties?: ReadonlyMap<number, number>;
  /** What became of servers since an earlier snapshot, by position. */
  changes?: ReadonlyMap<number, HostChange> | null;
  /** Positions of servers that are not drawn one by one; those of `map.small` unless said. */
  isHidden?: (position: number) => boolean;
  /** From the map's coordinates to px; all of the map unless said. */
  place?: (x: number, y: number) => Point;
  /** Factor of every radius; by the size of the picture unless said. */
  scale?: number;
  /** The sentence about what is left out, in the language of the picture. */
  leftOut?: (servers: number, edges: number) => string;
}

/** What is drawn of a map: a document with more is slower to show than the map itself. */
const maxServers = 4000;
const maxEdges = 6000;

/** @returns a document: UTF-8, no script, no style, nothing that is fetched */
export function drawMapSvg(map: MapFile, picture: MapPicture): string {
  return writeSvg(pictureOf(map, picture));
}

/** The same as a tree, for a page that may not parse markup. */
export function pictureOf(map: MapFile, picture: MapPicture): SvgElement {
  const { width, height, theme, title, desc } = picture;
  const drawn = chooseDrawn(map, picture);
  const lines = wrapCaption(captionText(picture, drawn), width);
  const mapHeight = height - lines.length * captionLinePx;
  const place = picture.place ?? fitMap(map, width, mapHeight);
  const { x, y } = discPlaces(map);
  const placeOf = (position: number) => place(x[position]!, y[position]!);
  const scale = picture.scale ?? sizeFactorIn(width, mapHeight);
  const canvas = { map, picture, drawn, place, placeOf, scale };
  return {
    name: 'svg',
    attributes: {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'font-family': theme.font,
      'font-size': captionPx,
    },
    children: [
      { name: 'title', children: [title] },
      { name: 'desc', children: [desc] },
      { name: 'rect', attributes: { width, height, fill: theme.ground } },
      edgesOf(canvas),
      tiesOf(canvas),
      foldedOf(canvas),
      discsOf(canvas),
      labelsOf(canvas),
      captionOf(lines, picture),
    ],
  };
}

/** Where all of a map fits into a room of this size, as the page shows it first. */
export function fitMap(map: MapFile, width: number, height: number): (x: number, y: number) => Point {
  const places = discPlaces(map);
  const {
    x: [left, right],
    y: [bottom, top],
  } = extentOf(places.x, places.y);
  const padding = Math.min(44, width / 10, height / 10);
  const scale = Math.min(
    (width - 2 * padding) / Math.max(right - left, 1),
    (height - 2 * padding) / Math.max(top - bottom, 1),
  );
  return (atX, atY) => ({
    x: width / 2 + (atX - (left + right) / 2) * scale,
    y: height / 2 - (atY - (bottom + top) / 2) * scale,
  });
}

/** What of a map a picture draws. */
export interface Drawn {
  /** Positions of servers in the order they are painted: the largest first, so that none hides a smaller one. */
  servers: number[];
  /** Indices of backbone edges. */
  edges: number[];
  leftServers: number;
  leftEdges: number;
}

function chooseDrawn(map: MapFile, picture: MapPicture): Drawn {
  const { marks, maxServers: most = maxServers } = picture;
  const hidden = picture.isHidden ?? foldedIn(map, marks);
  const shown = [...marks.keys()].filter((position) => !hidden(position));
  const people = (position: number) => peopleAt(map, position) ?? 0;
  const says = (position: number) => Number(marks[position] !== 'kept' && marks[position] !== 'silent');
  const servers = shown.sort((a, b) => says(b) - says(a) || people(b) - people(a) || a - b).slice(0, most);
  servers.sort((a, b) => people(b) - people(a) || a - b);
  const isDrawn = new Set(servers);
  const { source, target, weight } = map.edges;
  const between = Array.from(weight, (_, edge) => edge).filter(
    (edge) => isDrawn.has(source[edge]!) && isDrawn.has(target[edge]!),
  );
  const edges = between.sort((a, b) => weight[b]! - weight[a]! || a - b).slice(0, maxEdges);
  return {
    servers,
    edges,
    leftServers: shown.length - servers.length,
    leftEdges: between.length - edges.length,
  };
}
