/** Asks the server of `faultline serve`; see its description at /api. */
import { MapError } from '../../analysis/map-error.ts';
import { readMap } from '../../analysis/read-map.ts';
import type { Answer, AnswerSource, Problem } from './source.ts';

/** The API of the server that handed out this page. */
export const apiSource: AnswerSource = {
  getMap: () => reach('/api/map.bin', async (response) => readMap(await response.arrayBuffer())),
  findHosts: (query, limit) => ask(`/api/hosts?q=${encodeURIComponent(query)}&limit=${limit}`),
  getCard: (host) => ask(`/api/hosts/${encodeURIComponent(host)}`),
  getTies: (host) => ask(`/api/hosts/${encodeURIComponent(host)}/ties`),
  getBlocked: (host) => ask(`/api/blocked/${encodeURIComponent(host)}`),
  assess: (scenario) => ask('/api/impact', jsonOf(scenario)),
  getReport: (scenario) => reach('/api/impact.md', (response) => response.text(), jsonOf(scenario)),
  listSnapshots: () => ask('/api/snapshots'),
  getChanges: (from, to) => ask(`/api/changes?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`),
  readBlocklist: (name, text) => ask('/api/blocklist', jsonOf({ name, text })),
};

function jsonOf(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function ask<Value>(path: string, init?: RequestInit): Promise<Answer<Value>> {
  return reach(path, (response) => response.json() as Promise<Value>, init);
}

async function reach<Value>(
  path: string,
  read: (response: Response) => Promise<Value>,
  init?: RequestInit,
): Promise<Answer<Value>> {
  try {
    const response = await fetch(path, init);
    return response.ok ? { value: await read(response), problem: null } : await refuse(response);
  } catch (reason) {
    if (reason instanceof MapError) {
      return { value: null, problem: { error: reason.message, hint: reason.hint, passing: true } };
    }
    const error = 'The Faultline server does not answer.';
    const hint = 'Is `faultline serve` still running? Start it and ask again.';
    return { value: null, problem: { error, hint, passing: true } };
  }
}

async function refuse(response: Response): Promise<{ value: null; problem: Problem }> {
  try {
    const { error, hint } = (await response.json()) as Partial<Problem>;
    if (typeof error === 'string') return { value: null, problem: { error, hint: hint ?? '' } };
  } catch {
    // Not one of the API's own answers; the sentence below says what is known.
  }
  const error = `The server answered with HTTP ${response.status}.`;
  return { value: null, problem: { error, hint: 'Ask again, or load this page again.', passing: true } };
}
