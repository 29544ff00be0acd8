/** Draws a map in this page, by our renderer or by Sigma as it comes, and times what a reader waits for. */
import { MultiUndirectedGraph } from 'graphology';
import { Sigma } from 'sigma';
import { readMap } from '../../../analysis/read-map.ts';
import type { MapFile, Tie } from '../../../analysis/types.ts';
import { mapSpeech } from '../../../viz/app/map-words.ts';
import { mapColors } from '../../../viz/map/map-colors.ts';
import { savePicture } from '../../../viz/map/map-export.ts';
import { createMapRenderer } from '../../../viz/map/map-renderer.ts';
import { plainScene, type Scene } from '../../../viz/map/scene.ts';
import type { ViewTimes } from '../view-times.ts';

interface Drawn {
  whole(): Promise<void>;
  move(): void;
  comeClose(): Promise<void>;
  ask(): void;
  kill(): void;
}

/** Few: the rasteriser takes a second for each, and the next page waits for it. */
const moves = 12;
const tieCount = 100;

export async function measure(kind: 'ours' | 'plain'): Promise<ViewTimes> {
  const bytes = await (await fetch('./map.bin')).arrayBuffer();
  const container = document.body.appendChild(document.createElement('div'));
  await nextFrame();
  const begin = performance.now();
  const map = readMap(bytes);
  const drawn = kind === 'ours' ? drawOurs(container, map) : drawPlain(container, map);
  const built = performance.now() - begin;
  const works = await frameWorks(nextFrame);
  const firstPicture = performance.now() - begin;
  const firstWork = works.reduce((sum, work) => sum + work, built);
  await drawn.whole();
  const wholePicture = performance.now() - begin;
  const frame = await workOfMoving(drawn);
  await drawn.comeClose();
  const closeFrame = await workOfMoving(drawn);
  const asked = performance.now();
  drawn.ask();
  const question = performance.now() - asked;
  drawn.kill();
  container.remove();
  return { firstPicture, firstWork, wholePicture, frame, closeFrame, question };
}

function drawOurs(container: HTMLElement, map: MapFile): Drawn {
  let isWhole = false;
  const renderer = createMapRenderer(
    container,
    map,
    mapColors.light,
    0,
    {
      onPick() {},
      onHover() {},
      onUnfold() {},
      onMotion(isMoving) {
        isWhole = !isMoving;
      },
    },
    { speech: mapSpeech, savePicture },
  );
  const show = (scene: Scene, ties: Tie[]) =>
    renderer.show({ map, shown: { scene, rings: null, showSmall: false }, ties, named: [] });
  show(plainScene(map), []);
  return {
    async whole() {
      await until(() => isWhole);
      await nextFrame();
    },
    move: () => renderer.pan(0.004, 0.002),
    async comeClose() {
      for (let step = 0; step < 4; step++) {
        renderer.zoom('in');
        await nextFrame();
      }
    },
    ask() {
      const ties: Tie[] = map.hosts.slice(1, 1 + tieCount).map((host, at) => ({
        host,
        weight: 1 / (at + 1),
        estimate: { share: null, low: null, high: null, grade: null },
        evidence: 'E2',
        contact: 'open',
        audience: null,
      }));
      const plain = plainScene(map);
      const marks = plain.marks.map((mark, at) => (at === 0 ? 'focus' : at < 20 ? 'cut' : mark));
      const lit = new Set(Array.from({ length: tieCount + 1 }, (_, at) => at));
      show({ ...plain, focus: map.hosts[0]!, marks, lit }, ties);
    },
    kill: () => renderer.kill(),
  };
}

/** The same servers and lines, with Sigma's own programs and settings. */
function drawPlain(container: HTMLElement, map: MapFile): Drawn {
  const graph = new MultiUndirectedGraph();
  map.hosts.forEach((host, at) => {
    graph.addNode(host, { x: map.x[at], y: map.y[at], size: 3, label: host, color: '#0072b2' });
  });
  map.edges.source.forEach((source, at) => {
    graph.addEdge(map.hosts[source], map.hosts[map.edges.target[at]!], { size: 1, color: '#9aa3ad' });
  });
  const sigma = new Sigma(graph, container);
  return {
    whole: async () => {},
    move() {
      const camera = sigma.getCamera();
      const { x, y } = camera.getState();
      camera.setState({ x: x + 0.004, y: y + 0.002 });
    },
    async comeClose() {
      sigma.getCamera().setState({ ratio: 0.2 });
      await nextFrame();
    },
    ask: () => void sigma.refresh(),
    kill: () => sigma.kill(),
  };
}

async function workOfMoving({ move }: Drawn): Promise<number> {
  const works = await frameWorks(async () => {
    for (let at = 0; at < moves; at++) {
      move();
      await new Promise((done) => unwatched(done));
    }
  });
  return works.sort((a, b) => a - b)[works.length >> 1]!;
}

const unwatched = window.requestAnimationFrame.bind(window);

/** What the callbacks of frames take meanwhile, whoever asked for them: the page's own work, without that of the rasteriser. */
async function frameWorks(during: () => Promise<unknown>): Promise<number[]> {
  const works: number[] = [];
  window.requestAnimationFrame = (callback) =>
    unwatched((now) => {
      const begin = performance.now();
      callback(now);
      works.push(performance.now() - begin);
    });
  await during();
  window.requestAnimationFrame = unwatched;
  return works;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((done) => setTimeout(done));
}

function nextFrame(): Promise<void> {
  return new Promise((done) => unwatched(() => unwatched(() => done())));
}

Object.assign(window, { measure });
