/**
 * The analysis in the reader's browser, for the questions of a map on a published site. A script of its own, as large as
 * the drawing: a map that asks nothing does without.
 */
import { describeHost } from '../../analysis/host-card.ts';
import { assess } from '../../analysis/impact.ts';
import { listTies } from '../../analysis/ties-of.ts';
import type { Impact, Scenario } from '../../analysis/types.ts';
import type { SiteManifest } from '../site/manifest.ts';
import { type LoadFile, SiteGraphs } from '../site/site-graphs.ts';
import type { HostAnswers } from './embed-source.ts';

export class Engine {
  readonly #graphs: SiteGraphs;

  constructor(manifest: SiteManifest, load: LoadFile) {
    this.#graphs = new SiteGraphs(manifest, load);
  }

  async getHost(host: string): Promise<HostAnswers> {
    const graph = await this.#graphs.of(host);
    return { card: describeHost(graph, host), ties: listTies(graph, host) };
  }

  async assess(scenario: Scenario): Promise<Impact> {
    return assess(await this.#graphs.of(scenario.host), scenario);
  }
}
