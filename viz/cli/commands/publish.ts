import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Detail } from '../../../data/export/table.ts';
import { findEmbed, findPage } from '../../server/serve.ts';
import { databaseOption, jsonOption, loadSnapshot, snapshotOption } from '../database.ts';
import { interruptedCode, untilCtrlC } from '../interrupt.ts';
import { printJson, printNote, printResult } from '../output.ts';
import { putSite } from '../publish/replace-site.ts';
import { SiteFolder } from '../publish/site-folder.ts';
import { type WrittenSite, writeSite } from '../publish/write-site.ts';

interface Options {
  db: string;
  detail?: 'full';
  index?: true;
  baseUrl?: string;
  snapshot?: string;
  json?: true;
}

export function addPublish(program: Command): void {
  program
    .command('publish')
    .description(
      'write a web site that any web space can hand out: the map, a page a server, and answers computed in the browser',
    )
    .argument('<folder>', 'folder to make; one that is there must be empty or hold a site made before')
    .addOption(
      new Option('--detail <detail>', 'also who declares what on whom among the servers that are shown').choices([
        'full',
      ]),
    )
    .option('--index', 'let search engines list the pages of servers')
    .addOption(new Option('--base-url <url>', 'where the site will be, for links that name it').argParser(readBaseUrl))
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: Options) => {
      process.exitCode = await untilCtrlC((signal) => runPublish(folder, options, signal));
    });
}

/** @returns the exit code */
async function runPublish(folder: string, options: Options, signal: AbortSignal): Promise<number> {
  const { db, json, index = false, baseUrl = null } = options;
  const snapshot = await loadSnapshot(db, options.snapshot);
  const detail: Detail = options.detail ?? 'aggregates';
  const report = (done: number, all: number) => printNote(`${done} of ${all} servers are written`);
  try {
    const published = await putSite(folder, async (part) => {
      const site = new SiteFolder(part, signal);
      const written = await writeSite(
        { snapshot, detail, index, baseUrl, built: findPage(), embed: findEmbed(), report: everySoOften(report) },
        site,
      );
      return { ...written, site };
    });
    if (json) printJson(toJson(folder, published));
    else printResult(describe(folder, published));
    return 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    printNote(`Stopped: ${folder} is as it was before.`);
    return interruptedCode;
  }
}

/** Seldom enough for a log. */
const serversPerLine = 1000;

function everySoOften(report: (done: number, all: number) => void): (done: number, all: number) => void {
  let told = 0;
  return (done, all) => {
    if (done - told < serversPerLine) return;
    told = done;
    report(done, all);
  };
}

type Published = WrittenSite & { site: SiteFolder };

function describe(folder: string, { manifest, site }: Published): string {
  return [
    `snapshot ${manifest.snapshot.id} into ${folder}`,
    ...manifest.about,
    '',
    `${site.sums.length} files, ${megabytes(site.bytes)}; before anything is asked a browser fetches ${megabytes(site.firstBytes)} (compressed)`,
    site.sums.some(({ path }) => path === 'oembed.json')
      ? 'A link to it that is pasted into WordPress or Ghost becomes the map.'
      : 'Without --base-url a link to it that is pasted into WordPress or Ghost stays a link.',
    `Show it to yourself: python3 -m http.server --bind 127.0.0.1 --directory ${folder}`,
  ].join('\n');
}

function toJson(folder: string, { manifest, leftOut, site }: Published) {
  const { snapshot, tier, detail, hosts, visited, about } = manifest;
  return {
    schema: 'faultline.publish/1',
    ...{ snapshot, folder, tier, detail, hosts, visited, about, leftOut },
    files: site.sums.length,
    bytes: site.bytes,
    firstViewBytes: site.firstBytes,
    index: 'index.html',
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new InvalidArgumentError('expected an address such as https://my.site/map/.');
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
