/** All checks on one small fediverse, and how they are shown. */
import { expect, test } from 'vitest';
import { checkIds } from '../../../analysis/checks/check.ts';
import { checkGraph } from '../../../analysis/checks/checks.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';
import { reportChecks } from '../../validate/checks-report.ts';
import type { CheckedDatabase } from '../../validate/database.ts';
import { renderDocument } from '../../validate/document.ts';
import { explainChecks } from '../../validate/explained.ts';
import { languageOf, plantFollows, publishedWorld, publishers } from './published-world.ts';

function check({ servers, rules }: WorldText): CheckedDatabase {
  const graph = buildGraph(buildSnapshot({ servers, rules: rules ?? [] }));
  return { ...checkGraph(graph), snapshot: graph.ref, hosts: graph.order, lists: 0 };
}

/** The same server, if it published no counts. */
function bare({ mau = null, peers = null, language = null }: ServerText): ServerText {
  return { mau, peers, language };
}

const world = publishedWorld(plantFollows(1));

test('every check is made, in order, and says what it rests on', () => {
  const { checks, servers } = check(world);
  expect(servers).toBe(publishers.length);
  expect([...new Set(checks.map(({ id }) => id))]).toEqual([...checkIds]);
  expect(checks.filter(({ rows }) => rows === 0)).toEqual([]);
});

test('a model that learns languages from others beats sizes and ties on servers left out', () => {
  const rows = check(world).checks.filter(({ id }) => id === 'V3');
  expect(rows).toHaveLength(8);
  expect(rows.filter(({ what, met }) => !what.startsWith('slope') && met !== true)).toEqual([]);
});

test('asked again, the same comes out', () => {
  expect(check(world)).toEqual(check(world));
});

test('without published counts nothing is judged, and each check says why', () => {
  const servers = Object.fromEntries(Object.entries(world.servers).map(([name, text]) => [name, bare(text)]));
  const checked = check({ servers });
  expect(checked.checks.filter(({ value, met, why }) => value !== null || met !== null || why === null)).toEqual([]);
  const report = reportChecks(checked);
  for (const id of checkIds) expect(report).toContain(`- ${id}: no `);
  expect(report).not.toMatch(/NaN|undefined|\*\*not met\*\*/);
});

test('of one server that publishes counts nothing can be left out', () => {
  const servers = Object.fromEntries(
    Object.entries(world.servers).map(([name, text]) => [name, name === publishers[0] ? text : bare(text)]),
  );
  const { checks } = check({ servers });
  expect(checks.find(({ id }) => id === 'V1')).toMatchObject({ value: 0 });
  expect(checks.filter(({ id }) => id === 'V5').map(({ why }) => why)).toEqual(
    Array(4).fill('only one server publishes counts'),
  );
});

test('where all who publish speak one language, there is none to leave out', () => {
  const servers = Object.fromEntries(
    Object.entries(world.servers).map(([name, text]) => [name, { ...text, language: 'ja' }]),
  );
  const { checks } = check({ servers });
  const reasons = new Set(checks.filter(({ id }) => id === 'V4').map(({ why }) => why));
  expect([...reasons]).toEqual(['all servers that publish counts are of one language']);
  expect(checks.find(({ id }) => id === 'V5')).toMatchObject({ rows: publishers.length, why: null });
});

test('the tables have a row for every check, language and kind of block', () => {
  const checked = check(world);
  const report = reportChecks(checked);
  for (const { id, what } of checked.checks) expect(report).toContain(`| ${id} ${what}`);
  for (const text of ['a large partner', 'a community', ...publishers.map(languageOf)])
    expect(report).toContain(`| ${text}`);
  expect(report).not.toMatch(/NaN|undefined|Infinity/);
});

test("a software's name is text from a server: it makes no mark in the table", () => {
  const name = 'evil|`\u001b[31m\n# heading';
  const servers = { ...world.servers, 'a06.example': { mau: 20, software: name, peers: [] } };
  const report = reportChecks(check({ servers }));
  expect(report).toContain('evil\\|\\`');
  expect(report).not.toMatch(/\u001b|\n# heading/);
});

test('every check is explained', () => {
  for (const id of checkIds) expect(explainChecks()).toMatch(new RegExp(`\\*\\*${id}, [^*]+\\.\\*\\* \\w`));
});

test('the document explains the checks, and shows those of a database that was at hand', () => {
  const plan = { hosts: 300, seed: 1, shift: true, wrongLanguageShare: 0, asked: 1, cache: null };
  const results = [{ plan, asked: 1, publishing: 0, questions: [], rows: [], reach: [] }];
  const without = renderDocument(results, null);
  expect(without).toContain(explainChecks());
  expect(without).toContain('No database was at hand');
  const checked = check(world);
  expect(renderDocument(results, checked)).toContain(reportChecks(checked));
});
