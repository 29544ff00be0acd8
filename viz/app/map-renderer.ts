/**
 * Sigma, bound to a scene. The graph holds what the map file says; colour, size and mark of the present question are
 * derived by reducers, so that nothing about a question is ever written into the graph but the ties it draws.
 */
import { Sigma } from 'sigma';
import { communityAt } from '../../analysis/map-reading.ts';
import type { MapFile, Tie } from '../../analysis/types.ts';
import type { LabelCandidate } from '../shared/label-places.ts';
import { communityRanks, type MapColors, mixColors } from '../shared/map-colors.ts';
import { fading, isTouching, minMarkRadius } from '../shared/marks.ts';
import { buildMapGraph, type EdgeAttributes, type NodeAttributes, replaceTies } from './map-graph.ts';
import { drawHoverLabel, drawLabels } from './map-labels.ts';
import { MarkProgram } from './mark-program.ts';
import { plainScene, type Scene, strongestTies } from './scene.ts';

export interface MapRenderer {
  show(scene: Scene, ties: readonly Tie[], named: ReadonlySet<string>): void;
  setTheme(theme: MapColors): void;
  zoom(direction: 'in' | 'out' | 'reset'): void;
  /** Moves the view by a share of its width and height. */
  pan(x: number, y: number): void;
  kill(): void;
}

interface Events {
  onPick(host: string): void;
  onHover(host: string | null): void;
  /** What stands beside the name of the server under the pointer. */
  describe(position: number): string;
}

export function createMapRenderer(
  container: HTMLElement,
  map: MapFile,
  firstTheme: MapColors,
  animationMs: number,
  { onPick, onHover, describe }: Events,
): MapRenderer {
  const graph = buildMapGraph(map);
  const ranks = communityRanks(map.communities);
  let theme = firstTheme;
  let scene: Scene = plainScene(map);
  let named: ReadonlySet<string> = new Set();
  let candidates: LabelCandidate[] = [];

  const sigma = new Sigma<NodeAttributes, EdgeAttributes>(graph, container, {
    allowInvalidContainer: true,
    defaultNodeType: 'mark',
    nodeProgramClasses: { mark: MarkProgram },
    nodeReducer: (_, node) => showNode(node),
    edgeReducer: (edge, attributes) => showEdge(edge, attributes),
    defaultDrawNodeLabel: (_, { key, label, x, y, size, forceLabel, faint }) => {
      candidates.push({ key, label: label ?? '', x, y, size, first: forceLabel === true, faint: faint === true });
    },
    defaultDrawNodeHover: (context, { key, x, y, size }) =>
      drawHoverLabel(context, { label: nameOf(key), x, y, size }, theme),
    labelDensity: 0.9,
    labelGridCellSize: 70,
    labelRenderedSizeThreshold: 5.5,
    inertiaDuration: animationMs,
    zoomDuration: animationMs,
    minEdgeThickness: 0.6,
    stagePadding: 28,
    zIndex: true,
    minCameraRatio: 0.04,
    maxCameraRatio: 2.5,
  });

  sigma.on('beforeRender', () => {
    candidates = [];
  });
  sigma.on('afterRender', () => {
    const context = sigma.getCanvases().labels?.getContext('2d');
    if (context) drawLabels(context, candidates, theme);
  });
  sigma.on('clickNode', ({ node }) => onPick(node));
  sigma.on('enterNode', ({ node }) => onHover(node));
  sigma.on('leaveNode', () => onHover(null));
  // A second click on the same server is a choice, not a wish to zoom.
  sigma.on('doubleClickNode', (event) => event.preventSigmaDefault());

  // Sigma follows the window; the room for the map also changes with what stands below it.
  const resizing = new ResizeObserver(() => sigma.resize().scheduleRefresh());
  resizing.observe(container);

  function nameOf(host: string): string {
    return `${host} · ${describe(graph.getNodeAttribute(host, 'position'))}`;
  }

  function colorOf(position: number): string {
    const community = communityAt(map, position);
    const rank = community === null ? -1 : ranks[community]!;
    return rank < 0 ? theme.other : theme.communities[rank]!;
  }

  function showNode({ position, size, label, x, y }: NodeAttributes) {
    const mark = scene.marks[position]!;
    const lit = scene.lit === null || scene.lit.has(position);
    const own =
      mark === 'cut'
        ? theme.cut
        : mark === 'focus'
          ? theme.ink
          : mark.endsWith('-today')
            ? theme.muted
            : colorOf(position);
    const forceLabel = mark === 'focus' || named.has(label);
    return {
      x,
      y,
      label: lit ? label : null,
      size: Math.max(size, minMarkRadius[mark]),
      color: lit ? own : mixColors(own, theme.ground, fading[mark]),
      zIndex: mark === 'focus' ? 4 : isTouching(mark) ? 3 : lit ? 2 : 1,
      forceLabel,
      faint: mark === 'silent',
      mark,
      ground: theme.ground,
    };
  }

  function showEdge(edge: string, { kind, size }: EdgeAttributes) {
    const [source, target] = graph.extremities(edge).map((host) => graph.getNodeAttribute(host, 'position')) as [
      number,
      number,
    ];
    if (kind === 'tie') {
      const other = graph.extremities(edge).find((host) => host !== scene.focus)!;
      const position = graph.getNodeAttribute(other, 'position');
      const mark = scene.marks[position]!;
      const color =
        mark === 'cut'
          ? theme.cut
          : mixColors(mark.endsWith('-today') ? theme.muted : colorOf(position), theme.ground, 0.35);
      return { size, color, zIndex: mark === 'cut' ? 3 : 2 };
    }
    const within = map.community[source] === map.community[target];
    const faded = scene.lit === null ? 0.6 : 0.9;
    return {
      size,
      color: mixColors(within ? colorOf(source) : theme.line, theme.ground, within ? faded : faded - 0.1),
      zIndex: 0,
    };
  }

  return {
    show(next, ties, names) {
      scene = next;
      named = names;
      const strongest = strongestTies(ties);
      const drawn = new Set<string>(strongest.map(({ host }) => host));
      const touched = ties.filter(({ host }) => !drawn.has(host) && isTouched(host));
      replaceTies(graph, scene.focus, [...strongest, ...touched]);
      sigma.refresh();
    },
    setTheme(next) {
      theme = next;
      sigma.refresh();
    },
    zoom(direction) {
      const camera = sigma.getCamera();
      const options = { duration: animationMs };
      if (direction === 'in') void camera.animatedZoom(options);
      else if (direction === 'out') void camera.animatedUnzoom(options);
      else void camera.animatedReset(options);
    },
    pan(x, y) {
      const camera = sigma.getCamera();
      const { x: nowX, y: nowY, ratio } = camera.getState();
      camera.setState({ x: nowX + x * ratio, y: nowY - y * ratio });
    },
    kill() {
      resizing.disconnect();
      sigma.kill();
    },
  };

  function isTouched(host: string): boolean {
    if (!graph.hasNode(host)) return false;
    return isTouching(scene.marks[graph.getNodeAttribute(host, 'position')]!);
  }
}
