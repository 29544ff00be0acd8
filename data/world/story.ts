/** The question a demonstration asks: a large server, and a large neighbour whose block would cost it noticeably. */
import type { Host } from '../types.ts';
import { knownServers } from './published.ts';
import type { Server, World } from './types.ts';

/** Share of the host's standing follows that a noticeable block takes, 0-1. */
const least = 0.05;
const most = 0.25;
/** The block that is looked for, when several are noticeable. */
const wanted = 0.12;
const candidateCount = 12;

/**
 * @returns the largest open server that has a noticeable neighbour much of the network has acted on, or else any
 * noticeable neighbour, with the one whose share is nearest to 12 %; the two largest servers where none is noticeable
 */
export function demoStory(world: World): { host: Host; block: Host } {
  const large = world.servers.filter(isOpen).sort((a, b) => b.people - a.people || a.index - b.index);
  const stories = large.slice(0, candidateCount).flatMap((server) => {
    const target = noticeableNeighbour(world, server);
    return target === undefined ? [] : [{ host: server.host, block: target.host, contested: target.contested > 0 }];
  });
  const story = stories.find(({ contested }) => contested) ?? stories[0];
  if (story !== undefined) return { host: story.host, block: story.block };
  const [first, second] = large.length > 1 ? large : world.servers;
  return { host: first!.host, block: second!.host };
}

function noticeableNeighbour(world: World, server: Server): Server | undefined {
  const standing = knownServers(world, server).map((index) => ({
    target: world.servers[index]!,
    follows: world.followsBetween(server.index, index),
  }));
  const total = standing.reduce((sum, { follows }) => sum + follows, 0);
  const actedOn = new Set(server.blocks.map(({ target }) => target as string));
  return standing
    .map(({ target, follows }) => ({ target, share: follows / total }))
    .filter(({ target, share }) => isOpen(target) && !actedOn.has(target.host) && share >= least && share <= most)
    .sort(
      (a, b) =>
        Number(b.target.contested > 0) - Number(a.target.contested > 0) ||
        Math.abs(a.share - wanted) - Math.abs(b.share - wanted) ||
        a.target.index - b.target.index,
    )[0]?.target;
}

function isOpen({ software, condition, robots, peersOpen, allowlistMode }: Server): boolean {
  const listed = software === 'mastodon' || software === 'misskey' || software === 'pleroma' || software === 'akkoma';
  return listed && condition === 'alive' && robots === 'shipped' && peersOpen && !allowlistMode;
}
