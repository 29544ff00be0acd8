/** The map in a real browser: its marks, motions, rings, folded servers, and what is there without WebGL or sight. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packMap } from '../../analysis/map-file.ts';
import type { MapView } from '../../viz/app/map-view.ts';
import { violationsOf } from './axe.ts';
import { raiseDays } from './days.ts';
import { raiseStage, type Stage, settle } from './page.ts';
import { addServer, countColors, dataOf, textOf, touchedCount } from './read-page.ts';

const noWebGl = `
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return /^webgl/.test(kind) ? null : get.call(this, kind, ...rest);
  };
`;
let stage: Stage;
let focus: string;
let near: string[];

beforeAll(async () => {
  stage = await raiseStage({ hosts: 80, seed: 7 });
  ({ focus, near } = stage);
});
afterAll(() => stage?.close());

const canvas = (page: Page) => page.locator('.map-canvas');
/** Of the map, without its buttons and its legend. */
const look = (page: Page) => page.screenshot({ clip: { x: 20, y: 70, width: 780, height: 400 } });
const told = (page: Page) => textOf(page.locator('#map-told'));
const walkedTo = (page: Page) => textOf(page.locator('[data-told]'));

test('marks are those of the analysis, and the words for those who do not see the map count them too', async () => {
  const [blocked, limited] = near as [string, string];
  const { page, complaints } = await stage.open(`/?host=${focus}&block=${blocked}&limit=${limited}`);
  const impact = await stage.ask({ host: focus, block: [blocked], limit: [limited] });
  const data = await dataOf(page);
  expect(Number(data.cut) + Number(data.cutUndrawn)).toBe(touchedCount(impact, 'cut'));
  expect(Number(data.hidden) + Number(data.hiddenUndrawn)).toBe(touchedCount(impact, 'hidden'));
  expect(await told(page)).toContain(`${data.cut} cut by this scenario, ${data.hidden} hidden by it, not cut`);
  expect(await canvas(page).getAttribute('aria-describedby')).toBe('map-told');
  expect(await page.locator('.sigma-nodes').count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a change is drawn in motion, ends as it does without, and nothing moves for those who asked for that', async () => {
  const pictures: Buffer[] = [];
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    const { page } = await stage.open(`/?host=${focus}`, { reducedMotion });
    await page.evaluate(() => {
      const map = document.querySelector('fl-map')!;
      const seen = new MutationObserver(() => map.setAttribute('data-has-moved', 'true'));
      seen.observe(map, { attributeFilter: ['data-moving'] });
    });
    await addServer(page, near[0]!);
    await page.locator('.headline').waitFor();
    await settle(page);
    const moved = await page.locator('fl-map[data-has-moved]').count();
    expect(moved).toBe(reducedMotion === 'reduce' ? 0 : 1);
    expect(Number((await dataOf(page)).cut)).toBeGreaterThan(0);
    await page.mouse.move(2, 2);
    pictures.push(await look(page));
    await page.context().close();
  }
  expect(pictures[0]!.equals(pictures[1]!)).toBe(true);
});

test('rings are part of the link, are drawn, and go again', async () => {
  const { page, complaints } = await stage.open(`/?host=${focus}`, { reducedMotion: 'no-preference' });
  const flat = await look(page);
  await page.locator('[data-option="rings"]').click();
  await settle(page);
  expect(new URL(page.url()).searchParams.get('rings')).toBe('1');
  expect((await look(page)).equals(flat)).toBe(false);
  const again = await stage.open(new URL(page.url()).search);
  expect(await again.page.locator('[data-option="rings"]').getAttribute('aria-pressed')).toBe('true');
  await page.locator('[data-option="rings"]').click();
  await settle(page);
  await page.mouse.move(2, 2);
  expect((await look(page)).equals(flat)).toBe(true);
  expect(complaints).toEqual([]);
  await again.page.context().close();
  await page.context().close();
});

test('personal servers are folded until they are asked for', async () => {
  const map = packMap(stage.graph);
  const small = map.small.filter((is) => is === 1).length;
  expect(small).toBeGreaterThan(0);
  const { page } = await stage.open('/');
  expect(await told(page)).toContain(`${map.hosts.length - small} servers are drawn`);
  expect(await page.locator('.legend .symbol-folded').count()).toBe(1);
  await page.locator('[data-option="small"]').click();
  await settle(page);
  expect(await told(page)).toContain(`${map.hosts.length} servers are drawn`);
  expect(await page.locator('.legend .symbol-folded').count()).toBe(0);
  expect(new URL(page.url()).search).toBe('?small=1');
  await page.context().close();
});

