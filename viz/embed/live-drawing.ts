/** The map as the page of Faultline draws it. */
import { createMapRenderer } from '../map/map-renderer.ts';
import type { Drawing, Room } from './drawing.ts';

/** From before to after a question. */
const motionMs = 500;
const nothing = () => {};
const unheard = { onPick: nothing, onHover: nothing, onUnfold: nothing, onMotion: nothing };

/** The page saves pictures; a map elsewhere has no button for it, and does without the script. */
const savePicture = () => Promise.reject(new Error('expected the page to save a picture'));

export function drawLive({ container, map, theme, speech }: Room): Drawing {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const renderer = createMapRenderer(container, map, theme, isCalm ? 0 : motionMs, unheard, { speech, savePicture });
  return { ...renderer, steer: renderer };
}
