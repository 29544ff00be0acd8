/** Servers of one process, all with the same few lists of 75,000 peers each in its own order; until its parent lets go. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { seededRandom } from '../../data/random.ts';
import { shuffled, someHosts } from './large/intake/peer-bodies.ts';
import { readPlan } from './processes.ts';

export interface ListServerPlan {
  /** Names in each list. */
  peers: number;
}

export interface ListServerAnswer {
  port: number;
  /** Of each list, before compression. */
  bytes: number;
}

const { peers } = await readPlan<ListServerPlan>();
const random = seededRandom(9);
const names = someHosts(peers);
const lists = Array.from({ length: 8 }, () => Buffer.from(JSON.stringify(shuffled(names, random))));
const compressed = lists.map((list) => gzipSync(list, { level: 1 }));

const nodeInfo = {
  ...{ version: '2.0', software: { name: 'mastodon', version: '4.5.0' }, protocols: ['activitypub'] },
  ...{ usage: { users: { total: 120, activeMonth: 30, activeHalfyear: 60 }, localPosts: 4000 } },
  ...{ openRegistrations: true, metadata: {} },
};
let served = 0;

const server = createServer(({ url, headers }, response) => {
  const json = (value: unknown) => send(response, Buffer.from(JSON.stringify(value)));
  const href = `https://${headers.host}/nodeinfo/2.0`;
  if (url === '/.well-known/nodeinfo')
    json({ links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href }] });
  else if (url === '/nodeinfo/2.0') json(nodeInfo);
  else if (url === '/api/v2/instance') json({ domain: headers.host, languages: ['en'] });
  else if (url === '/api/v1/instance/domain_blocks') json([]);
  else if (url === '/api/v1/instance/peers') send(response, compressed[served++ % compressed.length]!, 'gzip');
  else response.writeHead(404).end();
});
// Said to nobody, as nginx does by default, so that each client lets go when it would: one kept for long for each of many
// servers is more files than a process may have open.
server.keepAliveTimeout = 0;
server.listen(0, '0.0.0.0', 4096, () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port, bytes: lists[0]!.length } satisfies ListServerAnswer);
});
process.once('disconnect', () => {
  server.closeAllConnections();
  server.close();
});

function send(response: ServerResponse, body: Buffer, encoding?: 'gzip'): void {
  response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', body.length);
  if (encoding !== undefined) response.setHeader('content-encoding', encoding);
  response.end(body);
}
