import { UserError } from '../../data/errors.ts';
import { readHost } from '../../data/host.ts';
import type { Host } from '../../data/types.ts';

/** @throws UserError when the text names no server on the public network */
export function readHostArgument(text: string): Host {
  const host = readHost(text);
  if (host !== undefined) return host;
  throw new UserError(`${JSON.stringify(text.slice(0, 100))} is no host a crawl can visit.`, {
    hint: 'Expected the public name of a server, such as social.example.org, without a port or a path.',
  });
}
