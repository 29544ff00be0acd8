/** Answers each route from the graph of the snapshot it is about. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { assessBlocked } from '../../analysis/blocked.ts';
import { compareHosts } from '../../analysis/compare.ts';
import { assessDirectly } from '../../analysis/direct-loss.ts';
import type { Graph } from '../../analysis/graph.ts';
import { describeHost } from '../../analysis/host-card.ts';
import { assess } from '../../analysis/impact.ts';
import { reportImpact } from '../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../analysis/report/markdown.ts';
import { listStrongestTies, listTies } from '../../analysis/ties-of.ts';
import type { Scenario } from '../../analysis/types.ts';
import { UserError } from '../../data/errors.ts';
import { readHost } from '../../data/host.ts';
import { findHosts } from '../shared/find-hosts.ts';
import { readLink } from '../shared/link.ts';
import { toScenario } from '../shared/question.ts';
import type { Tier } from './exposure.ts';
import { Refusal } from './problems.ts';
import {
  blockedRoute,
  cardRoute,
  compareRoute,
  directLossRoute,
  findRoute,
  impactMarkdownRoute,
  impactRoute,
  mapFileRoute,
  mapRoute,
  postImpactMarkdownRoute,
  statusRoute,
  strongestTiesRoute,
  tiesRoute,
} from './routes.ts';
import type { Shelf } from './shelf.ts';

const markdown = { 'Content-Type': 'text/markdown; charset=utf-8' };

export function addAnswers(app: OpenAPIHono, shelf: Shelf, tier: Tier): void {
  const { snapshot, coverage, communities } = shelf.served.map();
  const status = { snapshot, coverage, communities, tier };
  /** The graph a question is about. */
  const graphOf = async (query: { snapshot?: string | undefined }) => (await shelf.hold(query.snapshot)).graph;

  app.openapi(mapRoute, async (context) => {
    const held = await shelf.hold(context.req.valid('query').snapshot);
    return held.sendMapJson(context);
  });
  app.openapi(mapFileRoute, async (context) => {
    const held = await shelf.hold(context.req.valid('query').snapshot);
    return held.sendMapFile(context);
  });
  app.openapi(statusRoute, (context) => context.json(status, 200));
  app.openapi(findRoute, async (context) => {
    const { q, limit, ...query } = context.req.valid('query');
    const { hosts } = await shelf.hold(query.snapshot);
    return context.json(findHosts(hosts, readHost(q) ?? q, limit), 200);
  });
  app.openapi(cardRoute, async (context) => {
    const graph = await graphOf(context.req.valid('query'));
    const card = describeHost(graph, context.req.valid('param').host);
    return context.json(tier === 'local' ? card : { ...card, declares: null, declaredOn: null }, 200);
  });
  app.openapi(tiesRoute, async (context) => {
    const graph = await graphOf(context.req.valid('query'));
    return context.json(listTies(graph, context.req.valid('param').host), 200);
  });
  app.openapi(strongestTiesRoute, async (context) => {
    const { limit, ...query } = context.req.valid('query');
    return context.json(listStrongestTies(await graphOf(query), context.req.valid('param').host, limit), 200);
  });
  app.openapi(impactRoute, async (context) => {
    const graph = await graphOf(context.req.valid('query'));
    return context.json(assess(graph, context.req.valid('json') as Scenario), 200);
  });
  app.openapi(directLossRoute, async (context) => {
    const graph = await graphOf(context.req.valid('query'));
    return context.json(assessDirectly(graph, context.req.valid('json') as Scenario), 200);
  });
  app.openapi(blockedRoute, async (context) => {
    if (tier === 'published') throw notPublished();
    const { among, ...query } = context.req.valid('query');
    return context.json(assessBlocked(await graphOf(query), context.req.valid('param').host, { among }), 200);
  });
  app.openapi(compareRoute, async (context) => {
    if (tier === 'published') throw notPublished();
    const { host, ...query } = context.req.valid('query');
    return context.json(compareHosts(await graphOf(query), host), 200);
  });
  app.openapi(impactMarkdownRoute, async (context) => {
    const graph = await graphOf(context.req.valid('query'));
    return context.text(writeReport(graph, readScenario(new URL(context.req.url).search)), 200, markdown);
  });
  app.openapi(postImpactMarkdownRoute, async (context) => {
    const graph = await graphOf(context.req.valid('query'));
    return context.text(writeReport(graph, context.req.valid('json') as Scenario), 200, markdown);
  });
}

function notPublished(): Refusal {
  return new Refusal(403, {
    error: 'Who blocks whom is not published here, and the answer rests on it.',
    hint: 'Whoever collected it can ask on their own machine: faultline blocked, faultline compare.',
  });
}

function writeReport(graph: Graph, scenario: Scenario): string {
  return renderMarkdown(reportImpact(assess(graph, scenario)));
}

function readScenario(search: string): Scenario {
  const { question, problems } = readLink(search, ['snapshot']);
  const scenario = toScenario(question);
  if (problems.length === 0 && scenario !== null) return scenario;
  throw new UserError(problems[0] ?? 'The link names no change, so there is nothing to report.', {
    hint: 'For example: /api/impact.md?host=my.server&block=other.server',
  });
}
