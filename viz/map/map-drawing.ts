/** What the page asks of a drawing of the map, whether WebGL draws it or it is a still picture. */
import type { MapFile, Tie } from '../../analysis/types.ts';
import type { MapColors } from './map-colors.ts';
import type { Shown } from './map-look.ts';
import type { Point } from './map-svg.ts';

/** What a map shows at one time. */
export interface Picture {
  map: MapFile;
  shown: Shown;
  ties: readonly Tie[];
  /** Servers whose names are set in any case. */
  named: readonly string[];
}

export interface MapDrawing {
  show(picture: Picture): void;
  setTheme(theme: MapColors): void;
  zoom(direction: 'in' | 'out' | 'reset'): void;
  /** Moves the view by a share of its width and height. */
  pan(x: number, y: number): void;
  /** Shows a server as the pointer would, and moves the view to it where it is outside; null: none. */
  point(host: string | null): void;
  /** From the map's units to px of the view, and the factor of every radius. */
  view(): MapWindow;
  /** What is seen, as a PNG. */
  save(): Promise<Blob>;
  kill(): void;
}

export interface MapWindow {
  place: (x: number, y: number) => Point;
  scale: number;
  width: number;
  height: number;
}

export interface MapEvents {
  onPick(host: string): void;
  onHover(host: string | null): void;
  /** A mark that stands for folded servers was chosen. */
  onUnfold(): void;
  onMotion(isMoving: boolean): void;
}

/** What is written on the map itself, in the language of whoever shows it: a page has one, each embedded map its own. */
export interface MapSpeech {
  /** What stands beside a server's name. */
  about(map: MapFile, position: number): string;
  folded(servers: number): string;
  withinRing(share: number): string;
}
