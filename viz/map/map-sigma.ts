/** Sigma as this map needs it, still empty: three layers of discs, two kinds of lines, and a canvas below them for the rings. */
import { Sigma } from 'sigma';
import type { Settings } from 'sigma/settings';
import type { MapFile } from '../../analysis/types.ts';
import { thinLinesIn, wideLinesIn } from './edge-programs.ts';
import type { MapColors } from './map-colors.ts';
import { extentOf } from './map-extent.ts';
import { type EdgeAttributes, emptyGraph, type NodeAttributes } from './map-graph.ts';
import { mostWideThreads } from './map-threads.ts';
import { markProgramIn } from './mark-program.ts';

export type MapSigma = Sigma<NodeAttributes, EdgeAttributes>;
type MapSettings = Settings<NodeAttributes, EdgeAttributes>;

interface Drawing
  extends Pick<MapSettings, 'nodeReducer' | 'edgeReducer' | 'defaultDrawNodeHover' | 'zoomToSizeRatioFunction'> {
  theme(): MapColors;
  threadStrength(): number;
}

/** In the order in which a picture is put together. */
export const layersFromBelow = ['guides', 'edges', 'edgeLabels', 'nodes', 'labels', 'hovers', 'hoverNodes'];
const easeMs = 250;

export function createSigma(
  container: HTMLElement,
  map: MapFile,
  isCalm: boolean,
  { theme, threadStrength, ...drawing }: Drawing,
): MapSigma {
  const isLarge = map.edges.source.length > mostWideThreads;
  const program = markProgramIn(theme);
  const threads = isLarge ? thinLinesIn : wideLinesIn;
  const sigma: MapSigma = new Sigma(emptyGraph(), container, {
    ...drawing,
    allowInvalidContainer: true,
    defaultNodeType: 'disc',
    nodeProgramClasses: { disc: program, lit: program, mark: program },
    defaultEdgeType: 'thread',
    edgeProgramClasses: { thread: threads(threadStrength), tie: wideLinesIn(() => 1) },
    // The painter chooses and sets names itself; Sigma's grid would have to be filled anew for every question.
    renderLabels: false,
    hideEdgesOnMove: isLarge,
    inertiaDuration: isCalm ? 0 : easeMs,
    zoomDuration: isCalm ? 0 : easeMs,
    stagePadding: 0,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
  });
  // What is in several snapshots stays where it is on the screen, whatever the others hold.
  sigma.setCustomBBox(extentOf(map.x, map.y));
  addGuides(sigma);
  // From here on it knows where the map lies, with nothing drawn yet that would have to be drawn again.
  sigma.refresh();
  return sigma;
}

/** The canvas below all. */
export function addGuides(sigma: MapSigma): void {
  // Passed on to where the layer is made, though the declared type does not say so.
  const options: { style?: object; beforeLayer: string } = { beforeLayer: 'edges' };
  sigma.createCanvasContext('guides', options);
  sigma.resize(true);
}
