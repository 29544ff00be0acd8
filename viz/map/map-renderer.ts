/**
 * Sigma, bound to a scene. The graph holds what the map file says; colour, size and mark of the present question are
 * derived by reducers. What changes is refreshed and nothing else: a hover repaints one server, a step of a motion those
 * that move, and only another question, which changes the order of layers, has Sigma index the map anew.
 */
import type { MapFile } from '../../analysis/types.ts';
import { cameraOf } from './map-camera.ts';
import type { MapColors } from './map-colors.ts';
import type { MapDrawing, MapEvents, MapSpeech, Picture } from './map-drawing.ts';
import type { savePicture } from './map-export.ts';
import type { Extent } from './map-extent.ts';
import { addBackbone, type EdgeAttributes, type NodeAttributes } from './map-graph.ts';
import { drawHoverLabel } from './map-labels.ts';
import { looksOf, type NodeLook, type Shown } from './map-look.ts';
import { easeInOut, type Stop } from './map-motion.ts';
import { type Painting, paintLabels, paintRings } from './map-painter.ts';
import { createSigma, type MapSigma } from './map-sigma.ts';
import { standingOf } from './map-standing.ts';
import { threadColor, threadStrength } from './map-threads.ts';
import { goesElsewhere, lookAt, type Movement, movementsOf, stopAt } from './map-transition.ts';
import { createMotionLoop } from './motion-loop.ts';
import { plainScene } from './scene.ts';
import { addTieEdges, type TieLine, tieLinesOf } from './tie-lines.ts';

/** What the drawing is given, so that it needs neither the words of the page nor what only the page does. */
export interface MapMeans {
  speech: MapSpeech;
  savePicture: typeof savePicture;
}

