/** Where the map is looked at from: all of what is drawn within the part of it that no panel covers, until somebody moves it. */
import type { Sigma } from 'sigma';
import type { CameraState } from 'sigma/types';
import type { Extent } from './map-extent.ts';
import { sizeFactorIn } from './map-sizes.ts';
import type { Point } from './map-svg.ts';

/** Air around what is drawn, for discs and names at its edge, px. */
const airPx = { x: 34, y: 48 };
const plain: CameraState = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };

export interface MapCamera {
  /** Shows all. @param animationMs 0: at once */
  goHome(extent: Extent, animationMs: number): void;
  /** Ratio of the camera where all is shown. */
  homeRatio(): number;
  /** By how much everything on the map is larger than in a room of usual size. */
  sizeFactor(): number;
  /** After a change of size: all again, if all was shown. */
  stayHome(): void;
  zoom(direction: 'in' | 'out', animationMs: number): void;
  /** Moves the view by a share of its width and height. */
  pan(x: number, y: number): void;
  /** Moves the view when a point of it lies under a panel or outside. */
  reveal(at: Point, animationMs: number): void;
}

// biome-ignore lint/suspicious/noExplicitAny: the camera does not depend on what a graph holds
export function cameraOf(sigma: Sigma<any, any>, container: HTMLElement): MapCamera {
  const camera = sigma.getCamera();
  let extent: Extent = { x: [0, 1], y: [0, 1] };
  let home: CameraState = plain;

  /** What panels cover is the padding of the container, so that the stylesheet decides it. */
  function freeRoom() {
    const style = getComputedStyle(container);
    const read = (side: string) => Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
    const { width, height } = sigma.getDimensions();
    const [left, top] = [read('left'), read('top')];
    return { left, top, right: width - read('right'), bottom: height - read('bottom'), width, height };
  }

  function sizeFactor(): number {
    const { left, right, top, bottom } = freeRoom();
    return sizeFactorIn(right - left, bottom - top);
  }

  function homeState(): CameraState {
    const room = freeRoom();
    const override = { cameraState: plain };
    const corner = ([x, y]: [number, number]) => sigma.graphToViewport({ x, y }, override);
    const low = corner([extent.x[0], extent.y[0]]);
    const high = corner([extent.x[1], extent.y[1]]);
    const air = { x: Math.min(airPx.x, room.width / 11), y: Math.min(airPx.y, room.height / 11) };
    const ratio = Math.max(
      (high.x - low.x) / Math.max(room.right - room.left - 2 * air.x, 1),
      (low.y - high.y) / Math.max(room.bottom - room.top - 2 * air.y, 1),
      0.05,
    );
    const unit =
      sigma.framedGraphToViewport({ x: 1, y: 0 }, override).x - sigma.framedGraphToViewport({ x: 0, y: 0 }, override).x;
    const middle = sigma.viewportToFramedGraph({ x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 }, override);
    return {
      x: middle.x - (((room.left + room.right - room.width) / 2) * ratio) / unit,
      y: middle.y + (((room.top + room.bottom - room.height) / 2) * ratio) / unit,
      ratio,
      angle: 0,
    };
  }

  function move(state: Partial<CameraState>, animationMs: number): void {
    if (animationMs === 0) camera.setState(state);
    else void camera.animate(state, { duration: animationMs });
  }

  return {
    goHome(next, animationMs) {
      extent = next;
      home = homeState();
      move(home, animationMs);
    },
    homeRatio: () => home.ratio,
    sizeFactor,
    stayHome() {
      const { x, y, ratio } = camera.getState();
      const wasHome = Math.abs(x - home.x) + Math.abs(y - home.y) + Math.abs(ratio - home.ratio) < 1e-6;
      home = homeState();
      if (wasHome) camera.setState(home);
    },
    zoom(direction, animationMs) {
      const options = { duration: Math.max(animationMs, 1) };
      if (direction === 'in') void camera.animatedZoom(options);
      else void camera.animatedUnzoom(options);
    },
    pan(x, y) {
      const { x: nowX, y: nowY, ratio } = camera.getState();
      camera.setState({ x: nowX + x * ratio, y: nowY - y * ratio });
    },
    reveal(at, animationMs) {
      const room = freeRoom();
      const seen = sigma.graphToViewport(at);
      const inside =
        seen.x > room.left + airPx.x &&
        seen.x < room.right - airPx.x &&
        seen.y > room.top + airPx.y &&
        seen.y < room.bottom - airPx.y;
      if (inside) return;
      const middle = { x: (room.left + room.right) / 2, y: (room.top + room.bottom) / 2 };
      const [from, to] = [sigma.viewportToFramedGraph(middle), sigma.viewportToFramedGraph(seen)];
      const { x, y } = camera.getState();
      move({ x: x + to.x - from.x, y: y + to.y - from.y }, animationMs);
    },
  };
}
