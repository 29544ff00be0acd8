/** A graph that is told what was found before answers as one that finds it out, and finds nothing out again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { FileError } from '../../../analysis/container/file-error.ts';
import { buildGraph, type Graph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { packMap } from '../../../analysis/map-file.ts';
import { readPrepared, writePrepared } from '../../../analysis/prepared/prepared-binary.ts';
import { listTies } from '../../../analysis/ties-of.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { plantLanguages } from '../../unit/analysis/planted-languages.ts';
import { graphOf, questions } from './worlds.ts';

const key = 'a snapshot and a program';

function throughBytes(graph: Graph): Graph {
  const { snapshot, ties } = graph;
  return readPrepared(writePrepared(graph, key), key).graphOf(snapshot, ties, {});
}

function expectSameAnswers(graph: Graph, again: Graph, scenario: Parameters<typeof assess>[1]): void {
  expect(assess(again, scenario)).toEqual(assess(graph, scenario));
  expect(assessBlocked(again, scenario.host)).toEqual(assessBlocked(graph, scenario.host));
  expect(listTies(again, scenario.host)).toEqual(listTies(graph, scenario.host));
}

test('every answer and the map are the same, byte for byte', () => {
  fc.assert(
    fc.property(questions(), ({ world, scenario }) => {
      const graph = graphOf(world);
      const again = throughBytes(graph);
      expectSameAnswers(graph, again, scenario);
      expect(packMap(again)).toEqual(packMap(graph));
    }),
    { numRuns: 150, seed: 71 },
  );
});

test('so are they where a model is fitted on published counts', () => {
  const graph = buildGraph(buildSnapshot(plantLanguages()));
  const again = throughBytes(graph);
  const hosts = graph.snapshot.hosts.map(({ host }) => host);
  for (const at of [0, 7, 20]) expectSameAnswers(graph, again, { host: hosts[at]!, block: [hosts[at + 1]!] });
  expect(packMap(again)).toEqual(packMap(graph));
});

test('a file of another key, or cut short, is refused', () => {
  const graph = buildGraph(buildSnapshot({ servers: { 'a.example': {}, 'b.example': {} } }));
  const bytes = writePrepared(graph, key);
  expect(() => readPrepared(bytes, 'another')).toThrow(FileError);
  expect(() => readPrepared(bytes.slice(0, -8), key)).toThrow(FileError);
  expect(() =>
    readPrepared(
      bytes.map((byte, at) => (at === bytes.length - 20 ? byte ^ 1 : byte)),
      key,
    ),
  ).toThrow(FileError);
});
