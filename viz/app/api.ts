/** Asks the server of `faultline serve`; see its description at /api. */
import { MapError } from '../../analysis/map-error.ts';
import { readMap } from '../../analysis/read-map.ts';
import type { Answer, AnswerSource, Problem } from './source.ts';

/** The API of the server that handed out this page. */
export const apiSource: AnswerSource = {
  getMap: (snapshot) =>
    reach(`/api/map.bin${queryOf({ snapshot })}`, async (response) => readMap(await response.arrayBuffer())),
  findHosts: (query, limit, snapshot) => ask(`/api/hosts${queryOf({ q: query, limit: String(limit), snapshot })}`),
  getCard: (host, snapshot) => ask(`/api/hosts/${encodeURIComponent(host)}${queryOf({ snapshot })}`),
  getTies: (host, snapshot) => ask(`/api/hosts/${encodeURIComponent(host)}/ties${queryOf({ snapshot })}`),
  getBlocked: (host, snapshot) => ask(`/api/blocked/${encodeURIComponent(host)}${queryOf({ snapshot })}`),
  assess: (scenario, snapshot) => ask(`/api/impact${queryOf({ snapshot })}`, jsonOf(scenario)),
  getReport: (scenario, snapshot) =>
    reach(`/api/impact.md${queryOf({ snapshot })}`, (response) => response.text(), jsonOf(scenario)),
  listSnapshots: () => ask('/api/snapshots'),
  getChanges: (from, to) => ask(`/api/changes${queryOf({ from, to })}`),
  readBlocklist: (name, text) => ask('/api/blocklist', jsonOf({ name, text })),
};

/** Without the parts that are left out. */
function queryOf(parts: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined);
  return said.length === 0 ? '' : `?${new URLSearchParams(said)}`;
}

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
