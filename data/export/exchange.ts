/** A snapshot as an exchange folder, which `importExchange` and a spreadsheet both read. */
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { UserError } from '../errors.ts';
import { escapeFormula } from '../import/cell.ts';
import type { Snapshot } from '../snapshot/types.ts';
import { type EpochMs, listKinds } from '../types.ts';

type Row = (string | number | null)[];

/**
 * Writes all six files, replacing earlier ones of the same name only once the new one is complete.
 * Text that a spreadsheet would run is written with an apostrophe in front.
 * `observed_at` is the time of the facts, `visited_at` that of the visit behind the liveness.
 * A mask is written with the digest its declarer published beside it; a plain name that fits is not.
 * @throws UserError when the folder cannot be written
 */
export async function exportExchange(snapshot: Snapshot, folder: string): Promise<void> {
  try {
    mkdirSync(folder, { recursive: true });
    await writeCsv(folder, 'instances.csv', instances(snapshot));
    await writeCsv(folder, 'peers.csv', peers(snapshot));
    await writeCsv(folder, 'blocks.csv', blocks(snapshot));
    await writeCsv(folder, 'allows.csv', allows(snapshot));
    await writeCsv(folder, 'counts.csv', counts(snapshot));
    await writeCsv(folder, 'lists.csv', lists(snapshot));
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UserError(`The folder ${folder} could not be written: ${error.message}`, {
      hint: 'Name a folder you may write to, on a disk with room.',
      cause: error,
    });
  }
}

function* instances({ hosts }: Snapshot): Generator<Row> {
  yield [
    ...['domain', 'software', 'version', 'users', 'mau', 'active_halfyear', 'posts', 'crawled', 'language'],
    ...['authorized_fetch', 'open_registration', 'allowlist_mode', 'liveness', 'aliases', 'observed_at', 'visited_at'],
  ];
  for (const it of hosts) {
    yield [
      ...[it.host, it.software, it.version, it.users, it.mau, it.activeHalfyear, it.posts],
      ...[it.liveness === 'alive' ? 1 : 0, it.language, flag(it.authorizedFetch), flag(it.openRegistrations)],
      ...[flag(it.allowlistMode), it.liveness, it.aliases.join(' '), iso(it.factsAt), iso(it.visitedAt)],
    ];
  }
}

function* peers({ hosts, peers: { order, offsets, targets } }: Snapshot): Generator<Row> {
  yield ['source', 'target'];
  for (let node = 0; node < order; node++) {
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
      yield [hosts[node]!.host, hosts[targets[edge]!]!.host];
    }
  }
}

function* blocks({ hosts, blocks: rows }: Snapshot): Generator<Row> {
  yield ['source', 'target', 'severity', 'digest', 'comment'];
  for (const { source, target, action, digest, comment } of rows) {
    yield [hosts[source]!.host, target, action, digest, comment];
  }
}

function* allows({ hosts, allows: rows }: Snapshot): Generator<Row> {
  yield ['source', 'target'];
  for (const { source, target } of rows) yield [hosts[source]!.host, target];
}

function* counts({ hosts, counts: rows }: Snapshot): Generator<Row> {
  yield ['source', 'target', 'follows_out', 'follows_in'];
  for (const { source, target, followsOut, followsIn } of rows) {
    yield [hosts[source]!.host, hosts[target]!.host, followsOut, followsIn];
  }
}

function* lists({ hosts }: Snapshot): Generator<Row> {
  yield ['domain', 'kind', 'disclosure', 'observed_at', 'reason'];
  for (const { host, disclosure, observedAt, reason } of hosts) {
    for (const kind of listKinds) {
      if (disclosure[kind] !== null) yield [host, kind, disclosure[kind], iso(observedAt[kind]), reason[kind]];
    }
  }
}

async function writeCsv(folder: string, name: string, rows: Iterable<Row>): Promise<void> {
  const unfinished = join(folder, `${name}.part`);
  // Blanks at the ends of a cell are only kept within quotes, and a carriage return alone ends a line as well.
  const stringifier = stringify({ cast: { string: escapeFormula }, quoted_match: /^\s|\s$|\r/ });
  try {
    await pipeline(Readable.from(rows), stringifier, createWriteStream(unfinished));
    renameSync(unfinished, join(folder, name));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function flag(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}

function iso(time: EpochMs | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
