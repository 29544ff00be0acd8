/**
 * Answers from the files of a published site, by the analysis itself: the base once, and for each server that is asked
 * about the shard that holds its slice.
 */
import { assessBlocked } from '../../analysis/blocked.ts';
import { audienceOf } from '../../analysis/graph.ts';
import { describeHost } from '../../analysis/host-card.ts';
import { assess } from '../../analysis/impact.ts';
import { reportImpact } from '../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../analysis/report/markdown.ts';
import type { Base } from '../../analysis/slice/base.ts';
import { listTies } from '../../analysis/ties-of.ts';
import type { Blocked, HostCard, Impact, Scenario, Tie } from '../../analysis/types.ts';
import { readHost } from '../../data/host.ts';
import { findHosts } from '../shared/find-hosts.ts';
import type { FoundHost } from '../shared/found-host.ts';
import type { SiteManifest } from './manifest.ts';
import { type LoadFile, SiteGraphs } from './site-graphs.ts';

export class SiteAnswers {
  readonly #manifest: SiteManifest;
  readonly #graphs: SiteGraphs;
  #found: FoundHost[] | undefined;

  constructor(manifest: SiteManifest, load: LoadFile) {
    this.#manifest = manifest;
    this.#graphs = new SiteGraphs(manifest, load);
  }

  async findHosts(query: string, limit: number): Promise<FoundHost[]> {
    const base = await this.#graphs.base();
    this.#found ??= listHosts(base);
    return findHosts(this.#found, readHost(query) ?? query, limit);
  }

  async getCard(host: string): Promise<HostCard> {
    return describeHost(await this.#graphs.of(host), host);
  }

  async getTies(host: string): Promise<Tie[]> {
    return listTies(await this.#graphs.of(host), host);
  }

  /** @returns null where who blocks whom is not published */
  async getBlocked(host: string): Promise<Blocked | null> {
    return this.#manifest.detail === 'full' ? assessBlocked(await this.#graphs.of(host), host) : null;
  }

  async assess(scenario: Scenario): Promise<Impact> {
    return assess(await this.#graphs.of(scenario.host), scenario);
  }

  async getReport(scenario: Scenario): Promise<string> {
    return renderMarkdown(reportImpact(await this.assess(scenario)));
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
