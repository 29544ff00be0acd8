/**
 * Answers of a published site: files beside the page, and the analysis run here. What computes comes with the first
 * question, so that the map is there before.
 */
import { FileError } from '../../analysis/container/file-error.ts';
import { readMap } from '../../analysis/read-map.ts';
import { readManifest, type SiteManifest } from '../site/manifest.ts';
import type { SiteAnswers } from '../site/site-answers.ts';
import type { LoadFile } from '../site/site-graphs.ts';
import type { Answer, AnswerSource, Problem } from './source.ts';
import { words } from './words/words.ts';

/** A file that is not there, or not the one expected. */
class MissingFile extends Error {
  override readonly name = 'MissingFile';
}

/** @param manifestUrl where the site's manifest is; all other files are named relative to the page */
export function siteSource(manifestUrl: string, pageUrl: string): AnswerSource {
  const load: LoadFile = async (path) => new Uint8Array(await (await get(new URL(path, pageUrl))).arrayBuffer());
  const manifest = once(async () => {
    const found = readManifest(await (await get(new URL(manifestUrl, pageUrl))).json());
    if (found === undefined) throw new MissingFile(words().problems.noManifest(manifestUrl));
    return found;
  });
  const answers = once(async () => {
    const { SiteAnswers } = await import('../site/site-answers.ts');
    return new SiteAnswers(await manifest(), load);
  });
  const ask = <Value>(snapshot: string | undefined, question: (from: SiteAnswers) => Promise<Value>) =>
    answer(async () => {
      requireSnapshot(await manifest(), snapshot);
      return question(await answers());
    });
  return {
    tier: 'published',
    getMap: (snapshot) =>
      answer(async () => {
        requireSnapshot(await manifest(), snapshot);
        return readMap((await load((await manifest()).map)).buffer);
      }),
    findHosts: (query, limit, snapshot) => ask(snapshot, (from) => from.findHosts(query, limit)),
    getCard: (host, snapshot) => ask(snapshot, (from) => from.getCard(host)),
    getTies: (host, snapshot) => ask(snapshot, (from) => from.getTies(host)),
    getBlocked: (host, snapshot) => ask(snapshot, (from) => from.getBlocked(host)),
    assess: (scenario, snapshot) => ask(snapshot, (from) => from.assess(scenario)),
    getReport: (scenario, snapshot) => ask(snapshot, (from) => from.getReport(scenario)),
    listSnapshots: () =>
      answer(async () => {
        const { snapshot, hosts, visited } = await manifest();
        return [{ ...snapshot, hosts, visited }];
      }),
    getChanges: async () => {
      const { oneSnapshot: error, oneSnapshotHint: hint } = words().problems;
      return { value: null, problem: { error, hint } };
    },
    readBlocklist: (name, text) =>
      answer(async () => {
        const { readDroppedList } = await import('../shared/dropped-list.ts');
        return readDroppedList(name, text);
      }),
    about: () => answer(async () => (await manifest()).about),
  };
}

function requireSnapshot({ snapshot }: SiteManifest, asked: string | undefined): void {
  if (asked !== undefined && asked !== snapshot.id) throw new MissingFile(words().problems.noSnapshot(asked));
}

async function get(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new MissingFile(words().problems.missingFile(url.pathname, response.status));
  return response;
}

async function answer<Value>(work: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await work(), problem: null };
  } catch (error) {
    return { value: null, problem: explain(error) };
  }
}

/** Misuse of the analysis says its own hint; what else goes wrong is a file that did not come. */
function explain(error: unknown): Problem {
  if (error instanceof FileError) return { error: error.message, hint: error.hint, passing: true };
  if (error instanceof Error && 'hint' in error) return { error: error.message, hint: String(error.hint) };
  const { fileHint, noFile, noFileHint } = words().problems;
  if (error instanceof MissingFile) return { error: error.message, hint: fileHint, passing: true };
  return { error: noFile, hint: noFileHint, passing: true };
}

/** Done when first asked for; what failed is tried again. */
function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let done: Promise<Value> | undefined;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}
