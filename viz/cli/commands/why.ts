import type { Command } from 'commander';
import { readHostProvenance, readPairProvenance } from '../../../data/provenance.ts';
import { databaseOption, jsonOption, withStore } from '../database.ts';
import { readHostArgument } from '../host-argument.ts';
import { printJson, printResult } from '../output.ts';
import { renderHost, renderPair } from '../why-text.ts';

const schema = 'faultline.why/1';

export function addWhy(program: Command): void {
  program
    .command('why')
    .description('how we know: the requests behind what is held of a server, or between two')
    .argument('<host>', 'the server')
    .argument('[target]', 'another one: what each says of the other, since when, and what is not known')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (text: string, other: string | undefined, { db, json }: { db: string; json?: true }) => {
      const host = readHostArgument(text);
      if (other === undefined) {
        const found = await withStore(db, 'read', (store) => readHostProvenance(store, host));
        return json ? printJson({ schema, ...found }) : printResult(renderHost(found));
      }
      const target = readHostArgument(other);
      const found = await withStore(db, 'read', (store) => readPairProvenance(store, host, target));
      return json ? printJson({ schema, ...found }) : printResult(renderPair(found));
    });
}
