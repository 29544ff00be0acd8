import { expect, test } from 'vitest';
import { admit } from '../../../crawler/discovery.ts';
import { block, host, list, rule, visit } from '../../fixtures/observed.ts';

const hosts = (...names: string[]) => names.map(host);

test('each visit adds the first hosts it names, whichever list they stand in', () => {
  const first = visit('a.example', 1, {
    peers: list(hosts('known.example', 'p.example')),
    blocks: list([block('b.example'), block('x.ma**ed.example')]),
    allows: list([rule('l.example')]),
  });
  const discovered = hosts('b.example', 'l.example', 'p.example');
  expect(admit([first], discovered, 3)).toEqual(discovered);
  expect(admit([first], discovered, 2)).toEqual(['b.example', 'p.example']);
  expect(admit([first], discovered, 0)).toEqual([]);
});

test('a host beyond the budget of one visit may come in by another that names it', () => {
  const flood = visit('flood.example', 1, { peers: list(hosts('j1.example', 'j2.example', 'real.example')) });
  const honest = visit('honest.example', 1, { peers: list(hosts('real.example')) });
  const discovered = hosts('j1.example', 'j2.example', 'real.example');
  expect(admit([flood, honest], discovered, 1)).toEqual(['j1.example', 'real.example']);
});
