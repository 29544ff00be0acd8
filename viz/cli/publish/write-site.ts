/** A snapshot as a folder of files that any web space can hand out, what-ifs included. The same snapshot gives the same bytes. */
import type { Graph } from '../../../analysis/graph.ts';
import { describeHost } from '../../../analysis/host-card.ts';
import { packMap } from '../../../analysis/map-file.ts';
import { writeInForce } from '../../../analysis/report/in-force-sentence.ts';
import { baseOf } from '../../../analysis/slice/base.ts';
import { writeBase } from '../../../analysis/slice/base-binary.ts';
import { type Slice, sliceOf } from '../../../analysis/slice/slice.ts';
import { writeSlice } from '../../../analysis/slice/slice-binary.ts';
import { writeMap } from '../../../analysis/write-map.ts';
import { renderSums } from '../../../data/export/checksum.ts';
import { foldServers } from '../../../data/export/folded-servers.ts';
import { countServersLeftOut, type ServersLeftOut } from '../../../data/export/left-out.ts';
import { isEnough } from '../../../data/export/publishing-rules.ts';
import type { Detail } from '../../../data/export/table.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { type SiteManifest, siteSchema } from '../../site/manifest.ts';
import { fullBytes, mostSlices, writeShard } from '../../site/shard.ts';
import { type About, describeSite, renderSiteReadme } from './about.ts';
import { oembedOfHost, oembedText, writeEmbed } from './embed-files.ts';
import { pathOfHost, renderHostPage } from './host-page.ts';
import { hostStyle } from './host-style.ts';
import { writePage } from './index-page.ts';
import { renderPicture } from './picture.ts';
import type { SiteFolder } from './site-folder.ts';
import { type SiteGraph, siteGraph } from './site-graph.ts';

export interface PublishRequest {
  snapshot: Snapshot;
  detail: Detail;
  /** Search engines may list the pages of servers. */
  index: boolean;
  /** Where the site will be, ending in a slash; null where it was not told. */
  baseUrl: string | null;
  /** Folders of the built page and of the built embed. */
  built: string;
  embed: string;
  /** Called now and then with how many of the servers are written. */
  report: (done: number, all: number) => void;
}

export interface WrittenSite {
  manifest: SiteManifest;
  leftOut: ServersLeftOut;
}

/** Lets a Ctrl-C be heard between two servers. */
const pause = () => new Promise((resolve) => setImmediate(resolve));

/** @throws UserError when there is nothing to show or the page was not built; the reason of the folder's signal */
export async function writeSite(request: PublishRequest, site: SiteFolder): Promise<WrittenSite> {
  const { snapshot, detail, baseUrl, built } = request;
  const shown = siteGraph(snapshot, detail);
  const { graph } = shown;
  await pause();
  const map = packMap(graph);
  map.audience.forEach((people, at) => {
    if (!Number.isNaN(people) && !isEnough(people)) map.audience[at] = Number.NaN;
  });
  const leftOut = countServersLeftOut(snapshot.hosts, foldServers(snapshot.hosts).hosts);
  const about: About = { snapshot: graph.ref, shown: graph.order, coverage: graph.coverage, leftOut, detail };
  const mapBytes = writeMap(map);
  const picture = site.writeHashed('map', 'svg', renderPicture(map, about));
  const manifest: SiteManifest = {
    schema: siteSchema,
    tier: 'published',
    detail,
    snapshot: graph.ref,
    hosts: graph.order,
    visited: graph.snapshot.hosts.filter(({ liveness }) => liveness === 'alive').length,
    map: site.atFirst(() => site.writeHashed('data/map', 'bin', mapBytes), mapBytes),
    picture,
    base: site.writeHashed('data/base', 'bin', writeBase(baseOf(graph))),
    shards: await writeShards(request, shown, site),
    about: describeSite(about),
  };
  const told = `${JSON.stringify(manifest)}\n`;
  const manifestPath = site.atFirst(() => site.writeHashed('site', 'json', told), told);
  writePage(site, built, { manifest: manifestPath, picture, baseUrl });
  writeEmbed(site, request.embed, { manifest: told, picture, baseUrl });
  site.write('robots.txt', request.index ? 'User-agent: *\nAllow: /\n' : 'User-agent: *\nDisallow: /host/\n');
  site.write('README.md', renderSiteReadme(about));
  site.write('SHA256SUMS', renderSums(site.sums));
  return { manifest, leftOut };
}

/** The slices in node order, and beside each the page of its server. */
async function writeShards(
  { index, baseUrl, report }: PublishRequest,
  { graph, sumsOf }: SiteGraph,
  site: SiteFolder,
): Promise<SiteManifest['shards']> {
  const shards: SiteManifest['shards'] = [];
  const style = site.writeHashed('host/style', 'css', hostStyle).replace(/^host\//, '');
  let slices: Uint8Array[] = [];
  const finish = (next: number) => {
    const first = next - slices.length;
    const stem = `data/hosts-${String(shards.length).padStart(4, '0')}`;
    shards.push({ path: site.writeHashed(stem, 'bin', writeShard(first, slices)), first });
    slices = [];
  };
  for (let node = 0; node < graph.order; node++) {
    const slice = sliceOf(graph, node, sumsOf(node));
    slices.push(writeSlice(slice, graph.order));
    const { host } = slice.facts;
    const path = pathOfHost(host);
    if (path !== undefined) site.write(path, renderHostPage({ ...tellHost(graph, slice), style, index, baseUrl }));
    if (path !== undefined && baseUrl !== null) site.write(oembedOfHost(host), oembedText(baseUrl, host));
    const bytes = slices.reduce((total, { length }) => total + length, 0);
    if (slices.length === mostSlices || bytes >= fullBytes) {
      finish(node + 1);
      report(node + 1, graph.order);
      await pause();
    }
  }
  if (slices.length > 0) finish(graph.order);
  return shards;
}

function tellHost(graph: Graph, { facts: { host }, peers, listedBy, sums }: Slice) {
  const card = describeHost(graph, host);
  const told = sums === null ? card : { ...card, declares: sums.declares, declaredOn: sums.declaredOn };
  return {
    card: told,
    snapshot: graph.ref,
    lists: peers.length,
    listedBy: listedBy.length,
    notes: sums === null ? [] : [writeInForce(host, sums.inForce)],
  };
}
