import { once } from 'node:events';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultPort, serve } from '../../server/serve.ts';
import { databaseOption, loadGraph, snapshotOption } from '../database.ts';
import { printResult } from '../output.ts';
import { archiveOf } from '../snapshot-archive.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('show the map and answer questions on this machine, in a browser')
    .addOption(new Option('--port <port>', 'port on 127.0.0.1').default(defaultPort).argParser(readPort))
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .action(async ({ db, port, snapshot }: { db: string; port: number; snapshot?: string }) => {
      const graph = await loadGraph(db, snapshot);
      const server = await serve({ graph, port, archive: archiveOf(db, (whole) => whole) });
      const interrupted = untilInterrupted();
      printResult(`The map is at ${server.url} (Ctrl-C ends it)`);
      await interrupted;
      await server.close();
    });
}

/** Resolves on Ctrl-C or a request to end; serving until then is the whole job. To be called before anybody is told where. */
export async function untilInterrupted(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('expected a port number from 0 to 65535.');
  return port;
}
