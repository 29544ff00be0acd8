/** Answers each route from the graph, and the map as it was packed when the app was made. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { assessBlocked } from '../../analysis/blocked.ts';
import { compareHosts } from '../../analysis/compare.ts';
import { audienceOf, type Graph } from '../../analysis/graph.ts';
import { describeHost } from '../../analysis/host-card.ts';
import { assess } from '../../analysis/impact.ts';
import { toMapJson } from '../../analysis/map-json.ts';
import { reportImpact } from '../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../analysis/report/markdown.ts';
import { listTies } from '../../analysis/ties-of.ts';
import type { MapFile, Scenario } from '../../analysis/types.ts';
import { writeMap } from '../../analysis/write-map.ts';
import { UserError } from '../../data/errors.ts';
import { readHost } from '../../data/host.ts';
import type { FoundHost } from '../shared/found-host.ts';
import { readLink } from '../shared/link.ts';
import { toScenario } from '../shared/question.ts';
import { findHosts } from './find-hosts.ts';
import { packBytes, packJson } from './packed-answer.ts';
import {
  blockedRoute,
  cardRoute,
  compareRoute,
  findRoute,
  impactMarkdownRoute,
  impactRoute,
  mapFileRoute,
  mapRoute,
  postImpactMarkdownRoute,
  statusRoute,
  tiesRoute,
} from './routes.ts';

const markdown = { 'Content-Type': 'text/markdown; charset=utf-8' };

export function addAnswers(app: OpenAPIHono, graph: Graph, map: MapFile): void {
  const { snapshot, coverage, communities } = map;
  const status = { snapshot, coverage, communities };
  const hosts = listHosts(graph);

  app.openapi(mapRoute, packJson(toMapJson(map)));
  app.openapi(mapFileRoute, packBytes(writeMap(map), 'application/octet-stream'));
  app.openapi(statusRoute, (context) => context.json(status, 200));
  app.openapi(findRoute, (context) => {
    const { q, limit } = context.req.valid('query');
    return context.json(findHosts(hosts, readHost(q) ?? q, limit), 200);
  });
  app.openapi(cardRoute, (context) => context.json(describeHost(graph, context.req.valid('param').host), 200));
  app.openapi(tiesRoute, (context) => context.json(listTies(graph, context.req.valid('param').host), 200));
  app.openapi(impactRoute, (context) => context.json(assess(graph, context.req.valid('json') as Scenario), 200));
  app.openapi(blockedRoute, (context) => {
    const { among } = context.req.valid('query');
    return context.json(assessBlocked(graph, context.req.valid('param').host, { among }), 200);
  });
  app.openapi(compareRoute, (context) => context.json(compareHosts(graph, context.req.valid('query').host), 200));
  const writeReport = (scenario: Scenario) => renderMarkdown(reportImpact(assess(graph, scenario)));
  app.openapi(impactMarkdownRoute, (context) =>
    context.text(writeReport(readScenario(new URL(context.req.url).search)), 200, markdown),
  );
  app.openapi(postImpactMarkdownRoute, (context) =>
    context.text(writeReport(context.req.valid('json') as Scenario), 200, markdown),
  );
}

function listHosts(graph: Graph): FoundHost[] {
  return graph.snapshot.hosts.map(({ host, software }, node) => ({
    host,
    software,
    audience: audienceOf(graph, node),
    audienceSource: graph.audience.source[node]!,
  }));
}

function readScenario(search: string): Scenario {
  const { question, problems } = readLink(search);
  const scenario = toScenario(question);
  if (problems.length === 0 && scenario !== null) return scenario;
  throw new UserError(problems[0] ?? 'The link names no change, so there is nothing to report.', {
    hint: 'For example: /api/impact.md?host=my.server&block=other.server',
  });
}
