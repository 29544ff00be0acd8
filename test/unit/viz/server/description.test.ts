import { expect, test } from 'vitest';
import { buildGraph } from '../../../../analysis/graph.ts';
import { renderApiPage } from '../../../../viz/server/api-page.ts';
import { createApp } from '../../../../viz/server/app.ts';
import { worldW1 } from '../../../golden/world-w1.ts';

const app = createApp({ graph: buildGraph(worldW1()), staticDir: '.' });
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function get(path: string, accept?: string) {
  return app.request(path, { headers: { host: 'localhost', ...(accept !== undefined && { accept }) } });
}

test('a program gets the OpenAPI document, a browser a page written from it', async () => {
  const document = await (await get('/api')).json();
  expect(document.openapi).toBe('3.1.0');
  expect(await (await get('/api', '*/*')).json()).toEqual(document);
  expect(await (await get('/api', 'application/json')).json()).toEqual(document);
  expect(await (await get('/api/openapi.json')).json()).toEqual(document);
  const answer = await get('/api', browser);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(answer.headers.get('vary')).toMatch(/Accept/);
  const page = await answer.text();
  for (const [path, methods] of Object.entries<Record<string, { summary: string }>>(document.paths)) {
    for (const [method, { summary }] of Object.entries(methods)) {
      expect(page).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
      for (const part of summary.split(/[`’'"]/)) expect(page).toContain(part);
    }
  }
  for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`<h3 id="${name}">`);
});

test('every type the page speaks of is described on it', async () => {
  const page = await (await get('/api', browser)).text();
  const linked = new Set([...page.matchAll(/href="#(\w+)"/g)].map(([, name]) => name));
  expect(linked.size).toBeGreaterThan(10);
  for (const name of linked) expect(page).toContain(`id="${name}"`);
});

test('the page runs nothing, and takes its style from this server', async () => {
  const page = await (await get('/api', browser)).text();
  expect(page).not.toMatch(/<script|<style|\sstyle=|https?:\/\//);
  const [, style] = /<link rel="stylesheet" href="([^"]+)">/.exec(page)!;
  const answer = await get(style!);
  expect(answer.headers.get('content-type')).toMatch(/^text\/css/);
  expect(await answer.text()).toContain('prefers-color-scheme: dark');
});

test('whatever stands in the document is shown as text', () => {
  const hostile = '<script>alert(1)</script>';
  const page = renderApiPage({
    info: { title: hostile, description: hostile },
    paths: { [`/${hostile}`]: { get: { summary: hostile, responses: { 200: { description: hostile } } } } },
    components: { schemas: { [hostile]: { type: 'object', properties: { [hostile]: { type: 'string' } } } } },
  });
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script');
});
