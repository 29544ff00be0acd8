import { expect, test } from 'vitest';
import { projectFiles, readProjectFile } from './sources.ts';

const files = projectFiles();
const text = files.filter((file) => !/\.(png|gz|ico|woff2?|bin)$/.test(file));

test('the top level is the house: six rooms, three files, the licence and the lock', () => {
  const top = new Set(files.map((file) => file.split('/')[0] ?? '').filter((entry) => !entry.startsWith('.')));
  expect([...top].sort()).toEqual(
    [
      'LICENSE',
      'README.md',
      'analysis',
      'crawler',
      'data',
      'package-lock.json',
      'package.json',
      'test',
      'tsconfig.json',
      'viz',
    ].sort(),
  );
});

test('a source file is one concept: none is over 300 lines', () => {
  const long = files
    .filter((file) => /\.(ts|css)$/.test(file))
    .map((file) => ({ file, lines: readProjectFile(file).split('\n').length }))
    .filter(({ lines }) => lines > 301);
  expect(long).toEqual([]);
});

test('the lock file holds no download addresses', () => {
  expect(readProjectFile('package-lock.json')).not.toMatch(/"resolved":\s*"http/);
});

test('nothing is left open in the text, and no path of a machine stands in it', () => {
  const open = /\b(TODO|FIXME|XXX)\b|not implemented/;
  const machine = /(^|[^.\w/])\/(work|home|root|Users)\//m;
  const found = text.filter((file) => {
    const content = file === 'test/house/tree.test.ts' ? '' : readProjectFile(file);
    return open.test(content) || machine.test(content);
  });
  expect(found).toEqual([]);
});

test('no file is named for being of use', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)\.ts$/.test(file))).toEqual([]);
});

test('every link in the documents leads to a file that is there', () => {
  const known = new Set(files);
  const broken = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readProjectFile(file).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => {
        const target = new URL(link ?? '', `file:///${file}`).pathname.slice(1).replace(/\/$/, '');
        return { file, target };
      }),
    )
    .filter(({ target }) => !known.has(target) && !files.some((entry) => entry.startsWith(`${target}/`)));
  expect(broken).toEqual([]);
});
