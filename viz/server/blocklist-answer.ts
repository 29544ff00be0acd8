import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { readDroppedList } from '../shared/dropped-list.ts';
import { Refusal } from './problems.ts';
import { json, misuse, notJson, tooLarge } from './responses.ts';
import { query, readListSchema } from './schemas.ts';

/** A hundred times the largest lists that are passed round. */
const maxTextBytes = 8 * 1024 * 1024;

const fileSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(255).openapi({ example: 'list.csv' }),
    text: z
      .string()
      .openapi({ description: 'What the file holds, up to 8 MB; any dialect that `faultline import` reads.' }),
  })
  .openapi('BlocklistFile');

const blocklistRoute = createRoute({
  method: 'post',
  path: '/api/blocklist',
  summary: 'The entries of a blocklist file, for a scenario; nothing is kept',
  request: { query: query({}), body: { required: true, content: { 'application/json': { schema: fileSchema } } } },
  responses: { ...json('The list as it was read.', readListSchema), ...misuse, ...tooLarge, ...notJson },
});

export function addBlocklistAnswer(app: OpenAPIHono): void {
  app.openapi(blocklistRoute, (context) => {
    const { name, text } = context.req.valid('json');
    if (Buffer.byteLength(text) > maxTextBytes) {
      throw new Refusal(413, { error: 'The list is larger than 8 MB.', hint: 'Give a part of it at a time.' });
    }
    return context.json(readDroppedList(name, text), 200);
  });
}
