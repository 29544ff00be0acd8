/** What a server's people no longer get when it falls silent, and who comes along when they move. */
import { z } from '@hono/zod-openapi';
import { estimate } from './figures.ts';

export const outage = z
  .object({
    after: z.array(z.object({ days: z.number(), gone: estimate })),
    firstDay: z.number().nullable(),
    assumed: estimate,
  })
  .openapi('Outage');

export const portability = z
  .object({ portable: estimate, refused: estimate, deleted: estimate, withoutMove: estimate, unread: estimate })
  .openapi('Portability');
