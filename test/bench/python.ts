/** The same work by Python packages, in a process of their own; null where no Python on the path has the package. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Csr } from '../../data/snapshot/types.ts';
import { type Measured, summarise } from './measure.ts';
import { projectFolder } from './project.ts';

const packages = ['numpy', 'scipy', 'igraph', 'leidenalg', 'networkit'] as const;
type Package = (typeof packages)[number];

/** Arrays where a script can read them. */
export interface WrittenCsr {
  order: number;
  offsets: string;
  targets: string;
}

/** Writes `<name>.offsets.bin` and `<name>.targets.bin`: little-endian, as typed arrays are on the machines that we know. */
export function writeCsr(folder: string, name: string, { order, offsets, targets }: Csr): WrittenCsr {
  const files = { offsets: join(folder, `${name}.offsets.bin`), targets: join(folder, `${name}.targets.bin`) };
  writeFileSync(files.offsets, offsets);
  writeFileSync(files.targets, targets);
  return { order, ...files };
}

export interface ProductPlan {
  csr: WrittenCsr;
  runs: number;
  /** `double` unless told, as our own sums. */
  precision?: 'float64' | 'float32';
  /** Sums up these rows alone: a blocklist for everybody, or the paths of length two of a node, given its row. */
  rows?: readonly number[];
}

export interface ProductAnswer {
  measured: Measured;
  rssMb: number;
  /** Of all that came out, of the weights 0, 1, 2 … or of 1 for each of the rows. */
  sum: number;
}

/** A sparse product of scipy on one thread, after one that is not counted. */
export async function scipyProduct({
  csr,
  runs,
  precision = 'float64',
  rows,
}: ProductPlan): Promise<ProductAnswer | null> {
  const plan = { offsets: csr.offsets, targets: csr.targets, runs, precision, rows: rows ?? null };
  const answer = await runScript<{ times: number[]; sum: number; rssMb: number }>('scipy', 'sparse_product', plan);
  return answer && { measured: summarise(answer.times), rssMb: answer.rssMb, sum: answer.sum };
}

export type Detector = 'igraph leiden' | 'igraph multilevel' | 'leidenalg' | 'networkit leiden' | 'networkit plm';

export interface CommunitiesPlan {
  /** Symmetric, every edge in both rows. */
  csr: WrittenCsr;
  resolution: number;
  /** Of Leiden; 2 unless told, as python-igraph does. */
  iterations?: number;
  /** One run each. */
  seeds: readonly number[];
  /** Of networkit; the others have one. */
  threads?: number;
}

export interface CommunitiesAnswer {
  /** Without building the graph. */
  measured: Measured;
  buildMs: number;
  rssMb: number;
  /** The community of every node, a run each. */
  labels: Uint32Array[];
}

export async function pythonCommunities(
  detector: Detector,
  { csr, resolution, iterations = 2, seeds, threads = 1 }: CommunitiesPlan,
): Promise<CommunitiesAnswer | null> {
  const [tool, method = 'leiden'] = detector.split(' ') as [Package, string?];
  const labels = `${csr.targets}.${detector.replace(' ', '-')}.labels`;
  const plan = { offsets: csr.offsets, targets: csr.targets, resolution, iterations, seeds, threads, method, labels };
  type Found = { times: number[]; buildMs: number; rssMb: number };
  const answer = await runScript<Found>(tool, `${tool}_communities`, plan);
  if (answer === null) return null;
  const all = new Uint32Array(new Uint8Array(readFileSync(labels)).buffer);
  await rm(labels);
  return {
    measured: summarise(answer.times),
    buildMs: answer.buildMs,
    rssMb: answer.rssMb,
    labels: seeds.map((_, run) => all.subarray(run * csr.order, (run + 1) * csr.order)),
  };
}

/** Version of each package as the scripts use it; null for those that are absent. */
export async function pythonVersions(): Promise<Record<Package, string | null>> {
  const found = packages.map(async (name) => [name, (await homeOf(name))?.version ?? null] as const);
  return Object.fromEntries(await Promise.all(found)) as Record<Package, string | null>;
}

const run = promisify(execFile);
const scripts = join(projectFolder, 'test/bench/python');

async function runScript<Answer>(needed: Package, script: string, plan: unknown): Promise<Answer | null> {
  const home = await homeOf(needed);
  if (home === null) return null;
  const { stdout } = await run(home.python, [join(scripts, `${script}.py`), JSON.stringify(plan)], options);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Answer;
}

/** Libraries shall take the threads that they take by themselves, and leave no compiled files among the sources. */
const options = {
  maxBuffer: 64 * 2 ** 20,
  env: {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OPENBLAS|OMP|MKL)_/.test(name))),
    PYTHONDONTWRITEBYTECODE: '1',
  },
};

interface Home {
  python: string;
  version: string;
}

const homes = new Map<Package, Promise<Home | null>>();

/** A machine may have several Pythons, and each package in another. */
function homeOf(name: Package): Promise<Home | null> {
  const known = homes.get(name) ?? findHome(name);
  homes.set(name, known);
  return known;
}

async function findHome(name: Package): Promise<Home | null> {
  const tell = `import sys, importlib.metadata as m, ${name}; print(m.version(sys.argv[1]), 'on Python', sys.version.split()[0])`;
  for (const python of pythons()) {
    try {
      const { stdout } = await run(python, ['-c', tell, name], options);
      return { python, version: stdout.trim().split('\n').at(-1)! };
    } catch {
      // Not in this one.
    }
  }
  return null;
}

function pythons(): string[] {
  const { PATH = '' } = process.env;
  const files = PATH.split(delimiter).map((folder) => join(folder, 'python3'));
  return [...new Map(files.filter((file) => existsSync(file)).map((file) => [realpathSync(file), file])).values()];
}
