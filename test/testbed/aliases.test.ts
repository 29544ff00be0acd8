/** Other names of a server, as the file keeps them: they are visited like any name that is met. */
import { expect, onTestFinished, test } from 'vitest';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects } from '../../crawler/default-effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { host, temporaryStore } from '../fixtures/observed.ts';
import { mastodonSite, serveSites } from './server.ts';

test('hosts named only as a block target or an alias are visited in the same run', async () => {
  const server = await serveSites({
    'a.example': mastodonSite('a.example', [], {
      '/api/v2/instance': { domain: 'handle.example' },
      '/api/v1/instance/domain_blocks': [{ domain: 'blocked.example', severity: 'suspend' }],
    }),
    'handle.example': {},
    'blocked.example': {},
  });
  const network = loopbackNetwork(server.port);
  onTestFinished(async () => {
    await network.close();
    await server.close();
  });
  const store = await temporaryStore();
  await store.addHosts([host('a.example')]);
  await crawl({
    store,
    effects: defaultEffects({ network }),
    settings: resolveSettings({ minGapMs: 0, retryDelayMs: 0 }),
  });
  const { rows } = await store.query('SELECT DISTINCT host FROM visits JOIN hosts ON hosts.id = host_id ORDER BY 1');
  expect(rows.flat()).toEqual(['a.example', 'blocked.example', 'handle.example']);
});
