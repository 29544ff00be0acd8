/** Work in processes of its own, so that what one uses of the machine is told apart from the rest. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Where the crawled servers are, and how they are crawled. */
export interface CrawlPlan {
  file: string;
  port: number;
  addresses: Record<string, string>;
  seeds: readonly string[];
  settings: Record<string, number | string>;
  /** The clock of the crawl goes so many times as fast as the wall's. */
  speed: number;
}

export interface BarePlan {
  port: number;
  concurrency: number;
  asked: { host: string; path: string; method: string }[];
}

/** What a process used for its work. */
export interface Used {
  wallMs: number;
  /** Of all its threads, in user and system mode. */
  cpuMs: number;
  /** Resident memory, sampled: at the start, halfway, at the end, and the most. MB. */
  rss: { start: number; half: number; end: number; most: number };
}

/** Runs `test/bench/<name>.js` with a plan and gives its answer. */
export async function inProcess<Answer>(name: string, plan: unknown): Promise<Answer> {
  const { child, answer } = await startProcess<Answer>(name, plan);
  child.disconnect();
  await once(child, 'exit');
  return answer;
}

/** Starts it and leaves it running once it has answered. */
export async function startProcess<Answer>(
  name: string,
  plan: unknown,
): Promise<{ child: ChildProcess; answer: Answer }> {
  const child = fork(new URL(`./${name}.js`, import.meta.url));
  child.send(plan as object);
  const answer = await new Promise<Answer>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Answer));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it answered`)));
  });
  return { child, answer };
}

/** Measures `work` in this process, whose only work it is. */
export async function used(work: () => Promise<void>): Promise<Used> {
  const samples: number[] = [];
  const sample = () => samples.push(Math.round(process.memoryUsage.rss() / 1e6));
  sample();
  const timer = setInterval(sample, 200);
  const begin = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const wallMs = performance.now() - begin;
  clearInterval(timer);
  sample();
  const rss = {
    start: samples[0]!,
    half: samples[samples.length >> 1]!,
    end: samples.at(-1)!,
    most: Math.max(...samples),
  };
  return { wallMs, cpuMs: (user + system) / 1000, rss };
}

/** The plan this process was started with. */
export async function readPlan<Plan>(): Promise<Plan> {
  return (await once(process, 'message'))[0] as Plan;
}
