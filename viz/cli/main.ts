#!/usr/bin/env node
/**
 * The command line: builds the program from the registry, runs it, turns its end into an exit code.
 * 0 done · 1 a bug · 2 misuse or unreadable input · 3 a crawl that ended and left hosts it was asked to visit, or does
 * not hold the list it was asked to go around, or a replay that could not read everything again · 130 interrupted after a
 * checkpoint.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { UserError } from '../../data/errors.ts';
import { addCommands } from './commands/index.ts';
import { printError } from './output.ts';

const misuse = 2;

/** The version of the package, whether run from the sources or from the build. */
function packageVersion(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('package.json expected beside the sources or the build, found neither');
}

const helpHint = '(add --help to see what this command takes)';

async function buildProgram(name: string | undefined): Promise<Command> {
  const program = new Command('faultline')
    .description('Which parts of the fediverse would a block, or being blocked, cut your people off from?')
    .version(packageVersion(), '-V, --version')
    .showSuggestionAfterError()
    .showHelpAfterError(helpHint)
    .exitOverride();
  await addCommands(program, name);
  for (const command of program.commands) command.exitOverride().showHelpAfterError(helpHint);
  return program;
}

async function main(): Promise<void> {
  try {
    await (await buildProgram(process.argv[2])).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : misuse;
    } else if (error instanceof UserError) {
      printError(error);
      process.exitCode = misuse;
    } else {
      throw error;
    }
  }
}

// A closed pipe (`faultline … | head`) is the reader's choice, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

await main();
