/** What the routes answer with, as OpenAPI writes it. */
import { z } from '@hono/zod-openapi';
import { problemSchema } from './schemas.ts';

/** Every refusal has the same form. */
export const misuse = {
  400: problem('The question cannot be read.'),
  404: problem('A server or snapshot it names is not there.'),
  409: problem('The database does not allow an answer at present.'),
  429: problem('Too many questions; `Retry-After` says for how many seconds to wait.'),
};

export const tooLarge = { 413: problem('The body is larger than what is read.') };
export const notPublished = { 403: problem('The answer rests on what is not published here.') };
export const notJson = { 415: problem('The body is not sent as JSON.') };

export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { 200: { description, content: { 'application/json': { schema } } } };
}

export function markdown(description: string) {
  return { 200: { description, content: { 'text/markdown': { schema: z.string() } } } };
}

export function binary(description: string) {
  const schema = z.any().openapi({ type: 'string', format: 'binary' });
  return { 200: { description, content: { 'application/octet-stream': { schema } } } };
}

export function problem(description: string) {
  return { description, content: { 'application/json': { schema: problemSchema } } };
}
