import { DOMParser, type Element } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import type { MapFile } from '../../../../analysis/types.ts';
import type { Host } from '../../../../data/types.ts';
import { mapColors } from '../../../../viz/map/map-colors.ts';
import { drawMapSvg, type MapPicture } from '../../../../viz/map/map-svg.ts';
import type { Mark } from '../../../../viz/map/marks.ts';
import { mapOf } from '../../../fixtures/maps.ts';
import { map } from '../app/answers.ts';

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>&\u0000\u202e\ud800';

function draw(of: MapFile, changes: Partial<MapPicture> = {}): { text: string; root: Element } {
  const text = drawMapSvg(of, {
    marks: of.hosts.map((): Mark => 'kept'),
    focus: null,
    lit: null,
    theme: mapColors.light,
    width: 600,
    height: 400,
    caption: 'Faultline, 2026-11-20',
    title: 'Map of servers',
    desc: 'Five servers.',
    labels: 50,
    ...changes,
  });
  const faults: string[] = [];
  const parser = new DOMParser({ onError: (level, message) => faults.push(`${level}: ${message}`) });
  const root = parser.parseFromString(text, 'image/svg+xml').documentElement!;
  expect(faults).toEqual([]);
  return { text, root };
}

const all = (root: Element, name: string) => [...root.getElementsByTagName(name)];
const texts = (root: Element) => all(root, 'text').map(({ textContent }) => textContent);

/** As many servers on a line, each tied to the next, the first the largest, those from `firstSmall` on small. */
function chain(count: number, firstSmall = count): MapFile {
  const servers = Array.from({ length: count }, (_, i) => {
    return { x: i, y: i % 7, community: 0, audience: count - i, small: Number(i >= firstSmall) };
  });
  const edges = servers.slice(1).map((_, i) => [i, i + 1, 1 / (i + 1)] as const);
  return mapOf({ servers, edges, communities: ['One'] });
}

test('the picture is a document with a title, a description, every server, and its caption', () => {
  const { root } = draw(map);
  expect([root.tagName, root.getAttribute('role')]).toEqual(['svg', 'img']);
  expect(all(root, 'title').map(({ textContent }) => textContent)).toEqual(['Map of servers']);
  expect(all(root, 'desc').map(({ textContent }) => textContent)).toEqual(['Five servers.']);
  expect(all(root, 'circle')).toHaveLength(map.hosts.length);
  expect(texts(root)).toContain('Faultline, 2026-11-20');
});

test('nothing in it needs leave from a content security policy', () => {
  const marks: Mark[] = ['focus', 'cut', 'hidden', 'silent', 'unknown'];
  const { root } = draw(map, { marks, focus: map.hosts[0]!, lit: new Set([0, 1]), ties: new Map([[1, 0.5]]) });
  for (const element of all(root, '*')) {
    expect(['style', 'script', 'image', 'use', 'foreignObject', 'a']).not.toContain(element.tagName);
    for (const { name, value } of [...element.attributes]) {
      expect(name).not.toMatch(/^(on|style|href|xlink)/);
      if (name !== 'xmlns') expect(value).not.toMatch(/url\(|:\/\//);
    }
  }
});

test('names and captions that are markup come out as text', () => {
  const hosts = [hostile as Host, ...map.hosts.slice(1)];
  const { root, text } = draw({ ...map, hosts }, { caption: hostile, title: hostile, desc: hostile, width: 4000 });
  expect(all(root, 'script').length + all(root, 'img').length).toBe(0);
  expect(text).not.toMatch(/<script|<img/);
  const shown = hostile.replace(/[\u0000\u202e\ud800]/g, '');
  expect(all(root, 'title')[0]!.textContent).toBe(shown);
  expect(texts(root)).toContain(shown);
});

test('each mark has a shape of its own', () => {
  const marks: Mark[] = ['cut', 'hidden', 'cut-today', 'hidden-today', 'opened', 'unknown', 'silent', 'focus', 'kept'];
  const shapes = marks.map((mark) => {
    const { root } = draw(chain(1), { marks: [mark], labels: 0, caption: '' });
    const painted = [...all(root, 'path'), ...all(root, 'circle')];
    return painted.map(
      (part) =>
        `${part.tagName} ${part.getAttribute('d')} ${part.getAttribute('stroke-dasharray')} ${part.getAttribute('fill') === mapColors.light.ground}`,
    );
  });
  expect(new Set(shapes.map((shape) => shape.join('|'))).size).toBe(marks.length);
});

test('a large map shows its largest servers and says how much it leaves out', () => {
  const { root } = draw(chain(5000), { maxServers: 100 });
  expect(all(root, 'circle')).toHaveLength(100);
  expect(texts(root).join(' ')).toContain('4900 smaller servers and 0 weaker ties');
  const named = texts(draw(chain(5), { labels: 2 }).root).filter((text) => text!.startsWith('s0'));
  expect(named).toEqual(['s00000.example', 's00001.example']);
});

test('a server with a mark is drawn however small it is, and all of it lies within the picture', () => {
  const of = chain(500);
  const marks = of.hosts.map((_, i): Mark => (i === 499 ? 'cut' : 'kept'));
  const { root } = draw(of, { marks, maxServers: 10 });
  expect(all(root, 'g').filter((group) => group.getAttribute('transform') !== null)).toHaveLength(1);
  for (const disc of all(root, 'circle')) {
    expect(Number(disc.getAttribute('cx'))).toBeGreaterThan(0);
    expect(Number(disc.getAttribute('cy'))).toBeLessThan(400);
  }
});

test('small servers are one ring a community, unless the question touches one', () => {
  const of = chain(20, 8);
  const rings = (root: Element) => all(root, 'circle').filter((it) => it.getAttribute('stroke-dasharray') !== null);
  const plain = draw(of).root;
  expect(all(plain, 'circle')).toHaveLength(9);
  expect(rings(plain)).toHaveLength(1);
  const marks = of.hosts.map((_, i): Mark => (i === 15 ? 'hidden' : 'kept'));
  expect(all(draw(of, { marks }).root, 'g').filter((it) => it.getAttribute('transform') !== null)).toHaveLength(1);
  const shown = draw(of, { isHidden: () => false }).root;
  expect([all(shown, 'circle').length, rings(shown).length]).toEqual([20, 0]);
});

test('what became of a server since an earlier snapshot is a shape beside it', () => {
  const changes = new Map([
    [0, 'new' as const],
    [1, 'gone' as const],
    [2, 'changed' as const],
    [3, 'not-observed' as const],
  ]);
  const { root } = draw(chain(5), { changes });
  expect(all(root, 'g').filter((it) => it.getAttribute('transform') !== null)).toHaveLength(3);
  expect(all(root, 'circle').filter((it) => it.getAttribute('stroke-dasharray') !== null)).toHaveLength(1);
});
