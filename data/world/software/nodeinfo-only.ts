/** Software without a list a stranger could read: GoToSocial as it comes, PeerTube and WriteFreely for our questions. */
import { type Emulator, json } from '../answer.ts';
import { discovery, document } from './nodeinfo.ts';

const closedPaths: Readonly<Record<string, string>> = {
  '/api/v1/instance/peers': 'Unauthorized: peers open query requires an authenticated account/user',
  '/api/v1/instance/domain_blocks': 'Unauthorized: domain blocks endpoint requires an authenticated account/user',
};

export const gotosocial: Emulator = (_, server, { path }) => {
  if (path === '/.well-known/nodeinfo') return discovery(server, { '2.0': '/nodeinfo/2.0', '2.1': '/nodeinfo/2.1' });
  if (path === '/nodeinfo/2.0') return document(server, { version: '2.0' });
  if (path === '/nodeinfo/2.1') return document(server, { version: '2.1' });
  const refusal = closedPaths[path];
  if (refusal !== undefined) return json({ error: refusal }, { status: 401 });
  return path.startsWith('/api/') ? json({ error: 'Not Found' }, { status: 404 }) : undefined;
};

export const peertube: Emulator = (_, server, { path }) => {
  if (path === '/.well-known/nodeinfo') return discovery(server, { '2.0': '/nodeinfo/2.0.json' });
  if (path === '/nodeinfo/2.0.json') return document(server, { version: '2.0', comments: true });
  return undefined;
};

export const writefreely: Emulator = (_, server, { path }) => {
  if (path === '/.well-known/nodeinfo') return discovery(server, { '2.0': '/api/nodeinfo' });
  if (path === '/api/nodeinfo') return document(server, { version: '2.0' });
  return undefined;
};
