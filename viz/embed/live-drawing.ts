/** The map as the page of Faultline draws it. */
import { createMapRenderer } from '../app/map-renderer.ts';
import type { Drawing, Room } from './drawing.ts';

const animationMs = 250;

export function drawLive({ container, map, theme, describe }: Room): Drawing {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const renderer = createMapRenderer(container, map, theme, still ? 0 : animationMs, {
    onPick: () => {},
    onHover: () => {},
    describe,
  });
  return {
    show: (scene, ties, named) => renderer.show(scene, ties, named),
    setTheme: (next) => renderer.setTheme(next),
    steer: { zoom: (direction) => renderer.zoom(direction), pan: (x, y) => renderer.pan(x, y) },
    kill: () => renderer.kill(),
  };
}
