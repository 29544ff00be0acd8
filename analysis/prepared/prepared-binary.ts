/**
 * What every question to a snapshot needs and no question changes (prepare.ts), as the bytes of a file: at full size it takes
 * a minute to find, and a tenth of a second to read. All digits are kept, so that answers are the same to the last one.
 *
 * Written and read by the same program on the same machine. It holds what was computed, and is worth nothing to anybody
 * who has the snapshot.
 */
import { backboneOf } from '../backbone.ts';
import { circlesOf } from '../circles.ts';
import { type Communities, communitiesOf } from '../communities.ts';
import { FileError } from '../container/file-error.ts';
import { type Container, openContainer } from '../container/open-container.ts';
import { writeContainer } from '../container/write-container.ts';
import { cutPairsOf } from '../cut-pairs.ts';
import { fitOf } from '../follow-model.ts';
import { type Graph, type GraphOptions, graphOfRows } from '../graph.ts';
import { strengthsOf } from '../in-strength.ts';
import { languagesOf } from '../languages.ts';
import { layoutOf } from '../layout.ts';
import { largestComponentOf } from '../mutual-component.ts';
import { type PairConnectivity, pairConnectivityOf } from '../pair-connectivity.ts';
import { type Seam, weakestSeamOf } from '../seam.ts';
import { type FitMeta, packFit, readFit } from '../slice/fit-binary.ts';
import type { PeerRows } from '../ties.ts';
import { type PreparedSection, preparedKind } from './prepared-kind.ts';

/** What is no flat array, written as JSON. */
interface Meta {
  /** Of what and by what it was computed: another key makes the file worth nothing. */
  key: string;
  fit: FitMeta;
  languages: string[];
  communities: Omit<Communities, 'of' | 'list'> & { list: Omit<Communities['list'][number], 'nodes'>[] };
  connectivity: Pick<PairConnectivity, 'share' | 'people'> | null;
  largest: number | null;
  seam: Seam | null;
}

/** @param key snapshot, program and settings */
export function writePrepared(graph: Graph, key: string): Uint8Array<ArrayBuffer> {
  const backbone = backboneOf(graph);
  const { of, list, ...found } = communitiesOf(graph);
  const languages = languagesOf(graph);
  const fit = packFit(fitOf(graph));
  const strengths = strengthsOf(graph);
  const cuts = cutPairsOf(graph);
  const connectivity = pairConnectivityOf(graph);
  const layout = layoutOf(graph);
  const meta: Meta = {
    key,
    fit: fit.meta,
    languages: languages.list,
    communities: { ...found, list: list.map(({ nodes, ...community }) => community) },
    connectivity: connectivity && { share: connectivity.share, people: connectivity.people },
    largest: largestComponentOf(graph),
    seam: weakestSeamOf(graph),
  };
  return writeContainer(preparedKind, {
    meta: new TextEncoder().encode(JSON.stringify(meta)),
    prior: graph.ties.prior,
    ...{ backboneSource: backbone.source, backboneTarget: backbone.target, backboneWeight: backbone.weight },
    ...{ communities: of, circles: circlesOf(graph), languages: languages.of },
    ...fit.parts,
    ...strengths,
    ...{ cutOffsets: cuts.offsets, cutTargets: cuts.targets, cutBits: cuts.bits },
    ...(connectivity && { drawnShare: connectivity.drawn.share, drawnSquared: connectivity.drawn.squared }),
    ...{ drawnNodes: layout.nodes, x: layout.x, y: layout.y },
  });
}

/** The graph of a snapshot, with all that the file holds found already. */
export interface Prepared {
  graphOf(snapshot: Parameters<typeof graphOfRows>[0], rows: PeerRows, options: GraphOptions): Graph;
}

/** @throws FileError for a file of something else, or not whole */
export function readPrepared(bytes: Uint8Array<ArrayBuffer>, key: string): Prepared {
  const file = openContainer(preparedKind, bytes);
  const meta = JSON.parse(file.text('meta')) as Meta;
  if (meta.key !== key) throw new FileError(preparedKind, 'The prepared file is of something else.', 'foreign');
  return {
    graphOf(snapshot, rows, options) {
      const graph = graphOfRows(snapshot, rows, { ...options, prior: file.take('prior', Float64Array) });
      tellAll(graph, file, meta);
      return graph;
    },
  };
}

function tellAll(graph: Graph, file: Container<PreparedSection>, meta: Meta): void {
  const { order, audience } = graph;
  const circles = file.take('circles', Int32Array);
  backboneOf.tell(graph, {
    order,
    source: file.take('backboneSource', Uint32Array),
    target: file.take('backboneTarget', Uint32Array),
    weight: file.take('backboneWeight', Float64Array),
  });
  communitiesOf.tell(graph, readCommunities(file.take('communities', Int32Array), meta.communities));
  circlesOf.tell(graph, circles);
  languagesOf.tell(graph, { list: meta.languages, of: file.take('languages', Int8Array) });
  fitOf.tell(graph, readFit(file, meta.fit, { audience, order, circles }));
  strengthsOf.tell(graph, {
    readers: file.take('readers', Float64Array),
    sources: file.take('sources', Float64Array),
  });
  cutPairsOf.tell(graph, {
    order,
    offsets: file.take('cutOffsets', Uint32Array),
    targets: file.take('cutTargets', Uint32Array),
    bits: file.take('cutBits', Uint8Array),
  });
  pairConnectivityOf.tell(graph, readConnectivity(file, meta.connectivity));
  largestComponentOf.tell(graph, meta.largest);
  weakestSeamOf.tell(graph, meta.seam);
  layoutOf.tell(graph, {
    nodes: file.take('drawnNodes', Uint32Array),
    x: file.take('x', Float64Array),
    y: file.take('y', Float64Array),
  });
}

function readCommunities(of: Int32Array, { list: told, ...found }: Meta['communities']): Communities {
  const list = told.map((community) => ({ ...community, nodes: [] as number[] }));
  of.forEach((community, node) => {
    if (community !== -1) list[community]!.nodes.push(node);
  });
  return { ...found, of, list };
}

function readConnectivity(file: Container<PreparedSection>, told: Meta['connectivity']): PairConnectivity | null {
  if (told === null) return null;
  const drawn = { share: file.take('drawnShare', Float64Array), squared: file.take('drawnSquared', Float64Array) };
  return { ...told, islands: 1 / told.share, drawn };
}
