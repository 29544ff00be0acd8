/** The map in words, for those who do not see it: what is drawn, and what each server on it is. */
import { communityAt, peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import type { MapSpeech } from '../map/map-drawing.ts';
import type { Shown } from '../map/map-look.ts';
import { marksInOrder } from '../map/marks.ts';
import { countMarks, type Scene } from '../map/scene.ts';
import { foldedIn } from '../map/small-servers.ts';
import { describePeople, formatDate, showCount, showShare } from './figures.ts';
import { words } from './words/words.ts';

export const mapSpeech: MapSpeech = {
  about: (map, position) => describePeople(peopleAt(map, position), map.coverage.audience.unit),
  folded: (servers) => words().map.folded(servers),
  withinRing: (share) => words().map.withinRing(showShare(share)),
};

export function titleOf({ focus }: Scene): string {
  return focus === null ? words().map.title : words().map.titleFrom(focus);
}

/** @returns the servers by mark, and where the same can be read */
export function describeMap(map: MapFile, { scene, showSmall, rings }: Shown): string {
  const said = words().map;
  const isFolded = showSmall ? () => false : foldedIn(map, scene.marks);
  const drawn = rings?.places.size ?? [...map.hosts.keys()].filter((position) => !isFolded(position)).length;
  const counts = countMarks(scene);
  const marks = marksInOrder.filter((mark) => mark !== 'focus' && counts[mark] > 0);
  const counted = marks.map((mark) => said.counted(showCount(counts[mark]), said.marks[mark]));
  const sentence = said.drawn(showCount(drawn), scene.focus);
  return scene.focus === null
    ? `${sentence} ${said.sameFacts}`
    : `${sentence} ${counted.join(', ')}. ${said.sameFacts}`;
}

/** @returns what the map says of one server, as one line */
export function describeServer(map: MapFile, scene: Scene, position: number): string {
  const said = words().map;
  const community = communityAt(map, position);
  const change = scene.changes?.get(position);
  const mark = scene.marks[position]!;
  const facts = [
    map.hosts[position]!,
    describePeople(peopleAt(map, position), map.coverage.audience.unit),
    community === null ? said.noCommunity : map.communities[community]!.name,
    ...(scene.focus === null && mark === 'kept' ? [] : [said.marks[mark]]),
    ...(change === undefined ? [] : [said.changes[change]]),
  ];
  return facts.join(' · ');
}

export function captionOf({ coverage, snapshot }: MapFile): string {
  const { visited, hosts } = coverage;
  return words().map.caption(formatDate(snapshot.asOf), showCount(visited), showCount(hosts));
}
