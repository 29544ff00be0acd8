/** The whole program in front of a browser: a crawled world, its graph served, the page as built from source, a Chromium. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { buildGraph, type Graph } from '../../analysis/graph.ts';
import { listTies } from '../../analysis/ties-of.ts';
import type { Impact, Scenario } from '../../analysis/types.ts';
import { type ServeOptions, serve } from '../../viz/server/serve.ts';
import { sharedWorld } from '../testbed/shared-world.ts';
import { launchChromium } from './chromium.ts';

export interface Stage {
  graph: Graph;
  /** The database of the graph. */
  file: string;
  url: string;
  /** The largest server that answered. */
  focus: string;
  /** Those it has the most contact with, three. */
  near: string[];
  /** A server that did not answer, and that has known ties. */
  silent: string;
  /** The API's own answer. */
  ask(scenario: Scenario): Promise<Impact>;
  open(link: string, options?: OpenOptions): Promise<Watched>;
  close(): Promise<void>;
}

/** Nothing moves unless a test asks for `reducedMotion: 'no-preference'`: each step of a motion is drawn by the processor. */
export interface OpenOptions extends BrowserContextOptions {
  /** A script that runs before any of the page. */
  before?: string;
}

/** A page, with what its browser complained about and asked for. */
export interface Watched {
  page: Page;
  /** Errors of scripts, of the console and of the content security policy. */
  complaints: string[];
  requests: string[];
}

export async function raiseStage(options: { hosts: number; seed: number }): Promise<Stage> {
  const world = await sharedWorld(options);
  const graph = buildGraph(world.snapshot);
  const raised = await raisePage({ graph });
  return {
    ...raised,
    file: world.file,
    ...chooseServers(graph),
    ask: (scenario) => ask(raised.url, scenario),
    async close() {
      await raised.close();
      await world.remove();
    },
  };
}

/** The page in front of a browser, over any graph, with earlier snapshots where there are some. */
export async function raisePage(
  shown: Pick<ServeOptions, 'graph' | 'archive'>,
): Promise<Pick<Stage, 'graph' | 'url' | 'open' | 'close'>> {
  const server = await serve({ ...shown, port: 0, staticDir: inject('built').app });
  const browser = await launchChromium();
  return {
    graph: shown.graph,
    url: server.url,
    open: (link, contextOptions) => openPage(browser, `${server.url}${link}`, contextOptions),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

function chooseServers(graph: Graph): Pick<Stage, 'focus' | 'near' | 'silent'> {
  const { snapshot, audience } = graph;
  const people = (node: number) => audience.people[node] || 0;
  const alive = [...snapshot.hosts.keys()].filter((node) => snapshot.hosts[node]!.liveness === 'alive');
  const largest = alive.sort((a, b) => people(b) - people(a))[0]!;
  const focus = snapshot.hosts[largest]!.host;
  const near = listTies(graph, focus).filter(({ contact }) => contact === 'open');
  const silent = snapshot.hosts.find(
    ({ host, liveness }) => liveness === 'dead' && listTies(graph, host).some(({ weight }) => weight > 0),
  );
  return { focus, near: near.slice(0, 3).map(({ host }) => host), silent: silent!.host };
}

async function ask(url: string, scenario: Scenario): Promise<Impact> {
  const response = await fetch(`${url}/api/impact`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scenario),
  });
  return (await response.json()) as Impact;
}

/**
 * Software WebGL on a busy machine now and then does not come up in a new page at all: a page that is not drawn in time
 * is told of, closed, and opened once more. What is broken is broken twice.
 */
export async function openPage(browser: Browser, address: string, options: OpenOptions = {}): Promise<Watched> {
  try {
    return await openOnce(browser, address, options);
  } catch (error) {
    console.warn(`${(error as Error).message}; opened again`);
    return openOnce(browser, address, options);
  }
}

async function openOnce(browser: Browser, address: string, { before, ...options }: OpenOptions): Promise<Watched> {
  const usual = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({ ...usual, ...options });
  if (before !== undefined) await context.addInitScript(before);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  const unanswered = new Set<string>();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('request', (request) => {
    requests.push(request.url());
    unanswered.add(request.url());
  });
  page.on('requestfinished', (request) => unanswered.delete(request.url()));
  await page.goto(address);
  await settle(page).catch(async (cause: unknown) => {
    await context.close();
    const said = `the browser said: ${complaints.join(' | ') || 'nothing'}; unanswered: ${[...unanswered].join(' ') || 'nothing'}`;
    throw new Error(`expected ${address} to be drawn; ${said}`, { cause });
  });
  return { page, complaints, requests };
}

/** Shows another link on the page that is there, as Back and Forward do: no second drawing has to come up. */
export async function turnTo(page: Page, link: string): Promise<void> {
  await page.evaluate(async (next) => {
    history.pushState(null, '', next);
    dispatchEvent(new PopStateEvent('popstate'));
    // Until then the page has begun to ask.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, link);
  await settle(page);
}

/** Until the map is drawn and still, and the answers to the present question are in. */
export async function settle(page: Page): Promise<void> {
  await page.waitForSelector('fl-map[data-ready="true"]', { state: 'attached' });
  await page.waitForSelector('main[aria-busy="false"]');
  await page.waitForSelector('fl-map:not([data-moving])', { state: 'attached' });
}
