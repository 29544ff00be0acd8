/** What was measured on, and with which versions of what. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../../browser/chromium.ts';
import { projectFolder } from '../project.ts';
import { pythonVersions } from '../python.ts';

const packages = ['@duckdb/node-api', 'graphology', 'sigma', 'undici'];

export async function machineLines(): Promise<string[]> {
  const python = Object.entries(await pythonVersions()).map(([name, version]) => `${name} ${version ?? 'absent'}`);
  return [
    `- Machine: ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${systemName()}`,
    `- Node ${process.version}, ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
    `- Python: ${python.join(', ')}`,
    `- Chromium ${await chromiumVersion()}`,
  ];
}

function systemName(): string {
  try {
    const [, name] = /^PRETTY_NAME="(.*)"/m.exec(readFileSync('/etc/os-release', 'utf8'))!;
    return `${name}, ${type()} ${release()}`;
  } catch {
    return `${type()} ${release()}`;
  }
}

function versionOf(name: string): string {
  const file = join(projectFolder, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function chromiumVersion(): Promise<string> {
  try {
    const browser = await launchChromium();
    const version = browser.version();
    await browser.close();
    return `${version}, WebGL on the processor`;
  } catch {
    return 'absent';
  }
}
