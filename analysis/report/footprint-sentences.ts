/** What collecting cost the servers that were asked, and what was set aside, in sentences. */
import { showCount } from './figures.ts';

export interface FootprintFigures {
  hosts: number;
  requests: number;
  withheldByUs: number;
  bytes: number;
  mostRequestsPerVisit: number;
  mostRequests: { host: string; requests: number } | null;
  mostBytes: { host: string; bytes: number } | null;
  rateLimited: number;
  refusals: number;
}

export interface QuarantineFigures {
  domains: { domain: string; names: number }[];
  hosts: number;
}

const shownDomains = 5;

/** @returns nothing where nothing was asked */
export function writeFootprint(footprint: FootprintFigures): string[] {
  const { hosts, requests, withheldByUs, bytes, mostRequestsPerVisit, mostRequests, mostBytes } = footprint;
  if (requests + withheldByUs === 0) return [];
  const most =
    mostRequests === null || mostBytes === null
      ? ''
      : ` Most requests to one server: ${showCount(mostRequests.requests)} (${mostRequests.host}); most bytes from one: ${showCount(mostBytes.bytes)} (${mostBytes.host}).`;
  return [
    `Asked ${servers(hosts)} ${times(requests)}, at most ${times(mostRequestsPerVisit)} a visit, for ${showCount(bytes)} bytes.${most}`,
    `${times(footprint.rateLimited)} the answer was "not now", ${times(footprint.refusals)} a refusal; ${showCount(withheldByUs)} requests were not sent because robots.txt forbids them.`,
  ];
}

/** @returns nothing where nothing is set aside */
export function writeQuarantine({ domains, hosts }: QuarantineFigures): string[] {
  if (domains.length === 0) return [];
  const named = domains
    .slice(0, shownDomains)
    .map(({ domain, names }) => `${domain} (${showCount(names)} names or more)`);
  const rest = domains.length > shownDomains ? ` and ${showCount(domains.length - shownDomains)} more` : '';
  return [
    `Set aside, because no operator has so many servers: ${named.join(', ')}${rest}. ${showCount(hosts)} names below them are known; they are not asked and count nowhere.`,
  ];
}

function servers(count: number): string {
  return `${showCount(count)} ${count === 1 ? 'server' : 'servers'}`;
}

function times(count: number): string {
  return `${showCount(count)} ${count === 1 ? 'time' : 'times'}`;
}
