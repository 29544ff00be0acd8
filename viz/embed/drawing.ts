/** What draws a map in its room: with WebGL, or as a still picture. */

import type { MapFile } from '../../analysis/types.ts';
import type { MapDrawing, MapSpeech, Picture } from '../app/map-drawing.ts';
import type { MapColors } from '../shared/map-colors.ts';

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

export async function draw(room: Room): Promise<Drawing> {
  if (live < mostLive && hasWebGl()) {
    live++;
    const { drawLive } = await import('./live-drawing.ts');
    const drawing = drawLive(room);
    return {
      ...drawing,
      kill() {
        live--;
        drawing.kill();
      },
    };
  }
  const { drawStill } = await import('./still-drawing.ts');
  return drawStill(room);
}

function hasWebGl(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
