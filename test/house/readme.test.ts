/** The README is made of commands and promises; a stranger types the one and reads the other. */
import { expect, test } from 'vitest';
import type { SettingRow } from '../../crawler/setting-rows.ts';
import { numberSettings, robotsToken } from '../../crawler/settings.ts';
import { version } from '../../data/version.ts';
import { commandNames } from '../../viz/cli/commands/index.ts';
import { faultline } from '../testbed/faultline.ts';
import { readProjectFile } from './sources.ts';

const readme = readProjectFile('README.md');
const contributing = readProjectFile('.github/CONTRIBUTING.md');
const manifest = JSON.parse(readProjectFile('package.json')) as { version: string; scripts: Record<string, string> };

test('both commands of a stranger are there, and every npm script that is named exists', () => {
  expect(readme).toContain('npm install && npm start');
  expect(readme).toContain('npm install && npm test');
  const named = [...`${readme}${contributing}`.matchAll(/npm (?:run )?(start|test|check|bench|build)\b/g)].map(
    ([, name]) => name!,
  );
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
});

test('every command and flag of the README is one that the program has', async () => {
  const lines = readme.split('\n').filter((line) => line.startsWith('npx faultline'));
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) {
    const command = line.split(/\s+/)[2]!;
    expect(commandNames).toContain(command);
    const { stdout: help } = await faultline([command, '--help']);
    for (const [flag] of line.matchAll(/--[a-z-]+/g)) expect(help).toContain(flag);
  }
});

test('every setting of the crawl is a flag of the command, with its default', async () => {
  const { stdout: help } = await faultline(['crawl', '--help']);
  const words = help.replace(/\s+/g, ' ');
  for (const { name, default: value } of numberSettings) {
    expect(words).toContain(`--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)} <`);
    expect(words).toContain(`(default: ${value})`);
  }
});

test('what is promised to server admins is what the crawler does', () => {
  const floor = (setting: string) =>
    requireFloor(numberSettings.find(({ name }) => name === setting) as SettingRow | undefined);
  expect(readme).toContain(`User-agent: ${robotsToken}`);
  expect(readme).toContain('a rest of a second between two');
  expect(readme).toContain('one visit a day at most');
  expect(floor('minGapMs')).toBe(1000);
  expect(floor('revisitAfterMs')).toBeGreaterThanOrEqual(23 * 3_600_000);
  const value = (setting: string) => numberSettings.find(({ name }) => name === setting)?.default;
  expect(readme).toContain(`${value('maxRequestsPerSecond')} requests a second to everybody together`);
  expect(readme).toContain(`a domain with more than ${value('maxNamesPerDomain')} names`);
  expect(manifest.version).toBe(version);
});

/** The least the program accepts on the public network, whatever its flags say. */
function requireFloor(row: SettingRow | undefined): number {
  if (row?.publicMin === undefined) throw new Error('expected a setting with a floor');
  return row.publicMin;
}
