/** Leiden on a written graph, in a process that holds nothing else, as those of other tools do. */
import { readFileSync, writeFileSync } from 'node:fs';
import { leiden } from '../../../analysis/kernels/leiden.ts';
import { modularity } from '../../../analysis/kernels/modularity.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { peakRssMb } from '../measure.ts';
import { readPlan } from '../processes.ts';
import type { WrittenCsr } from '../python.ts';

export interface LeidenPlan {
  csr: WrittenCsr;
  resolution: number;
  iterations: number;
  seeds: readonly number[];
  /** Where the communities of every node go, a run after the other. */
  labels: string;
}

export interface LeidenAnswer {
  /** ms, a run each, without reading the graph; the first one compiles the code. */
  times: number[];
  rssMb: number;
}

const { csr, resolution, iterations, seeds, labels } = await readPlan<LeidenPlan>();
const graph: Csr = { order: csr.order, offsets: readWords(csr.offsets), targets: readWords(csr.targets) };
const times: number[] = [];
const found = seeds.map((seed) => {
  const begin = performance.now();
  const { labels } = leiden(graph, { resolution, seed, maxIterations: iterations });
  times.push(performance.now() - begin);
  return labels;
});
modularity(graph, found[0]!, resolution);
writeFileSync(labels, Buffer.concat(found.map(({ buffer }) => new Uint8Array(buffer))));
process.send!({ times, rssMb: peakRssMb() } satisfies LeidenAnswer);

function readWords(file: string): Uint32Array {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
}
