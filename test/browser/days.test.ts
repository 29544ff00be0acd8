/** The page over two snapshots of one network, of which one holds text that means harm. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsOf, withTargetSize } from './axe.ts';
import { hostileText, raiseDays } from './days.ts';
import { settle, turnTo } from './page.ts';
import { textOf } from './read-page.ts';

let days: Awaited<ReturnType<typeof raiseDays>>;

beforeAll(async () => {
  days = await raiseDays();
});

afterAll(() => days?.close());

test('the slider moves the page to an earlier snapshot by keyboard, and every answer with it', async () => {
  const { page, complaints, requests } = await days.open('/?host=a.example');
  const slider = page.getByRole('slider', { name: 'Snapshot' });
  expect(await slider.getAttribute('aria-valuetext')).toBe('2026-11-17, 2 of 2');
  expect(await textOf(page.locator('.seen'))).toMatch(/^Seen by 2026-11-17/);
  requests.length = 0;
  await slider.press('ArrowLeft');
  await page.locator('.seen', { hasText: '2026-11-16' }).waitFor();
  await settle(page);
  expect(new URL(page.url()).searchParams.get('snapshot')).toBe(days.first);
  expect(await textOf(page.locator('.focus-card'))).toMatch(/declares\s*1\b/);
  expect(await textOf(page.locator('.provenance'))).toContain(days.first);
  expect(requests.filter((address) => address.includes('/api/') && !address.includes(days.first))).toEqual([]);
  await page.getByRole('button', { name: 'Later snapshot' }).click();
  await page.locator('.seen', { hasText: '2026-11-17' }).waitFor();
  expect(new URL(page.url()).search).toBe('?host=a.example');
  await page.goBack();
  await page.locator('.seen', { hasText: '2026-11-16' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('compared with an earlier snapshot, panel and table tell what changed, and not observed is not unchanged', async () => {
  const { page } = await days.open('/?view=table', { viewport: { width: 1800, height: 900 } });
  await page.getByLabel('Compare with').selectOption({ label: '2026-11-16' });
  const changes = page.getByRole('region', { name: 'From 2026-11-16 to 2026-11-17' });
  await changes.waitFor();
  expect(new URL(page.url()).searchParams.get('from')).toBe(days.first);
  const listed = await changes
    .locator('li[data-change]')
    .evaluateAll((items) =>
      items.map((item) => [item.getAttribute('data-change'), item.querySelector('.change-names')!.textContent!.trim()]),
    );
  expect(listed).toEqual([
    ['new', 'new.example'],
    ['gone', 'g.example'],
    ['changed', expect.stringMatching(/a\.example\s+d\.example/)],
    ['not-observed', 'b.example'],
  ]);
  const changeOf = (host: string) =>
    textOf(
      page
        .locator('fl-table tbody tr', { has: page.getByRole('button', { name: host, exact: true }) })
        .locator('.column-change'),
    );
  expect(await changeOf('b.example')).toBe('not observed');
  expect(await changeOf('c.example')).toBe('unchanged');
  expect(await changeOf('g.example')).toBe('gone');
  await page.getByLabel('Compare with').selectOption({ label: 'no other' });
  await changes.waitFor({ state: 'detached' });
  await page.context().close();
});

test.each([
  ['light', 'de', 1280],
  ['dark', 'en', 360],
] as const)('axe finds nothing over two snapshots: %s, %s, %i px', async (colorScheme, lang, width) => {
  const link = (view: string) => `/?from=${days.first}&view=${view}&lang=${lang}`;
  const viewport = { width, height: 740 };
  const { page } = await days.open(link('map'), { colorScheme, viewport, bypassCSP: true });
  for (const view of ['map', 'table']) {
    await turnTo(page, link(view));
    await page.locator('fl-changes h3').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page, withTargetSize)).toEqual([]);
  }
  await page.context().close();
});

test('text from servers that means harm stands on the page as text', async () => {
  const links = ['/?view=table', '/?host=f.example&block=a.example', '/?host=b.example&view=table'];
  const seen: string[] = [];
  for (const link of links) {
    const { page, complaints, requests } = await days.open(link);
    expect(await page.locator('fl-app img, fl-app script').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
    expect(requests.filter((address) => new URL(address).pathname === '/x')).toEqual([]);
    seen.push((await page.locator('fl-app').textContent()) ?? '');
    expect(complaints).toEqual([]);
    await page.context().close();
  }
  const text = hostileText.slice(0, hostileText.indexOf('<script'));
  for (const shown of seen) expect(shown).toContain(text);
});
