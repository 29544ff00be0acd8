import { expect, test } from 'vitest';
import { adapters } from '../../../../crawler/software/index.ts';
import { partsReadAt } from '../../../../data/store/fill-parts.ts';

test.each([
  ['/robots.txt', []],
  ['/.well-known/nodeinfo', []],
  ['/nodeinfo/2.1', ['facts', 'blocks', 'allows']],
  ['/some/where/else.json', ['facts', 'blocks', 'allows']],
  ['/api/v1/instance/nodeinfo/2.0/', ['facts', 'blocks', 'allows']],
  ['/api/v1/instance', ['facts']],
  ['/api/v1/instance/peers', ['peers']],
  ['/api/v1/instance/peers?filter=suspended', ['blocks']],
  ['/api/v4/federated_instances?kind=blocked&limit=50', ['blocks']],
  ['/api/federation/instances?limit=100&offset=0', ['peers', 'blocks', 'counts']],
])('%s was asked for %j', (path, parts) => {
  expect(partsReadAt(path)).toEqual(parts);
});

test('every path that adapters ask for is one of which it is known what was read there', () => {
  for (const { paths } of Object.values(adapters)) {
    for (const [path, parts] of Object.entries(paths)) {
      if (path === '/api/v4/federated_instances') continue; // each of its kinds brings another list
      const read = partsReadAt(path);
      expect({ path, read: parts.filter((part) => read.includes(part)).length > 0 }).toEqual({ path, read: true });
      expect(read).not.toEqual(['facts', 'blocks', 'allows']);
    }
  }
});
