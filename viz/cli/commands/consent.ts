import type { Command } from 'commander';
import { listConsents } from '../../../data/consent.ts';
import { UserError } from '../../../data/errors.ts';
import { isoTime } from '../../../data/iso-time.ts';
import { databaseOption, jsonOption, withStore } from '../database.ts';
import { readHostArgument } from '../host-argument.ts';
import { printJson, printResult } from '../output.ts';

const maxNoteLength = 500;

export function addConsent(program: Command): void {
  const consent = program
    .command('consent')
    .description(
      'servers whose people in charge gave permission: it sets aside rules of robots.txt meant for everybody and flags that ask not to be counted, and nothing else; a 401, 403 or 410 holds all the same (to lift one: forget, then name the server again)',
    );
  consent
    .command('add')
    .description('note that a server gave permission; it becomes known, and the data say when the permission was used')
    .argument('<host>', 'the server')
    .requiredOption('--note <text>', 'who gave it, when and how')
    .addOption(databaseOption())
    .action(async (text: string, { db, note }: { db: string; note: string }) => {
      const host = readHostArgument(text);
      const words = readNote(note);
      await withStore(db, 'create', (store) => store.addConsent(host, { note: words, at: Date.now() }));
      printResult(`Permission of ${host} is noted in ${db}.`);
    });
  consent
    .command('remove')
    .description('take a permission back; the server stays known, and past visits keep saying that they used it')
    .argument('<host>', 'the server')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (text: string, { db, json }: { db: string; json?: true }) => {
      const host = readHostArgument(text);
      const removed = await withStore(db, 'write', (store) => store.removeConsent(host));
      if (json) return printJson({ schema: 'faultline.consent-removed/1', host, removed });
      printResult(
        removed ? `Permission of ${host} is taken out of ${db}.` : `No permission of ${host} was noted in ${db}.`,
      );
    });
  consent
    .command('list')
    .description('the permissions noted so far')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async ({ db, json }: { db: string; json?: true }) => {
      const consents = await withStore(db, 'read', listConsents);
      const dated = consents.map(({ addedAt, ...rest }) => ({ ...rest, addedAt: isoTime(addedAt) }));
      if (json) return printJson({ schema: 'faultline.consents/1', consents: dated });
      if (dated.length === 0) return printResult(`No permission is noted in ${db}.`);
      for (const { host, note, addedAt } of dated) printResult(`${addedAt.slice(0, 10)}  ${host}  ${note}`);
    });
}

/** One line, so that the list of permissions stays one. */
function readNote(note: string): string {
  const words = note.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  if (words !== '' && words.length <= maxNoteLength) return words;
  throw new UserError(`The note must have 1 to ${maxNoteLength} characters; got ${words.length}.`, {
    hint: 'Say who gave permission, when and how: --note "mail of the admin, 2026-11-23".',
  });
}
