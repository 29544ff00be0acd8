import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePage } from '../../../../../viz/cli/publish/index-page.ts';
import { policyText } from '../../../../../viz/cli/publish/page-policy.ts';
import { SiteFolder } from '../../../../../viz/cli/publish/site-folder.ts';

test('the page is told its policy before anything else, then its manifest; what it names is its first view', () => {
  const room = mkdtempSync(join(tmpdir(), 'faultline-page-'));
  const built = join(room, 'built');
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(join(built, 'assets/index-1.js'), 'first');
  writeFileSync(join(built, 'assets/map-renderer-3.js'), 'import{a}from"./shared-4.js";');
  writeFileSync(join(built, 'assets/shared-4.js'), 'export const a = 1;');
  writeFileSync(join(built, 'assets/later-2.js'), randomBytes(5000));
  writeFileSync(
    join(built, 'index.html'),
    '<html>\n  <head>\n    <script type="module" src="./assets/index-1.js"></script></head><noscript>x</noscript>',
  );
  const site = new SiteFolder(join(room, 'site'));
  writePage(site, built, {
    manifest: 'site.12345678.json',
    picture: 'map.12345678.svg',
    baseUrl: 'https://a.example/"x/',
  });
  const html = readFileSync(join(room, 'site/index.html'), 'utf8');
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
  expect(html).toContain('<meta name="faultline-site" content="site.12345678.json" />');
  expect(html).toContain('<noscript><img src="map.12345678.svg"');
  expect(html).toContain('href="https://a.example/&#34;x/"');
  const written = ['index-1.js', 'later-2.js', 'map-renderer-3.js', 'shared-4.js'].map((name) => `assets/${name}`);
  expect(site.sums.map(({ path }) => path)).toEqual([...written, 'index.html']);
  expect(site.firstBytes).toBeLessThan(1500);
  expect(() => writePage(site, room, { manifest: '', picture: '', baseUrl: null })).toThrow('was not built');
  rmSync(room, { recursive: true });
});

test('the policy admits files of the same place alone, and says nothing that only a header can', () => {
  expect(policyText).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policyText).toContain("require-trusted-types-for 'script'; trusted-types lit-html");
  expect(policyText).not.toMatch(/unsafe|frame-ancestors|data:|https?:/);
});
