import { expect, test } from 'vitest';
import { buildGraph } from '../../../../analysis/graph.ts';
import { createApp } from '../../../../viz/server/app.ts';
import { worldW1 } from '../../../golden/world-w1.ts';

const app = createApp({ graph: buildGraph(worldW1()), staticDir: '.' });

function drop(name: string, text: string) {
  return app.request('/api/blocklist', {
    method: 'POST',
    headers: { host: 'localhost', 'content-type': 'application/json' },
    body: JSON.stringify({ name, text }),
  });
}

test('a list that somebody drops comes back as entries, as an import reads it', async () => {
  const csv = '#domain,#severity,#reject_media\nb.example,suspend,false\nc.example,silence,true\n';
  const answer = await drop('list.csv', csv);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    name: 'list.csv',
    entries: [
      { target: 'b.example', action: 'suspend' },
      { target: 'c.example', action: 'silence' },
    ],
    notes: [],
  });
});

test('what is left out or taken for something else is told of', async () => {
  const answer = await drop('list.csv', 'domain,severity\nb.example,suspned\nnot a host,suspend\n');
  const { entries, notes } = await answer.json();
  expect(entries).toEqual([{ target: 'b.example', action: 'suspend' }]);
  expect(notes).toEqual([
    '1 row names no server and is left out, the first on line 3.',
    'Line 2: severity "suspned" is read as suspend.',
  ]);
});

test('an entry with what its list says can be asked about at once', async () => {
  const { name, entries } = await (await drop('list.txt', 'b.example\n')).json();
  const asked = await app.request('/api/impact', {
    method: 'POST',
    headers: { host: 'localhost', 'content-type': 'application/json' },
    body: JSON.stringify({ host: 'x.example', lists: [{ name, entries }] }),
  });
  expect(asked.status).toBe(200);
});

test.each([
  ['a file that names no server', 'notes.txt', 'nothing here', 400, /names no server/],
  ['malformed JSON', 'list.json', '{"blocks": [', 400, /list\.json/],
  ['a file without a name', '', 'b.example', 400, /name/],
  ['more than 8 MB', 'list.csv', 'b.example\n'.repeat(900_000), 413, /larger than 8 MB/],
])('%s is refused with a sentence', async (_, name, text, status, error) => {
  const answer = await drop(name, text);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ error: expect.stringMatching(error), hint: expect.stringMatching(/\w/) });
});
