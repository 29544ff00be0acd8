import { expect, test } from 'vitest';
import type { RuleText } from '../../../../data/types.ts';
import { bodyOf, get, serverWith, worldWith } from './sample.ts';

const row = (target: string, action: string, comment: string | null = null, masked = false) => ({
  target: target as RuleText,
  action,
  comment,
  masked,
});
const blocks = [
  row('*.spam.example', 'reject', 'advertising'),
  row('loud.example', 'federated_timeline_removal'),
  row('masked-name.example', 'reject', 'harassment', true),
  row('quiet.example', 'quarantined_instances', 'leaks', true),
  row('worse.example', 'rejected_instances'),
];
const pleroma = serverWith('pleroma');
const akkoma = serverWith('akkoma');
const federationOf = (server: typeof pleroma, change: object) => {
  const changed = worldWith(server, { blocks, blocksShown: 'all', allows: [], ...change });
  const document = bodyOf(get(server.host, '/nodeinfo/2.0.json', changed.world)) as {
    metadata: { federation: Record<string, unknown> };
  };
  return document.metadata.federation;
};

test('declared policies stand in NodeInfo: lists of the simple policy, an array of quarantined, an object of rejected', () => {
  expect(federationOf(pleroma, {})).toMatchObject({
    enabled: true,
    exclusions: false,
    mrf_simple: {
      reject: ['*.spam.example', 'masked-name.example'],
      federated_timeline_removal: ['loud.example'],
      media_removal: [],
      accept: [],
    },
    mrf_simple_info: { reject: { '*.spam.example': { reason: 'advertising' } } },
    quarantined_instances: ['quiet.example'],
    rejected_instances: { 'worse.example': { reason: '' } },
  });
});

test('rules without any reason have no entry among the reasons', () => {
  expect(Object.keys(federationOf(pleroma, {}).mrf_simple_info as object)).toEqual(['reject']);
});

test('without transparency the object shrinks to `enabled`', () => {
  expect(federationOf(pleroma, { blocksShown: 'none' })).toEqual({ enabled: true });
});

test('excluded names are gone without a trace but the flag, though not from the quarantine', () => {
  const federation = federationOf(pleroma, { blocksShown: 'some' });
  expect(federation.exclusions).toBe(true);
  expect(JSON.stringify(federation)).not.toContain('masked-name');
  expect(federation.quarantined_instances).toEqual(['quiet.example']);
});

test('Akkoma masks names without a digest, though not in the quarantine', () => {
  const federation = federationOf(akkoma, {});
  expect(federation.mrf_simple).toMatchObject({ reject: ['*.spam.example', 'mas********.****ple'] });
  expect(federation.quarantined_instances).toEqual(['quiet.example']);
  expect(federation).not.toHaveProperty('rejected_instances');
});

test('two names that Akkoma masks alike share one reason, the last', () => {
  const twins = [row('mask-one.example', 'reject', 'first', true), row('mask-two.example', 'reject', 'last', true)];
  const federation = federationOf(akkoma, { blocks: twins });
  const shown = 'mas*****.****ple';
  expect(federation).toMatchObject({
    mrf_simple: { reject: [shown, shown] },
    mrf_simple_info: { reject: { [shown]: { reason: 'last' } } },
  });
});

test('allowed names stand under accept', () => {
  const allows = ['friend.example'] as unknown as RuleText[];
  expect(federationOf(pleroma, { allows }).mrf_simple).toMatchObject({ accept: ['friend.example'] });
});

test('blocked servers stay in the peer list', () => {
  const peers = bodyOf(get(pleroma.host, '/api/v1/instance/peers')) as string[];
  const blocked = [row(peers[0]!, 'reject')];
  const changed = worldWith(pleroma, { blocks: blocked });
  expect(bodyOf(get(pleroma.host, '/api/v1/instance/peers', changed.world))).toEqual(peers);
});

test('an untidy peer list holds names that name no host', () => {
  const changed = worldWith(pleroma, { untidy: true });
  const peers = bodyOf(get(pleroma.host, '/api/v1/instance/peers', changed.world)) as string[];
  expect(peers).toEqual(expect.arrayContaining(['', '192.0.2.7']));
});

test('the document is announced and served with and without .json, the profile quoted by Akkoma only', () => {
  const links = (bodyOf(get(pleroma.host, '/.well-known/nodeinfo')) as { links: { href: string }[] }).links;
  expect(links.map(({ href }) => href)).toEqual([
    `https://${pleroma.host}/nodeinfo/2.0.json`,
    `https://${pleroma.host}/nodeinfo/2.1.json`,
  ]);
  expect(get(pleroma.host, '/nodeinfo/2.1').status).toBe(200);
  expect(get(pleroma.host, '/nodeinfo/2.0.json').headers['content-type']).toContain('profile=http');
  expect(get(akkoma.host, '/nodeinfo/2.0.json').headers['content-type']).toContain('profile="http');
});
