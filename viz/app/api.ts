/** The API of the server that handed out this page. A refusal is a value, `Problem`; nothing here throws. */
import type { Blocked, HostCard, Impact, MapFile, Scenario, Tie } from '../../analysis/types.ts';
import type { Host } from '../../data/types.ts';

export interface Problem {
  error: string;
  hint: string;
}

export type Answer<Value> = { value: Value; problem: null } | { value: null; problem: Problem };

export interface FoundHost {
  host: Host;
  software: string | null;
  audience: number | null;
}

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
export async function getReport(link: string): Promise<Answer<string>> {
  const response = await reach(`/api/impact.md${link}`);
  return response.value?.ok ? { value: await response.value.text(), problem: null } : refuse(response);
}

async function ask<Value>(path: string, init?: RequestInit): Promise<Answer<Value>> {
  const response = await reach(path, init);
  return response.value?.ok ? { value: (await response.value.json()) as Value, problem: null } : refuse(response);
}

async function reach(path: string, init?: RequestInit): Promise<Answer<Response>> {
  try {
    return { value: await fetch(path, init), problem: null };
  } catch {
    const error = 'The Faultline server does not answer.';
    return {
      value: null,
      problem: { error, hint: 'Is `faultline serve` still running? Start it and load this page again.' },
    };
  }
}

async function refuse({ value: response, problem }: Answer<Response>): Promise<{ value: null; problem: Problem }> {
  if (response === null) return { value: null, problem };
  try {
    const { error, hint } = (await response.json()) as Partial<Problem>;
    if (typeof error === 'string') return { value: null, problem: { error, hint: hint ?? '' } };
  } catch {
    // Not one of the API's own answers; the sentence below says what is known.
  }
  return {
    value: null,
    problem: { error: `The server answered with HTTP ${response.status}.`, hint: 'Load this page again.' },
  };
}
