/** A small served world, runs of a crawl of it that can be killed, and what a database then holds. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Store } from '../../data/store.ts';
import { type RequestLogEntry, serveWorld } from '../../data/world/serve.ts';
import { createWorld, type World } from '../../data/world/world.ts';

const program = fileURLToPath(new URL('./crash-run.mjs', import.meta.url));
/** The clock of the runs goes so many times as fast as the wall's; it goes on from run to run. */
const speed = 500;
const startAt = Date.UTC(2026, 0, 1);

export const batchSize = 4;
export const concurrency = 6;

const dayMs = 24 * 60 * 60_000;
const settings = {
  batchSize,
  concurrency,
  connectTimeoutMs: 10_000,
  requestTimeoutMs: 10_000,
  maxVisitMs: 7 * dayMs,
  revisitAfterMs: 300 * dayMs,
  contact: 'test@faultline.example',
};

/** When to kill: at a request, or so long after the run says that it starts to record. */
export type Moment = { request: number } | { batch: number; afterMs: number };

export interface Run {
  /** Exit code; null when it was killed. */
  code: number | null;
  /** Visits recorded by this run, after each of its batches. */
  recorded: number[];
  /** Answered visits it was recording, and had not said that they are recorded. */
  unconfirmed: number;
  /** What it said when it could not go on. */
  message: string;
  requests: readonly RequestLogEntry[];
}

export interface RunOptions {
  kill?: Moment | undefined;
  /** Another database than the site's own. */
  file?: string;
  shell?: string;
  onRequest?: () => void;
}

export interface CrashSite {
  folder: string;
  /** The database of its runs. */
  file: string;
  /** @param options.shell a command that ends in running its arguments */
  run(options?: RunOptions): Promise<Run>;
  close(): Promise<void>;
}

/**
 * Small, with something of every kind of list and alias. A server that never answers would hold up every run by its
 * timeout, and says nothing about crashes: it hangs up here.
 */
export function makeCrashWorld(options = { hosts: 40, seed: 135 }): World {
  const world = createWorld(options);
  return {
    ...world,
    find(host) {
      const server = world.find(host);
      return server?.condition === 'hangs' ? { ...server, condition: 'drops' } : server;
    },
  };
}

export async function openCrashSite(world: World): Promise<CrashSite> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-crash-'));
  const begin = performance.now();
  let onRequest = () => {};
  const server = await serveWorld(world, {
    latencyMs: () => {
      onRequest();
      return 0;
    },
  });
  const site: CrashSite = {
    folder,
    file: join(folder, 'crawl.duckdb'),
    async run({ kill, file = site.file, shell, ...options }: RunOptions = {}): Promise<Run> {
      const now = Math.round(startAt + (performance.now() - begin) * speed);
      const plan = { file, port: server.port, seeds: world.seedHosts, settings, startAt: now, speed };
      const command = [process.execPath, program, JSON.stringify(plan)] as const;
      const child =
        shell === undefined ? spawn(command[0], command.slice(1)) : spawn('bash', ['-c', shell, ...command]);
      const stop = () => child.kill('SIGKILL');
      const before = server.log.length;
      let batches = 0;
      onRequest = () => {
        options.onRequest?.();
        if (kill !== undefined && 'request' in kill && server.log.length - before >= kill.request) stop();
      };
      const run: Omit<Run, 'code' | 'requests'> = { recorded: [], unconfirmed: 0, message: '' };
      const read = (line: string) => {
        if (line === '') return;
        const told = JSON.parse(line);
        if (told.recording !== undefined && kill !== undefined && 'batch' in kill && ++batches === kill.batch)
          setTimeout(stop, kill.afterMs);
        if (told.recording !== undefined) run.unconfirmed = told.recording;
        if (told.recorded !== undefined) {
          run.recorded.push(told.recorded);
          run.unconfirmed = 0;
        }
        if (told.message !== undefined) run.message = `${told.message}\n${told.hint}`;
      };
      let rest = '';
      child.stdout.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) read(line);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        run.message += chunk;
      });
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      return { code, ...run, requests: server.log.slice(before) };
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return site;
}

/** A database as a crash left it, copied with its log, so that looking at it changes nothing. */
export async function copyDatabase(file: string, to: string): Promise<void> {
  await rm(`${to}.wal`, { force: true });
  await copyFile(file, to);
  if (existsSync(`${file}.wal`)) await copyFile(`${file}.wal`, `${to}.wal`);
}

/** Hosts with a visit that came to its end, by name. */
export async function finishedHosts(site: CrashSite): Promise<string[]> {
  if (!existsSync(site.file)) return [];
  const copy = join(site.folder, 'look.duckdb');
  await copyDatabase(site.file, copy);
  return ask(copy, "SELECT host FROM visits JOIN hosts ON hosts.id = host_id WHERE reason <> 'aborted' ORDER BY host");
}

/** Opens for writing, which takes in the log. @returns the first column as text */
export async function ask(file: string, sql: string): Promise<string[]> {
  const store = await Store.open(file, 'write');
  try {
    return (await store.query(sql)).rows.map(([value]) => String(value));
  } finally {
    await store.close();
  }
}

const newestFacts = `SELECT host, software, version, users, mau, active_halfyear, posts, language, open_registrations,
  allowlist_mode FROM instance_facts JOIN hosts ON hosts.id = host_id
  QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY observed_at DESC) = 1`;
const newestAliases = `SELECT DISTINCT host, alias FROM host_aliases JOIN hosts ON hosts.id = host_id`;
const lastVisits = `SELECT host, status, reason FROM visits JOIN hosts ON hosts.id = host_id
  QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY finished_at DESC) = 1`;

const learnt = {
  hosts: 'SELECT host FROM hosts',
  visits: lastVisits,
  facts: newestFacts,
  aliases: newestAliases,
  lists: 'SELECT host, kind, disclosure, reason, entry_count, rejected_count FROM list_states',
  peers: 'SELECT source, target FROM current_peers',
  blocks: 'SELECT source, target, action, comment FROM current_blocks',
  allows: 'SELECT source, target FROM current_allows',
  counts: 'SELECT source, target, follows_out, follows_in FROM current_counts',
};

/** Everything a crawl learnt, by name and without times, in an order of its own. */
export async function whatItHolds(file: string): Promise<Record<keyof typeof learnt, string[]>> {
  const held: Record<string, string[]> = {};
  const store = await Store.open(file, 'write');
  try {
    for (const [what, sql] of Object.entries(learnt)) {
      const { rows } = await store.query(sql);
      held[what] = rows.map((row) => JSON.stringify(row)).sort();
    }
  } finally {
    await store.close();
  }
  return held as Record<keyof typeof learnt, string[]>;
}