export function createMapRenderer(
  container: HTMLElement,
  firstMap: MapFile,
  firstTheme: MapColors,
  animationMs: number,
  events: MapEvents,
  { speech, savePicture: save }: MapMeans,
): MapDrawing {
  let theme = firstTheme;
  let shown: Shown = { scene: plainScene(firstMap), rings: null, showSmall: false };
  let standing = standingOf(firstMap);
  let looks = looksOf(firstMap, theme, shown);
  let ties: Picture['ties'] = [];
  let lines: ReadonlyMap<string, TieLine> = new Map();
  let named: ReadonlySet<number> = new Set();
  let pointed: string | null = null;
  /** Nothing has been asked yet, so there is nothing to come from. */
  let isBlank = true;
  /** The lines of the backbone are in. */
  let hasLines = false;
  /** How far the present motion is; 1: nothing moves. */
  let progress = 1;
  const moving = new Map<string, Stop>();
  /** Where the whole map is in view. */
  let usual = { ratio: 1, factor: 1 };
  let before = { strength: threadStrength(firstMap, shown), rings: 0 };
  let after = before;
  const isCalm = animationMs === 0;
  const easeMs = animationMs / 2;
  const loop = createMotionLoop(animationMs);
  const onTheWay = (key: keyof typeof after) => before[key] + (after[key] - before[key]) * easeInOut(progress);

  const sigma = createSigma(container, firstMap, isCalm, {
    theme: () => theme,
    threadStrength: () => onTheWay('strength'),
    nodeReducer: reduceNode,
    edgeReducer: reduceEdge,
    zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio / usual.ratio) / usual.factor,
    defaultDrawNodeHover: (context, { key, x, y, size }) =>
      drawHoverLabel(context, { label: describe(key), x, y, size }, theme),
  });
  const camera = cameraOf(sigma, container);
  camera.goHome(standing.extent, 0);
  fitSizes();
  events.onMotion(true);
  let firstFrame = 0;
  let later: ReturnType<typeof setTimeout> | undefined;

  sigma.on('afterRender', () => paint(sigma));
  sigma.on('clickNode', ({ node }) => (standing.positions.has(node) ? events.onPick(node) : events.onUnfold()));
  sigma.on('enterNode', ({ node }) => events.onHover(node));
  sigma.on('leaveNode', () => events.onHover(null));
  // A second click on the same server is a choice, not a wish to zoom.
  sigma.on('doubleClickNode', (event) => event.preventSigmaDefault());
  // Sigma follows the window; the room for the map also changes with what stands beside it.
  const resizing = new ResizeObserver(() => {
    sigma.resize();
    camera.stayHome();
    fitSizes();
    sigma.scheduleRender();
  });
  resizing.observe(container);

  /** Discs keep their size against the view they are in, and grow with the root of the zoom. */
  function fitSizes(): void {
    usual = { ratio: camera.homeRatio(), factor: camera.sizeFactor() };
  }

  /** First the servers, which are there at once; their lines once those are on the screen. */
  function drawLinesLater(): void {
    firstFrame = requestAnimationFrame(() => {
      later = setTimeout(drawLines);
    });
  }

  function drawLines(): void {
    hasLines = true;
    addBackbone(standing.graph, standing.map);
    addTieEdges(standing.graph, lines);
    tellOfRest();
  }

  /** Nothing moves any more, and what came to rest is on the screen. */
  function tellOfRest(): void {
    sigma.once('afterRender', () => {
      if (sigma.getCamera().isAnimated()) tellOfRest();
      else if (progress === 1 && hasLines) events.onMotion(false);
    });
    sigma.scheduleRender();
  }

  function paint(target: MapSigma): void {
    const { guides, labels } = target.getCanvases();
    const painting: Painting = {
      ...standing,
      theme,
      shown,
      looks,
      first: named,
      homeRatio: camera.homeRatio(),
      ringStrength: onTheWay('rings'),
      speech,
    };
    paintRings(target, guides!.getContext('2d')!, painting);
    paintLabels(target, labels!.getContext('2d')!, painting);
  }

  function describe(key: string): string {
    const { position, folded } = standing.graph.getNodeAttributes(key);
    if (folded !== undefined) return speech.folded(folded.servers);
    return `${key} · ${speech.about(standing.map, position)}`;
  }

  function reduceNode(key: string, attributes: NodeAttributes) {
    const look: NodeLook = moving.get(key)?.look ?? lookAt(looks, attributes);
    return { ...look, x: attributes.x, y: attributes.y, label: null, highlighted: key === pointed };
  }

  function reduceEdge(key: string, { type, size }: EdgeAttributes) {
    const line = lines.get(key);
    if (type === 'thread') {
      const [source, target] = standing.graph.extremities(key).map((host) => standing.positions.get(host)!);
      return { type, size, color: threadColor(standing.map, looks, theme, source!, target!) };
    }
    if (line === undefined) return { type, hidden: true };
    const gap = line.style === 'broken' ? line.openBefore + (1 - line.openBefore) * easeInOut(progress) : 0;
    return { type, size: line.width, color: line.color, style: line.style, gap };
  }

  function move(movements: ReadonlyMap<string, Movement>): void {
    const isElsewhere = [...movements.values()].some(goesElsewhere);
    const edges = [...lines.keys()];
    const nodes = [...movements.keys()];
    events.onMotion(true);
    loop.start((t) => {
      progress = t;
      for (const [node, movement] of movements) place(node, stopAt(movement, t), t);
      // Threads lie where Sigma last found their servers, so it looks once more when those have arrived.
      sigma.refresh({ partialGraph: { nodes, edges }, skipIndexation: t < 1 || !isElsewhere });
      if (t === 1) tellOfRest();
    });
  }

  /** Sigma reads places from the graph; written past its events, of which there would be one for every step of each. */
  function place(node: string, stop: Stop, t: number): void {
    const attributes = standing.graph.getNodeAttributes(node);
    Object.assign(attributes, stop.at);
    if (attributes.position >= 0) {
      standing.x[attributes.position] = stop.at.x;
      standing.y[attributes.position] = stop.at.y;
    }
    if (t === 1) moving.delete(node);
    else moving.set(node, stop);
  }

  function allOf(): Extent {
    return shown.rings?.extent ?? standing.extent;
  }

  function positionOf(host: string | null): number | undefined {
    return host === null ? undefined : standing.positions.get(host);
  }

  function reveal(host: string | null): void {
    const position = positionOf(host);
    if (position !== undefined) camera.reveal({ x: standing.x[position]!, y: standing.y[position]! }, easeMs);
  }

  return {
    show({ map, shown: next, ties: nextTies, named: names }) {
      loop.stop();
      const from = { graph: standing.graph, looks, rings: shown.rings, moving: new Map(moving) };
      const linesBefore = lines;
      const focusBefore = shown.scene.focus;
      const isOther = map !== standing.map;
      const isRoomOther = (shown.rings === null) !== (next.rings === null);
      before = { strength: onTheWay('strength'), rings: onTheWay('rings') };
      moving.clear();
      if (isOther) standing = standingOf(map);
      shown = next;
      ties = nextTies;
      looks = looksOf(map, theme, shown);
      lines = tieLinesOf(map, shown.scene, ties, looks, theme, linesBefore);
      named = new Set([...names, shown.scene.focus].map(positionOf).filter((position) => position !== undefined));
      after = { strength: threadStrength(map, shown), rings: shown.rings === null ? 0 : 1 };

      // The first picture comes from nowhere, and without rings each server is where it belongs.
      const { jumps, movements } =
        isBlank && shown.rings === null
          ? { jumps: new Map<string, Stop>(), movements: new Map<string, Movement>() }
          : movementsOf(from, { graph: standing.graph, looks, rings: shown.rings });
      progress = isBlank || isCalm ? 1 : 0;
      for (const [node, stop] of jumps) place(node, stop, 1);
      for (const [node, movement] of movements) place(node, stopAt(movement, progress), progress);
      if (isOther && hasLines) addBackbone(standing.graph, map);
      addTieEdges(standing.graph, lines);
      if (isOther || isBlank) sigma.setGraph(standing.graph);
      else {
        const edges = [...new Set([...linesBefore.keys(), ...lines.keys()])];
        sigma.refresh({ partialGraph: { nodes: [...jumps.keys(), ...movements.keys()], edges } });
      }
      if (isRoomOther) {
        camera.goHome(allOf(), isBlank ? 0 : animationMs);
        fitSizes();
      } else if (shown.scene.focus !== focusBefore && !isBlank) reveal(shown.scene.focus);
      if (progress === 0) move(movements);
      if (isBlank) drawLinesLater();
      isBlank = false;
    },
    setTheme(next) {
      theme = next;
      looks = looksOf(standing.map, theme, shown);
      lines = tieLinesOf(standing.map, shown.scene, ties, looks, theme, lines);
      sigma.refresh();
    },
    zoom(direction) {
      if (direction === 'reset') camera.goHome(allOf(), easeMs);
      else camera.zoom(direction, easeMs);
    },
    pan: (x, y) => camera.pan(x, y),
    point(host) {
      const touched = [pointed, host].filter((node) => node !== null && standing.graph.hasNode(node)) as string[];
      pointed = host;
      sigma.refresh({ partialGraph: { nodes: [...new Set(touched)] }, skipIndexation: true });
      reveal(host);
    },
    view() {
      const { width, height } = sigma.getDimensions();
      return { place: (x, y) => sigma.graphToViewport({ x, y }), scale: sigma.scaleSize(1), width, height };
    },
    save: () => save(sigma, theme.ground, paint),
    kill() {
      cancelAnimationFrame(firstFrame);
      clearTimeout(later);
      loop.stop();
      resizing.disconnect();
      sigma.kill();
    },
  };
}
