import { type Command, InvalidArgumentError, Option } from 'commander';
import { resolveExposure, type Tier, tiers } from '../../server/exposure.ts';
import { defaultHostname, defaultPort, serve } from '../../server/serve.ts';
import { databaseOption, snapshotOption } from '../database.ts';
import { untilInterrupted } from '../interrupt.ts';
import { openGraph } from '../open-graph.ts';
import { printNote, printResult } from '../output.ts';
import { archiveOf } from '../snapshot-archive.ts';

interface Options {
  db: string;
  port: number;
  hostname: string;
  allowedHost: string[];
  tier?: Tier;
  snapshot?: string;
}

const reachNote = `
Only this machine reaches it unless --hostname says otherwise. Requests must name the server as it is meant to be
called, so that a web page elsewhere cannot reach it by a name of its own: on this machine localhost, else the
hostname given or each --allowed-host. It speaks plain HTTP and counts questions by connection; a proxy before it that
brings TLS and a name of its own is told to it with --allowed-host.

GET /api describes what other programs can ask. SIGINT or SIGTERM lets answers under way end; a second one does not.`;

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('show the map and answer questions in a browser, on this machine unless told otherwise')
    .addOption(new Option('--port <port>', 'port to listen on').default(defaultPort).argParser(readPort))
    .addOption(new Option('--hostname <address>', 'address to listen on').default(defaultHostname))
    .addOption(
      new Option('--allowed-host <name>', 'a name by which requests may come, beside localhost; repeatable')
        .default([], 'the hostname given')
        .argParser((name: string, names: string[]) => [...names, name]),
    )
    .addOption(
      new Option(
        '--tier <which>',
        'local: all that was collected; published: no blocks, no small servers. To be said where others reach it',
      ).choices(tiers),
    )
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addHelpText('after', reachNote)
    .action(async ({ db, port, hostname, allowedHost, tier, snapshot }: Options) => {
      const exposure = resolveExposure({ hostname, allowedHosts: allowedHost, tier });
      const graph = await openGraph(db, snapshot, { tier: exposure.tier });
      const server = await serve({ graph, port, hostname, archive: archiveOf(db, exposure.tier), ...exposure });
      const interrupted = untilInterrupted();
      printResult(`The map is at ${server.url} (Ctrl-C ends it)`);
      await interrupted;
      printNote('Answers under way are finished; a second Ctrl-C ends at once.');
      await server.close();
    });
}

export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('expected a port number from 0 to 65535.');
  return port;
}
