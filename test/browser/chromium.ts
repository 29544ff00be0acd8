/**
 * A real Chromium for the browser tests, found without anything installed by hand: the one in CHROMIUM_PATH, else one
 * of the system, else the one that `@sparticuz/chromium` carries. None found is a failure, never a skip.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** WebGL 2 on the processor, so that Sigma draws on a machine without a graphics card. */
const softwareWebGl = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

export async function launchChromium(): Promise<Browser> {
  const path = process.env.CHROMIUM_PATH || findSystemChromium();
  return path === undefined
    ? launchCarried()
    : chromium.launch({ executablePath: path, args: ['--no-sandbox', ...softwareWebGl] });
}

function findSystemChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => systemNames.map((name) => join(folder, name))).find((path) => existsSync(path));
}

async function launchCarried(): Promise<Browser> {
  // Read when the package is loaded: with it, the package also unpacks the NSS libraries that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: carried } = await import('@sparticuz/chromium');
  const executablePath = await carried.executablePath();
  const args = carried.args.filter(
    (flag) => !/^--(use-gl|use-angle|ignore-gpu-blocklist|headless|single-process|no-zygote)/.test(flag),
  );
  return chromium.launch({ executablePath, args: [...args, ...softwareWebGl] });
}
