/** A snapshot in memory, ready to answer: nothing that no question changes is left to be found out. */
import type { Context } from 'hono';
import { groupsOnMap, nameLike } from '../../analysis/community-names.ts';
import { audienceOf, type Graph } from '../../analysis/graph.ts';
import { anchorsOf, packMap } from '../../analysis/map-file.ts';
import { toMapJson } from '../../analysis/map-json.ts';
import { prepare } from '../../analysis/prepare.ts';
import type { MapFile, MapJson } from '../../analysis/types.ts';
import { writeMap } from '../../analysis/write-map.ts';
import type { FoundHost } from '../shared/found-host.ts';
import { packBytes, packJson } from './packed-answer.ts';

type SendJson = ReturnType<typeof packJson<MapJson>>;

export interface HeldSnapshot {
  graph: Graph;
  /** In canonical host order. */
  hosts: FoundHost[];
  /** Laid out when it is first asked for: half a minute for tens of thousands of servers. */
  map(): MapFile;
  sendMapJson: SendJson;
  sendMapFile(context: Context): Response;
}

/**
 * Some seconds for tens of thousands of servers.
 * @param like a map that this one is to be drawn like: servers on both stand at the same places, and a community that
 * is the same has the same name
 */
export function holdSnapshot(graph: Graph, like?: MapFile): HeldSnapshot {
  prepare(graph);
  if (like !== undefined) nameLike(graph, groupsOnMap(like));
  const map = once(() => packMap(graph, like && { anchors: anchorsOf(like) }));
  const json = once(() => packJson(toMapJson(map())));
  const file = once(() => packBytes(writeMap(map()), 'application/octet-stream'));
  return {
    graph,
    hosts: listHosts(graph),
    map,
    sendMapJson: (context) => json()(context),
    sendMapFile: (context) => file()(context),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function listHosts(graph: Graph): FoundHost[] {
  return graph.snapshot.hosts.map(({ host, software }, node) => ({
    host,
    software,
    audience: audienceOf(graph, node),
    audienceSource: graph.audience.source[node]!,
  }));
}
