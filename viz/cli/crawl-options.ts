/** Flags for every setting of a crawl: for the crawl itself, and for the page that explains it. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type NumberSetting, numberSettings } from '../../crawler/setting-rows.ts';

export function addOwnerOptions(command: Command): Command {
  return command
    .option('--contact <text>', 'mail address or URL of whoever runs this crawl; stands in every request; required')
    .option('--info-url <url>', 'page that explains this crawl; stands in every request');
}

export function keepBodiesOption(): Option {
  return new Option(
    '--keep-bodies',
    'keep every answer in the database, without what it says of persons, so that "faultline replay" can read it again; costs about half as many bytes as the crawl receives',
  );
}

/** No defaults: what is not given is resolved, and shown, from the settings table. */
export function addSettingOptions(command: Command): Command {
  for (const { name, unit, why, default: value } of numberSettings) {
    command.addOption(new Option(`${flagOf(name)} <${unit}>`, `${why} (default: ${value})`).argParser(readWhole));
  }
  return command;
}

function flagOf(name: NumberSetting): string {
  return `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

export function readWhole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('expected a whole number.');
  return Number(text);
}
