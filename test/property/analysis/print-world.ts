/** A world as the few lines it takes to build it again: what a property prints of the smallest world that breaks it. */
import fc from 'fast-check';
import type { ServerText, WorldText } from '../../golden/world-w1.ts';

/** What a server is that says nothing of it. */
const usual: ServerText = { software: 'mastodon', mau: null, users: null, liveness: 'alive', listAgeMs: 0 };

/** @returns the same world, printed as JSON that `buildSnapshot` takes, a line a server and a line a rule */
export function printable(world: WorldText): WorldText {
  return Object.defineProperty({ ...world }, fc.toStringMethod, { value: () => printWorld(world) });
}

export function printWorld({ servers, rules = [] }: WorldText): string {
  const lines = Object.entries(servers).map(([name, server]) => `${JSON.stringify(name)}: ${printServer(server)}`);
  return `{
  "servers": ${block('{', lines, '}')},
  "rules": ${block(
    '[',
    rules.map((rule) => JSON.stringify(rule)),
    ']',
  )}
}`;
}

function printServer(server: ServerText): string {
  const said = Object.entries(server).filter(([key, value]) => value !== usual[key as keyof ServerText]);
  return JSON.stringify(Object.fromEntries(said));
}

function block(opening: string, lines: readonly string[], closing: string): string {
  if (lines.length === 0) return opening + closing;
  return `${opening}\n${lines.map((line) => `    ${line}`).join(',\n')}\n  ${closing}`;
}
