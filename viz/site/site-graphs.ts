/** The graphs of single servers, from the files of a published site: the base once, and for each server the shard that holds its slice. */
import { findNode, type Graph } from '../../analysis/graph.ts';
import type { Base } from '../../analysis/slice/base.ts';
import { readBase } from '../../analysis/slice/base-binary.ts';
import { readSlice } from '../../analysis/slice/slice-binary.ts';
import { graphOfSlice } from '../../analysis/slice/slice-graph.ts';
import { type SiteManifest, shardOf } from './manifest.ts';
import { readShard } from './shard.ts';

/** Brings the bytes of a file of the site; rejects where it cannot. */
export type LoadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Graphs of servers that were asked about last; each holds some arrays of the size of the snapshot. */
const keptGraphs = 4;

export class SiteGraphs {
  readonly #manifest: Pick<SiteManifest, 'base' | 'shards'>;
  readonly #load: LoadFile;
  #base: Promise<Base> | undefined;
  readonly #graphs = new Map<number, Promise<Graph>>();

  constructor(manifest: Pick<SiteManifest, 'base' | 'shards'>, load: LoadFile) {
    this.#manifest = manifest;
    this.#load = load;
  }

  async of(host: string): Promise<Graph> {
    const base = await this.base();
    const node = findNode(base, host);
    const graph = this.#graphs.get(node) ?? this.#readGraph(base, node);
    // The one asked for last stands at the end.
    this.#graphs.delete(node);
    this.#graphs.set(node, graph);
    for (const old of [...this.#graphs.keys()].slice(0, -keptGraphs)) this.#graphs.delete(old);
    graph.catch(() => this.#graphs.delete(node));
    return graph;
  }

  /** What failed is tried again with the next question. */
  base(): Promise<Base> {
    this.#base ??= this.#load(this.#manifest.base)
      .then(readBase)
      .catch((error: unknown) => {
        this.#base = undefined;
        throw error;
      });
    return this.#base;
  }

  async #readGraph(base: Base, node: number): Promise<Graph> {
    const shard = await this.#load(shardOf(this.#manifest, node));
    return graphOfSlice(base, readSlice(readShard(shard, node), base));
  }
}