test('one walks from server to server by keyboard, hears what each is, and looks from one', async () => {
  const { page, complaints } = await stage.open('/');
  await canvas(page).focus();
  await page.keyboard.press('n');
  const first = await walkedTo(page);
  expect(first).toMatch(/ · about [\d,.]+ people · .* · 1 of \d+$/);
  await page.keyboard.press('Alt+ArrowRight');
  expect(await walkedTo(page)).toMatch(/ · 2 of \d+$/);
  await page.keyboard.press('p');
  expect(await walkedTo(page)).toBe(first);
  await page.keyboard.press('Enter');
  await page.locator('#focus-name').waitFor();
  expect(new URL(page.url()).searchParams.get('host')).toBe(first.split(' ')[0]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('without WebGL the map is a still picture in which a click looks from the nearest server', async () => {
  const { page, complaints } = await stage.open(`/?host=${focus}&block=${near[0]}`, { before: noWebGl });
  expect(await page.locator('.map-canvas canvas').count()).toBe(0);
  expect(await page.locator('.map-canvas > svg circle').count()).toBeGreaterThan(20);
  expect(await textOf(page.locator('.map-still'))).toMatch(/^This picture is still/);
  expect(Number((await dataOf(page)).cut)).toBeGreaterThan(0);
  const disc = (await page.locator('.map-canvas > svg circle').nth(10).boundingBox())!;
  await page.mouse.click(disc.x + disc.width / 2, disc.y + disc.height / 2);
  await expect.poll(() => new URL(page.url()).searchParams.get('block')).toBeNull();
  await settle(page);
  expect((await dataOf(page)).focus).not.toBe(focus);
  const svg = await page.evaluate(() => document.querySelector<MapView>('fl-map')!.exportSvg());
  expect(svg).toMatch(/^<\?xml/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('taken out of the page, the map leaves nothing behind, however often', async () => {
  const { page, complaints } = await stage.open('/');
  const left = await page.evaluate(async () => {
    const map = document.querySelector<MapView>('fl-map')!;
    const place = map.parentElement!;
    for (let time = 0; time < 20; time++) {
      map.remove();
      place.prepend(map);
      await map.updateComplete;
      await new Promise((done) => setTimeout(done, 60));
    }
    map.remove();
    await new Promise((done) => setTimeout(done, 60));
    return { canvases: map.querySelectorAll('canvas').length, listening: document.querySelectorAll('canvas').length };
  });
  expect(left).toEqual({ canvases: 0, listening: 0 });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('what is seen is saved as PNG and as SVG', async () => {
  const { page, complaints } = await stage.open(`/?host=${focus}&block=${near[0]}&rings=1`, { bypassCSP: true });
  const png = await page.evaluate(async () => {
    const blob = await document.querySelector<MapView>('fl-map')!.exportPng();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  expect(await page.evaluate(countColors, png)).toBeGreaterThan(20);
  const svg = await page.evaluate(() => document.querySelector<MapView>('fl-map')!.exportSvg());
  expect(svg).toContain(`<title>Map of fediverse servers, looked from ${focus}</title>`);
  expect(svg).toMatch(/Faultline · snapshot of \d{4}-\d\d-\d\d · \d+ of \d+ servers answered/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing serious on the map, its legend and its buttons in %s',
  async (colorScheme) => {
    const { page } = await stage.open(`/?host=${focus}&block=${near[0]}&rings=1`, { colorScheme, bypassCSP: true });
    expect(await violationsOf(page, (axe) => axe.include('.map-stage'))).toEqual([]);
    await page.context().close();
  },
);

test('from one snapshot to another the map stays, and says by shape what became of servers', async () => {
  const days = await raiseDays();
  const { page, complaints } = await days.open(`/?from=${days.first}`, { reducedMotion: 'no-preference' });
  const data = await dataOf(page);
  expect([data.new, data.gone]).toEqual(['1', '1']);
  expect(Number(data.changed) + Number(data['not-observed'] ?? data.notObserved)).toBeGreaterThan(0);
  expect(await page.locator('.legend-changes li').count()).toBeGreaterThan(2);
  await page.evaluate(() => document.querySelector('.map-canvas canvas')!.setAttribute('data-same', 'yes'));
  await page.evaluate((first) => {
    window.history.pushState(null, '', `/?snapshot=${first}`);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, days.first);
  await page.locator('fl-map[data-new="0"]').waitFor({ state: 'attached' });
  await settle(page);
  expect(await page.locator('.map-canvas canvas[data-same]').count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.context().close();
  await days.close();
});
