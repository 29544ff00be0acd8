/** What draws a map in its room: with WebGL, or as a still picture. */

import type { MapFile } from '../../analysis/types.ts';
import type { MapColors } from '../map/map-colors.ts';
import type { MapDrawing, MapSpeech, Picture } from '../map/map-drawing.ts';

export interface Drawing extends Pick<MapDrawing, 'setTheme' | 'kill'> {
  show(picture: Picture): void;
  /** There is none for a still picture. */
  steer?: Steering;
}

export type Steering = Pick<MapDrawing, 'zoom' | 'pan'>;

export interface Room {
  container: HTMLElement;
  map: MapFile;
  theme: MapColors;
  /** For who cannot see it. */
  title: string;
  speech: MapSpeech;
}

/** A browser keeps 16 WebGL contexts a page, and a map takes three: further maps on the page are still pictures. */
const mostLive = 4;
let live = 0;

export type Draw = (room: Room) => Drawing;

/**
 * Brings what draws, while the map itself is on its way.
 * @param signal gives the place among the maps with WebGL to another
 */
export async function loadDrawing(signal: AbortSignal): Promise<Draw> {
  if (live >= mostLive || !hasWebGl()) return (await import('./still-drawing.ts')).drawStill;
  live++;
  signal.addEventListener('abort', () => live--, { once: true });
  return (await import('./live-drawing.ts')).drawLive;
}

function hasWebGl(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
