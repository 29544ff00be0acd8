/** The files of a published site, as a graph gives them: the map, what questions are computed from, and the manifest. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Graph } from '../../analysis/graph.ts';
import { packMap } from '../../analysis/map-file.ts';
import { baseOf } from '../../analysis/slice/base.ts';
import { writeBase } from '../../analysis/slice/base-binary.ts';
import { sliceOf } from '../../analysis/slice/slice.ts';
import { writeSlice } from '../../analysis/slice/slice-binary.ts';
import type { MapFile } from '../../analysis/types.ts';
import { writeMap } from '../../analysis/write-map.ts';
import type { SiteManifest } from '../../viz/site/manifest.ts';
import { mostSlices, writeShard } from '../../viz/site/shard.ts';

/** @param graph without it, the site has the map alone */
export function writeSiteFiles(folder: string, map: MapFile, graph?: Graph): void {
  const write = (path: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return path;
  };
  const { coverage, snapshot } = map;
  const manifest: SiteManifest = {
    schema: 'faultline.site/1',
    tier: 'published',
    detail: 'full',
    snapshot,
    hosts: coverage.hosts,
    visited: coverage.visited,
    map: write('data/map.bin', writeMap(map)),
    base: graph === undefined ? '' : write('data/base.bin', writeBase(baseOf(graph))),
    shards: graph === undefined ? [] : writeShards(graph, write),
    about: [],
  };
  write('embed/site.json', JSON.stringify(manifest));
}

/** @returns the map and its site, written */
export function writeSiteOf(graph: Graph, folder: string): MapFile {
  const map = packMap(graph);
  writeSiteFiles(folder, map, graph);
  return map;
}

function writeShards(graph: Graph, write: (path: string, bytes: Uint8Array) => string): SiteManifest['shards'] {
  const firsts = Array.from({ length: Math.ceil(graph.order / mostSlices) }, (_, at) => at * mostSlices);
  return firsts.map((first) => {
    const nodes = Array.from({ length: Math.min(mostSlices, graph.order - first) }, (_, at) => first + at);
    const slices = nodes.map((node) => writeSlice(sliceOf(graph, node), graph.order));
    return { path: write(`data/hosts-${first}.bin`, writeShard(first, slices)), first };
  });
}
