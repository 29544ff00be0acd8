/** Servers that mean harm, each in one way, for one crawl together with honest ones. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Handler, mastodonSite, nodeInfo, type Site, status } from './server.ts';

const peersPath = '/api/v1/instance/peers';
const blocksPath = '/api/v1/instance/domain_blocks';

export const honestHosts = ['honest-a.example', 'honest-b.example', 'honest-c.example'] as const;
/** Its name leads to an address that is not public. */
export const insideHost = 'inside.example';
export const floodDomain = 'flood.example';
export const floodNames = 20_000;
/** Paths that the robots.txt of their host forbids, with the host. */
export const forbidden = [
  `closed.example${peersPath}`,
  'closed.example/private',
  'shut.example/.well-known/nodeinfo',
] as const;

export const escapes = '\u001b[31mred\u001b]0;title\u0007 \u202eevil <script>alert(1)</script> =HYPERLINK("x")';

const generated = Array.from({ length: floodNames }, (_, number) => `x${number.toString(36)}.${floodDomain}`);
/** Two gigabytes of nothing in two megabytes: gzip may have many members. */
const bomb = Buffer.concat(Array<Buffer>(2000).fill(gzipSync(Buffer.alloc(1_000_000))));

const body =
  (bytes: () => string | Buffer, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(200, headers).end(bytes());
const html = body(() => '<!DOCTYPE html><title>welcome</title>', { 'content-type': 'text/html' });
const to = (location: string) => status(302, { location });

const drip: Handler = (_request, response) => {
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
};

const endless: Handler = (_request, response) => pour(response, Buffer.alloc(65_536, ' '));

/** Writes until the other side has enough. */
function pour(response: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

/** A Mastodon of which one answer means harm. */
const withAnswer = (path: string, answer: Site[string]) => (host: string) => mastodonSite(host, [], { [path]: answer });
const withPeers = (answer: Site[string]) => withAnswer(peersPath, answer);

/** @param target origin of a server inside our own network */
function waysToHarm(target: string): Record<string, (host: string) => Site> {
  return {
    'long-text.example': withPeers(body(() => `["${'x'.repeat(10_000_000)}"]`)),
    'drip.example': withPeers(drip),
    'silent.example': withPeers(() => {}),
    'endless.example': withPeers(endless),
    'bomb.example': withPeers(body(() => bomb, { 'content-encoding': 'gzip' })),
    'deep.example': withPeers(body(() => '['.repeat(1_000_000))),
    'bytes.example': withPeers(body(() => Buffer.from([0x5b, 0x22, 0xc3, 0x28, 0xff, 0x22, 0x5d]))),
    'pages.example': () => ({ '*': html }),
    'loop.example': withPeers(to(`${peersPath}?again`)),
    'inward.example': withPeers(to(`${target}/peers`)),
    'inward-robots.example': (host) => mastodonSite(host, [], { '/robots.txt': to(`${target}/robots.txt`) }),
    'inward-metadata.example': withAnswer(blocksPath, to('https://169.254.169.254/latest/meta-data/')),
    'outward.example': withPeers(to('https://honest-a.example/admin')),
    'href.example': (host) => ({
      ...mastodonSite(host),
      '/.well-known/nodeinfo': { links: [{ rel: schema('2.0'), href: `${target}/nodeinfo/2.0` }] },
    }),
    'links.example': (host) => ({
      ...mastodonSite(host),
      '/.well-known/nodeinfo': { links: { rel: schema('2.0'), href: `https://${host}/nodeinfo/2.0` } },
    }),
    'numbers.example': (host) => ({
      ...mastodonSite(host),
      ...nodeInfo(host, 'mastodon', '4.3.2', {
        openRegistrations: 'true',
        usage: { users: { total: '12', activeMonth: -1, activeHalfyear: 1e308 }, localPosts: {} },
      }),
    }),
    'escapes.example': (host) => ({
      ...mastodonSite(host),
      ...nodeInfo(host, 'mastodon', `4.3.2${escapes}`),
      [blocksPath]: [{ domain: honestHosts[1], digest: escapes, severity: `suspend${escapes}`, comment: escapes }],
    }),
    [floodDomain]: withPeers([...generated, ...honestHosts]),
    'flooded.example': withPeers([...generated].reverse()),
    'closed.example': withAnswer('/robots.txt', `User-agent: *\nDisallow: ${peersPath}\nDisallow: /private\n`),
    'sly.example': (host) =>
      mastodonSite(host, [], {
        '/robots.txt': 'User-agent: *\nDisallow: /private\n',
        [peersPath]: to('/private'),
        '/private': ['generated.example'],
      }),
    'shut.example': withAnswer('/robots.txt', 'User-agent: *\nDisallow: /\n'),
    'refuses.example': (host) => mastodonSite(host, [], { [peersPath]: status(403), [blocksPath]: status(404) }),
    'busy.example': withPeers(status(429, { 'retry-after': '0' })),
    'late.example': withPeers(status(408)),
    'breaks.example': withPeers(status(502)),
    'hangs-up.example': () => ({ '*': (request) => void request.socket.destroy() }),
  };
}

const schema = (version: string) => `http://nodeinfo.diaspora.software/ns/schema/${version}`;

export interface HostileWorld {
  sites: Record<string, Site>;
  /** What the honest ones publish. */
  truth: { peers: string[]; blocks: { target: string; action: string; comment: string }[] };
}

export function makeHostileWorld(target: string): HostileWorld {
  const ways = waysToHarm(target);
  const peers = [...Object.keys(ways), insideHost, ...honestHosts].sort();
  const blocks = [{ target: 'bomb.example', action: 'suspend', comment: 'sends bombs' }];
  const rows = blocks.map(({ target: domain, action, comment }) => ({ domain, severity: action, comment, digest: '' }));
  const sites: Record<string, Site> = {};
  for (const host of honestHosts) sites[host] = mastodonSite(host, peers, { [blocksPath]: rows, '/admin': 'secret' });
  for (const [host, make] of Object.entries(ways)) sites[host] = make(host);
  return { sites, truth: { peers, blocks } };
}
