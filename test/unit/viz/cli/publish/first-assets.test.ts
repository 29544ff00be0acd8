import { expect, test } from 'vitest';
import { firstAssets } from '../../../../../viz/cli/publish/first-assets.ts';

test('what the page names and what draws the map, with all they import, and nothing that comes with a question', () => {
  const code = {
    'index-1.js': 'import{a}from"./words-2.js";import("./site-answers-3.js")',
    'words-2.js': 'export const a=1',
    'site-answers-3.js': 'import"./host-4.js"',
    'host-4.js': '',
    'map-renderer-5.js': 'import{g}from"./graphology-6.js"',
    'graphology-6.js': 'import"./elsewhere.js"',
    'index-7.css': '',
  };
  const assets = new Map(Object.entries(code).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  const first = firstAssets('<script src="./assets/index-1.js"><link href="./assets/index-7.css">', assets);
  expect([...first].sort()).toEqual([
    'graphology-6.js',
    'index-1.js',
    'index-7.css',
    'map-renderer-5.js',
    'words-2.js',
  ]);
});
