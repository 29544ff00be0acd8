import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GraphFormat, graphFormats, writeGraphFile } from '../../../analysis/graph-files.ts';
import type { MapFile } from '../../../analysis/types.ts';
import { mapOf } from '../../fixtures/maps.ts';
import { temporaryFolder } from '../../fixtures/observed.ts';

/** Markup, quotes, an end of CDATA, controls, a line turned round, a lone surrogate, what XML has no way to write. */
const hostile = `<b x='1' y="2">&amp; ]]> \u0000\u0007\u001b[31m\r\n\t\u202e\ud800\ufffe\uffff&#0; é漢🐘`;

function chainOf(software: (string | null)[], communities: string[] = []): MapFile {
  return mapOf({
    servers: software.map((name, at) => ({
      ...{ x: at - 0.5, y: 0 - at, software: name },
      community: at < communities.length ? at : -1,
      audience: at === 0 ? null : at,
    })),
    edges: software.slice(1).map((_, at) => [at, at + 1, 1 / (at + 2)] as const),
    communities,
  });
}

interface ReadGraph {
  nodes: Record<string, Record<string, string>>;
  edges: [string, string, string][];
}

/** By an XML reader that knows nothing of what wrote it, and takes no file that is not well-formed. */
function readGraph(text: string, format: GraphFormat): ReadGraph {
  const document = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, 'application/xml');
  const all = (name: string, within: Element | typeof document = document) => [...within.getElementsByTagName(name)];
  const attribute = (element: Element, name: string) => element.getAttribute(name) ?? '';
  const valuesOf = (element: Element): Record<string, string> =>
    format === 'gexf'
      ? {
          label: attribute(element, 'label'),
          ...Object.fromEntries(all('attvalue', element).map((it) => [attribute(it, 'for'), attribute(it, 'value')])),
          ...Object.fromEntries(
            all('viz:position', element).flatMap((it) => ['x', 'y'].map((axis) => [axis, attribute(it, axis)])),
          ),
        }
      : Object.fromEntries(all('data', element).map((it) => [attribute(it, 'key'), it.textContent ?? '']));
  return {
    nodes: Object.fromEntries(all('node').map((node) => [attribute(node, 'id'), valuesOf(node)])),
    edges: all('edge').map((edge) => [
      attribute(edge, 'source'),
      attribute(edge, 'target'),
      format === 'gexf' ? attribute(edge, 'weight') : valuesOf(edge).weight!,
    ]),
  };
}

test.each(graphFormats)('%s: nodes come back with all that is known of them, edges with their weight', (format) => {
  const map = chainOf(['mastodon', null, 'lemmy'], ['one, two (ja)']);
  expect(readGraph(writeGraphFile(map, format, 'Faultline'), format)).toEqual({
    nodes: {
      's00000.example': {
        ...{ label: 's00000.example', x: '-0.5', y: '0', community: '0', community_name: 'one, two (ja)' },
        ...{ software: 'mastodon', liveness: 'alive' },
      },
      's00001.example': { label: 's00001.example', x: '0.5', y: '-1', audience: '1', liveness: 'alive' },
      's00002.example': {
        label: 's00002.example',
        x: '1.5',
        y: '-2',
        audience: '2',
        software: 'lemmy',
        liveness: 'alive',
      },
    },
    edges: [
      ['s00000.example', 's00001.example', '0.5'],
      ['s00001.example', 's00002.example', '0.333'],
    ],
  });
});

/** XML 1.0 section 2.2: what a document may hold. */
const characters = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

test.each(graphFormats)(
  '%s: whatever a server calls its software, the file is well-formed, and the name stays apart',
  (format) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: fc.constantFrom(...hostile), minLength: 1 }),
      fc.constantFrom('__proto__', 'constructor', hostile, '0', 'true', '1e5'),
    );
    fc.assert(
      fc.property(text, text, (software, name) => {
        const written = writeGraphFile(chainOf([software, 'mastodon'], [name]), format, 'Faultline');
        expect(written).toMatch(characters);
        const { nodes } = readGraph(written, format);
        expect(Object.keys(nodes)).toEqual(['s00000.example', 's00001.example']);
        const read = nodes['s00000.example']!.software ?? '';
        expect(read).not.toMatch(/[\p{Cc}\u202e]/u);
        expect(nodes['s00001.example']!.software).toBe('mastodon');
      }),
      { seed: 135, numRuns: 300 },
    );
    const { nodes } = readGraph(writeGraphFile(chainOf([hostile, null]), format, 'Faultline'), format);
    expect(nodes['s00000.example']!.software).toBe(`<b x='1' y="2">&amp; ]]> [31m&#0; é漢🐘`);
  },
);

const hasNetworkx = spawnSync('python3', ['-c', 'import networkx']).status === 0;
if (!hasNetworkx) console.warn('python3 with networkx is absent: what it reads of GEXF and GraphML is not tested');

test.skipIf(!hasNetworkx).each(graphFormats)(
  '%s: networkx reads it, hostile names and all (skipped where it is absent)',
  (format) => {
    const file = join(temporaryFolder(), `graph.${format}`);
    writeFileSync(file, writeGraphFile(chainOf([hostile, 'lemmy', null], [hostile]), format, 'Faultline'));
    const script = `
import json, sys, networkx
graph = networkx.read_${format}(sys.argv[1])
print(json.dumps([graph.is_directed(), list(graph.nodes(data=True)), [[a, b, d["weight"]] for a, b, d in graph.edges(data=True)]]))`;
    const printed = execFileSync('python3', ['-c', script, file], { encoding: 'utf8' });
    const [isDirected, nodes, edges] = JSON.parse(printed) as [boolean, [string, Record<string, unknown>][], unknown[]];
    expect(isDirected).toBe(false);
    expect(nodes.map(([name, { software, audience }]) => [name, software, audience])).toEqual([
      ['s00000.example', `<b x='1' y="2">&amp; ]]> [31m&#0; é漢🐘`, undefined],
      ['s00001.example', 'lemmy', 1],
      ['s00002.example', undefined, 2],
    ]);
    expect(edges).toEqual([
      ['s00000.example', 's00001.example', 0.5],
      ['s00001.example', 's00002.example', 0.333],
    ]);
  },
);
