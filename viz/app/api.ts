/** The API of the server that handed out this page. A refusal is a value, `Problem`; nothing here throws. */
import type { Blocked, HostCard, Impact, MapFile, Scenario, Tie } from '../../analysis/types.ts';
import type { FoundHost } from '../shared/found-host.ts';

export interface Problem {
  error: string;
  hint: string;
  /** The same question may be answered when asked again. */
  passing?: true;
}

export type Answer<Value> = { value: Value; problem: null } | { value: null; problem: Problem };

export const getMap = () => ask<MapFile>('/api/map');
export const getCard = (host: string) => ask<HostCard>(`/api/hosts/${encodeURIComponent(host)}`);
export const getTies = (host: string) => ask<Tie[]>(`/api/hosts/${encodeURIComponent(host)}/ties`);
export const getBlocked = (host: string) => ask<Blocked>(`/api/blocked/${encodeURIComponent(host)}`);

export function findHosts(query: string, limit: number): Promise<Answer<FoundHost[]>> {
  return ask(`/api/hosts?q=${encodeURIComponent(query)}&limit=${limit}`);
}

export function postScenario(scenario: Scenario): Promise<Answer<Impact>> {
  return ask('/api/impact', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scenario),
  });
}

/** @param link query string of the question, with its leading `?` */
export function getReport(link: string): Promise<Answer<string>> {
  return reach(`/api/impact.md${link}`, (response) => response.text());
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
  } catch {
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
