/** Asks the server of `faultline serve`; see its description at /api. */
import { FileError } from '../../analysis/container/file-error.ts';
import { readMap } from '../../analysis/read-map.ts';
import type { Answer, AnswerSource, Problem } from './source.ts';
import { words } from './words/words.ts';

/** The API of the server that handed out this page. */
export const apiSource: AnswerSource = {
  getMap: (snapshot) =>
    reach(`/api/map.bin${queryOf({ snapshot })}`, async (response) => readMap(await response.arrayBuffer())),
  findHosts: (query, limit, snapshot) => ask(`/api/hosts${queryOf({ q: query, limit: String(limit), snapshot })}`),
  getCard: (host, snapshot) => ask(`/api/hosts/${encodeURIComponent(host)}${queryOf({ snapshot })}`),
  getTies: (host, snapshot) => ask(`/api/hosts/${encodeURIComponent(host)}/ties${queryOf({ snapshot })}`),
  getStrongestTies: (host, snapshot) =>
    ask(`/api/hosts/${encodeURIComponent(host)}/ties/strongest${queryOf({ snapshot })}`),
  getBlocked: (host, snapshot) =>
    reach(
      `/api/blocked/${encodeURIComponent(host)}${queryOf({ snapshot })}`,
      async (response) => (response.status === notPublished ? null : response.json()),
      { isAnswer: ({ ok, status }) => ok || status === notPublished },
    ),
  assess: (scenario, snapshot) => ask(`/api/impact${queryOf({ snapshot })}`, jsonOf(scenario)),
  assessDirectly: (scenario, snapshot) => ask(`/api/impact/direct${queryOf({ snapshot })}`, jsonOf(scenario)),
  getReport: (scenario, snapshot) =>
    reach(`/api/impact.md${queryOf({ snapshot })}`, (response) => response.text(), { init: jsonOf(scenario) }),
  listSnapshots: () => ask('/api/snapshots'),
  getChanges: (from, to) => ask(`/api/changes${queryOf({ from, to })}`),
  readBlocklist: (name, text) => ask('/api/blocklist', jsonOf({ name, text })),
};

/** Who declares what is not told there: that is an answer. */
const notPublished = 403;
const tooMany = 429;

/** Without the parts that are left out. */
function queryOf(parts: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined);
  return said.length === 0 ? '' : `?${new URLSearchParams(said)}`;
}

function jsonOf(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function ask<Value>(path: string, init?: RequestInit): Promise<Answer<Value>> {
  return reach(path, (response) => response.json() as Promise<Value>, init && { init });
}

async function reach<Value>(
  path: string,
  read: (response: Response) => Promise<Value>,
  { init, isAnswer = ({ ok }) => ok }: { init?: RequestInit; isAnswer?: (response: Response) => boolean } = {},
): Promise<Answer<Value>> {
  try {
    const response = await fetch(path, init);
    return isAnswer(response) ? { value: await read(response), problem: null } : await refuse(response);
  } catch (reason) {
    if (reason instanceof FileError) {
      return { value: null, problem: { error: reason.message, hint: reason.hint, passing: true } };
    }
    const { noServer: error, noServerHint: hint } = words().problems;
    return { value: null, problem: { error, hint, passing: true } };
  }
}

async function refuse(response: Response): Promise<{ value: null; problem: Problem }> {
  try {
    const { error, hint } = (await response.json()) as Partial<Problem>;
    const passing = response.status === tooMany && ({ passing: true } as const);
    if (typeof error === 'string') return { value: null, problem: { error, hint: hint ?? '', ...passing } };
  } catch {
    // Not one of the API's own answers; the sentence below says what is known.
  }
  const { status, statusHint: hint } = words().problems;
  return { value: null, problem: { error: status(response.status), hint, passing: true } };
}
