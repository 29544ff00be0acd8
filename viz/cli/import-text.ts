/** What an import came to, in words and as JSON. */
import { writeQuarantine } from '../../analysis/report/footprint-sentences.ts';
import { plainText } from '../../analysis/report/safe-text.ts';
import { describeFaults } from '../../data/import/fault.ts';
import type { Imported, ImportedBlocklist, ImportedFolder } from '../../data/import/read-import.ts';
import type { Typo } from '../../data/import/typo.ts';
import { isoTime } from '../../data/iso-time.ts';
import type { readQuarantine } from '../../data/quarantine.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';

interface Done {
  imported: Imported;
  quarantine: Awaited<ReturnType<typeof readQuarantine>>;
  /** null when nothing is there that could be frozen. */
  snapshot: Snapshot | null;
}

const shownRows = 5;

export function toImportJson({ imported, quarantine, snapshot }: Done): unknown {
  const times = 'observedAt' in imported ? { observedAt: isoTime(imported.observedAt) } : {};
  const ref = snapshot === null ? null : { id: snapshot.id, asOf: isoTime(snapshot.asOf) };
  return { schema: 'faultline.import/1', ...imported, ...times, quarantine, snapshot: ref };
}

/** @returns lines, of which the first says what is in the database now */
export function describeImport({ imported, quarantine }: Done, db: string): string[] {
  const lines = imported.kind === 'blocklist' ? describeList(imported, db) : describeFolder(imported, db);
  const [first = '', ...rest] = lines.map((line) => plainText(line));
  return [first, ...writeQuarantine(quarantine), ...rest];
}

export function describeSnapshotRef(snapshot: Snapshot | null): string {
  if (snapshot !== null) return `snapshot ${snapshot.id}, as of ${isoTime(snapshot.asOf)}`;
  return 'no snapshot: nothing is collected yet that a list could be held against';
}

function describeList(list: ImportedBlocklist, db: string): string[] {
  const { name, file, format, entries, added, removed, isStale, observedAt, typos, rejected } = list;
  const changes = isStale
    ? 'a newer state of it is held, so that nothing changed'
    : `${added} began, ${removed} ended, the others stood before`;
  return [
    `list ${name}: ${entries} ${entries === 1 ? 'entry' : 'entries'} as of ${isoTime(observedAt)}, read as ${format}, into ${db}: ${changes}`,
    ...describeTypos(
      typos.map((typo) => ({ ...typo, file })),
      typos.length,
    ),
    ...describeLeftOut(rejected.length, describeFaults(file, rejected)),
  ];
}

function describeFolder(folder: ImportedFolder, db: string): string[] {
  const { hosts, visited, peers, blocks, allows, counts, staleLists, rejected, rejectedCount } = folder;
  const rows = rejected.slice(0, shownRows).flatMap(({ file, ...fault }) => describeFaults(file, [fault]));
  if (rejectedCount > shownRows) rows.push(`and ${rejectedCount - shownRows} more`);
  return [
    `${hosts} hosts (${visited} of them asked), ${peers} peers, ${blocks} blocks, ${allows} allows, ${counts} counts into ${db}`,
    ...(folder.kind === 'fedivertex' ? describeGraph(folder) : []),
    ...(staleLists === 0
      ? []
      : [
          `${staleLists} ${staleLists === 1 ? 'list was' : 'lists were'} older than what the file holds, and changed nothing.`,
        ]),
    ...describeTypos(folder.typos, folder.typoCount),
    ...describeLeftOut(rejectedCount, rows),
  ];
}

function describeGraph(folder: ImportedFolder & { kind: 'fedivertex' }): string[] {
  const { graph, observedAt, dated, weighted } = folder;
  const which = graph === null ? 'of a software that the folders do not name' : `${graph.software}, ${graph.type}`;
  const whence = { given: 'as told', folder: 'by the folder’s name', now: 'since nothing dates it' }[dated];
  const unkept = `${weighted} ${weighted === 1 ? 'weight' : 'weights'} above 1 not kept: parts of the exact counts, of unknown size.`;
  return [
    `Fedivertex graph (${which}) as of ${isoTime(observedAt)}, ${whence}. Its lists are partial: only servers of one software that answered are in them.`,
    ...(weighted === 0 ? [] : [unkept]),
  ];
}

export function describeTypos(typos: readonly (Typo & { file: string })[], count: number): string[] {
  if (count === 0) return [];
  const lines = typos
    .slice(0, shownRows)
    .map(
      ({ file, line, column, written, taken }) => `  ${file}:${line}: ${column} ${JSON.stringify(written)} as ${taken}`,
    );
  if (count > shownRows) lines.push(`  and ${count - shownRows} more`);
  return [`${count} ${count === 1 ? 'word was' : 'words were'} taken for what they can only mean:`, ...lines];
}

function describeLeftOut(count: number, rows: readonly string[]): string[] {
  if (count === 0) return [];
  return [`${count} ${count === 1 ? 'row' : 'rows'} left out:`, ...rows.map((row) => `  ${row}`)];
}
