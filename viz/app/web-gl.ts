/** Whether the browser draws with WebGL, and the drawing that needs it, which is loaded only then. */
import type { MapFile } from '../../analysis/types.ts';
import type { MapColors } from '../map/map-colors.ts';
import type { MapDrawing, MapEvents } from '../map/map-drawing.ts';
import type { MapMeans } from '../map/map-renderer.ts';
import { mapSpeech } from './map-words.ts';

/** From before to after a question. */
const motionMs = 500;

export function hasWebGl(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  // A page may hold a few contexts only, and this one is not to be one of them.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

export type Draw = (container: HTMLElement, map: MapFile, theme: MapColors, events: MapEvents) => MapDrawing;

export async function loadDrawing(): Promise<Draw> {
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { createMapRenderer } = await import('../map/map-renderer.ts');
  const savePicture: MapMeans['savePicture'] = async (...shown) =>
    (await import('../map/map-export.ts')).savePicture(...shown);
  return (container, map, theme, events) =>
    createMapRenderer(container, map, theme, isCalm ? 0 : motionMs, events, { speech: mapSpeech, savePicture });
}
