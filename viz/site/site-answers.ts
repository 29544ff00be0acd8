/**
 * Answers from the files of a published site, by the analysis itself: the base once, and for each server that is asked
 * about the shard that holds its slice.
 */
import { assessBlocked } from '../../analysis/blocked.ts';
import { audienceOf, findNode, type Graph } from '../../analysis/graph.ts';
import { describeHost } from '../../analysis/host-card.ts';
import { assess } from '../../analysis/impact.ts';
import { reportImpact } from '../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../analysis/report/markdown.ts';
import type { Base } from '../../analysis/slice/base.ts';
import { readBase } from '../../analysis/slice/base-binary.ts';
import { readSlice } from '../../analysis/slice/slice-binary.ts';
import { graphOfSlice } from '../../analysis/slice/slice-graph.ts';
import { listTies } from '../../analysis/ties-of.ts';
import type { Blocked, HostCard, Impact, Scenario, Tie } from '../../analysis/types.ts';
import { readHost } from '../../data/host.ts';
import { findHosts } from '../shared/find-hosts.ts';
import type { FoundHost } from '../shared/found-host.ts';
import { type SiteManifest, shardOf } from './manifest.ts';
import { readShard } from './shard.ts';

/** Brings the bytes of a file of the site; rejects where it cannot. */
export type LoadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Graphs of servers that were asked about last; each holds some arrays of the size of the snapshot. */
const keptGraphs = 4;

export class SiteAnswers {
  readonly #manifest: SiteManifest;
  readonly #load: LoadFile;
  #base: Promise<Base> | undefined;
  #found: FoundHost[] | undefined;
  readonly #graphs = new Map<number, Promise<Graph>>();

  constructor(manifest: SiteManifest, load: LoadFile) {
    this.#manifest = manifest;
    this.#load = load;
  }

  async findHosts(query: string, limit: number): Promise<FoundHost[]> {
    const base = await this.#readBase();
    this.#found ??= listHosts(base);
    return findHosts(this.#found, readHost(query) ?? query, limit);
  }

  async getCard(host: string): Promise<HostCard> {
    return describeHost(await this.#graphOf(host), host);
  }

  async getTies(host: string): Promise<Tie[]> {
    return listTies(await this.#graphOf(host), host);
  }

  /** @returns null where who blocks whom is not published */
  async getBlocked(host: string): Promise<Blocked | null> {
    return this.#manifest.detail === 'full' ? assessBlocked(await this.#graphOf(host), host) : null;
  }

  async assess(scenario: Scenario): Promise<Impact> {
    return assess(await this.#graphOf(scenario.host), scenario);
  }

  async getReport(scenario: Scenario): Promise<string> {
    return renderMarkdown(reportImpact(await this.assess(scenario)));
  }

  async #graphOf(host: string): Promise<Graph> {
    const base = await this.#readBase();
    const node = findNode(base, host);
    const graph = this.#graphs.get(node) ?? this.#readGraph(base, node);
    // The one asked for last stands at the end.
    this.#graphs.delete(node);
    this.#graphs.set(node, graph);
    for (const old of [...this.#graphs.keys()].slice(0, -keptGraphs)) this.#graphs.delete(old);
    graph.catch(() => this.#graphs.delete(node));
    return graph;
  }

  async #readGraph(base: Base, node: number): Promise<Graph> {
    const shard = await this.#load(shardOf(this.#manifest, node));
    return graphOfSlice(base, readSlice(readShard(shard, node), base));
  }

  /** What failed is tried again with the next question. */
  #readBase(): Promise<Base> {
    this.#base ??= this.#load(this.#manifest.base)
      .then(readBase)
      .catch((error: unknown) => {
        this.#base = undefined;
        throw error;
      });
    return this.#base;
  }
}

function listHosts({ hosts, audience }: Base): FoundHost[] {
  return hosts.map(({ host, software }, node) => ({
    host,
    software,
    audience: audienceOf({ audience }, node),
    audienceSource: audience.source[node]!,
  }));
}
