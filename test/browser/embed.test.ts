import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Graph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { listTies } from '../../analysis/ties-of.ts';
import type { CrawledWorld } from '../testbed/crawled-world.ts';
import { sharedWorld } from '../testbed/shared-world.ts';
import { violationsOf } from './axe.ts';
import { drawn, type EmbedStage, raiseEmbedStage } from './embed-stage.ts';
import { countWhatIsHeld, leftOf } from './leftovers.ts';
import { shoot } from './screenshots.ts';

let world: CrawledWorld;
let graph: Graph;
let stage: EmbedStage;
let focus: string;
let near: [string, string];

beforeAll(async () => {
  world = await sharedWorld({ hosts: 120, seed: 7 });
  stage = await raiseEmbedStage(world.snapshot);
  ({ graph } = stage);
  const people = (node: number) => (graph.live[node] === 1 ? graph.audience.people[node] || 0 : 0);
  const largest = [...graph.snapshot.hosts.keys()].sort((a, b) => people(b) - people(a))[0]!;
  focus = graph.snapshot.hosts[largest]!.host;
  near = listTies(graph, focus)
    .filter(({ contact }) => contact === 'open')
    .slice(0, 2)
    .map(({ host }) => host) as string[] as typeof near;
});

afterAll(async () => {
  await stage?.close();
  await world?.remove();
});

const embed = (attributes = '', id = 'map') =>
  `<faultline-map id="${id}" src="${stage.site.url}/" ${attributes}><a href="${stage.site.url}/"><img src="${stage.picture}" alt="Map of the fediverse"></a></faultline-map>`;

test('two maps stand on a page of another address under a strict policy, and the browser complains of nothing', async () => {
  const { page, complaints } = await stage.open(
    `${embed()}<p>Between.</p>${embed(`focus="${focus}" block="${near[0]}" limit="${near[1]}"`, 'second')}`,
    { colorScheme: 'light' },
  );
  await drawn(page, '#map');
  await drawn(page, '#second');
  const { sentences } = assess(graph, { host: focus, block: [near[0]], limit: [near[1]] });
  const said = await page.locator('#second .words').textContent();
  expect(said).toContain(`What if: ${focus} blocks ${near[0]}; ${focus} limits ${near[1]}?`);
  expect(said).toContain(sentences[0]);
  expect(said).toContain(sentences[1]);
  expect(await page.locator('#second .symbol-cut').count()).toBeGreaterThan(0);
  expect(await page.locator('#map .source').textContent()).toMatch(
    /^Faultline · snapshot \d{4}-\d\d-\d\d · \d+ % of servers answered$/,
  );
  const link = await page.locator('#second .source a').getAttribute('href');
  expect(link).toBe(`${stage.site.url}/?host=${focus}&block=${near[0]}&limit=${near[1]}`);
  expect(complaints).toEqual([]);
  await shoot(page, 'embed');
  await page.context().close();
});

test('nothing of a map is asked for until it is nearly seen', async () => {
  const before = stage.site.asked.length;
  const { page } = await stage.open(`<svg width="10" height="3000"></svg>${embed()}`);
  await page.waitForFunction(() => customElements.get('faultline-map') !== undefined);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const asked = () => stage.site.asked.slice(before);
  expect(asked().filter((path) => /site\.json|\.bin$|live-drawing/.test(path))).toEqual([]);
  await page.locator('#map').scrollIntoViewIfNeeded();
  await drawn(page);
  expect(asked().some((path) => path.startsWith('/data/map.'))).toBe(true);
  expect(asked().filter((path) => /engine|\/base/.test(path))).toEqual([]);
  await page.context().close();
});

test('a still picture stands in the room until the map that is drawn there comes', async () => {
  const { page, complaints } = await stage.open(`<svg width="10" height="3000"></svg>${embed()}`);
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/data/map.*.bin', async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('#map').scrollIntoViewIfNeeded();
  const still = page.locator('#map .preview');
  await still.waitFor();
  await page.waitForFunction(
    () => document.querySelector('#map')!.shadowRoot!.querySelector<HTMLImageElement>('.preview')!.naturalWidth > 0,
  );
  expect(await page.locator('#map').getAttribute('data-state')).toBe('loading');
  letThrough();
  await drawn(page);
  await still.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('kill leaves no canvas, no WebGL, no listener, no observer, and shows what stands in the element', async () => {
  const { page, complaints } = await stage.open(embed(`focus="${focus}"`), { before: countWhatIsHeld });
  await drawn(page);
  const left = () => leftOf(page);
  const alive = await left();
  expect(alive.canvases).toBeGreaterThan(3);
  expect(alive.contexts).toBeGreaterThan(0);
  expect(alive.listeners.length).toBeGreaterThan(5);
  expect(alive.watching).toBeGreaterThan(0);
  await page.evaluate(() => {
    const map = document.querySelector('faultline-map') as HTMLElement & { kill(): void };
    map.kill();
    map.kill();
  });
  // Sigma leaves its listeners on canvases that it throws away; what is kept is on the page.
  const { listeners, ...rest } = await left();
  expect(rest).toEqual({ canvases: 0, contexts: 0, watching: 0, styles: 0 });
  expect(listeners.filter((key) => !key.includes('Canvas'))).toEqual([]);
  expect(await page.getByRole('img', { name: 'Map of the fediverse' }).isVisible()).toBe(true);
  await page.evaluate(() => {
    const map = document.querySelector('faultline-map')!;
    map.parentElement!.append(map);
  });
  await drawn(page);
  expect((await left()).canvases).toBe(alive.canvases);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a changed attribute or property is a new question, and the picture stays', async () => {
  const { page } = await stage.open(embed());
  await drawn(page);
  const asked = page.locator('#map .asked');
  expect(await asked.isHidden()).toBe(true);
  await page
    .locator('#map canvas')
    .first()
    .evaluate((canvas) => canvas.setAttribute('data-first', ''));
  await page.evaluate(
    ([host, other]) => {
      const map = document.querySelector('faultline-map') as HTMLElement & { block: string };
      map.setAttribute('focus', host!);
      map.block = other!;
    },
    [focus, near[0]],
  );
  await page.locator('#map .symbol-cut').first().waitFor();
  expect(await asked.textContent()).toBe(`What if: ${focus} blocks ${near[0]}?`);
  expect(await page.locator('#map canvas[data-first]').count()).toBe(1);
  await page.locator('#map').evaluate((map) => map.setAttribute('lang', 'de'));
  await page.getByText(`Was wäre, wenn: ${focus} sperrt ${near[0]}?`).waitFor();
  await page.context().close();
});

test('without a script the picture in the element is seen', async () => {
  const { page } = await stage.open(embed(), { javaScriptEnabled: false });
  const picture = page.getByRole('img', { name: 'Map of the fediverse' });
  expect(await picture.isVisible()).toBe(true);
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1200);
  await page.context().close();
});

test('without WebGL the map is a picture of the same servers and marks', async () => {
  const noWebGl = `const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (type, ...rest) {
      return type.startsWith('webgl') ? null : getContext.call(this, type, ...rest);
    };`;
  const { page, complaints } = await stage.open(embed(`focus="${focus}" block="${near[0]}"`), { before: noWebGl });
  await drawn(page);
  expect(await page.locator('#map canvas').count()).toBe(0);
  const picture = page.getByRole('img', { name: `Map of the fediverse as seen from ${focus}` });
  expect(await picture.locator('circle').count()).toBeGreaterThan(50);
  expect(await picture.locator('text', { hasText: focus }).count()).toBe(1);
  expect(await page.locator('#map .controls').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('more maps than a browser has WebGL for are still pictures', async () => {
  const maps = Array.from({ length: 6 }, (_, at) => embed('', `map-${at}`)).join('');
  const { page, complaints } = await stage.open(maps, { viewport: { width: 1000, height: 3600 } });
  await page.waitForFunction(() => document.querySelectorAll('[data-state="drawn"]').length === 6);
  expect(await page.locator('.canvas:has(canvas)').count()).toBe(4);
  expect(await page.locator('.canvas:has(svg)').count()).toBe(2);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a custom property of the page colours the map, also when it is set later', async () => {
  const { page } = await stage.open(embed(), { bypassCSP: true, colorScheme: 'light' });
  await drawn(page);
  const ground = () =>
    page
      .locator('#map .canvas')
      .screenshot()
      .then((png) => page.evaluate(cornerOf, png.toString('base64')));
  expect(await ground()).toBe('247,248,249');
  await page.evaluate(() => document.body.style.setProperty('--faultline-ground', 'oklch(0.3 0.1 250)'));
  await expect.poll(ground).not.toBe('247,248,249');
  const changed = await ground();
  expect(changed).toMatch(/^\d+,\d+,\d+$/);
  await page.context().close();
});

/** Runs in the page: the colour of a picture at its lower left. */
async function cornerOf(picture: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  return context
    .getImageData(3, image.height - 3, 1, 1)
    .data.slice(0, 3)
    .join(',');
}

test.each(['light', 'dark'] as const)(
  'axe finds nothing on a page with a map, %s, its table open',
  async (colorScheme) => {
    const head = '<meta name="color-scheme" content="light dark">';
    const { page } = await stage.open(embed(`focus="${focus}" block="${near[0]}"`), {
      head,
      colorScheme,
      bypassCSP: true,
    });
    await drawn(page);
    await page.locator('#map summary').click();
    await page.locator('#map tbody tr').first().waitFor();
    expect(await page.locator('#map tbody tr').count()).toBe(25);
    expect(await violationsOf(page)).toEqual([]);
    await shoot(page, `embed-${colorScheme}`);
    await page.context().close();
  },
);

test('the wheel scrolls the page and zooms the map with Ctrl only; keys and buttons move it', async () => {
  const { page } = await stage.open(`${embed()}<svg width="10" height="3000"></svg>`);
  await drawn(page);
  const canvas = page.locator('#map .canvas');
  await canvas.hover();
  const picture = async () => (await canvas.screenshot()).toString('base64');
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(0, 0);
  const whole = await picture();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(picture).not.toBe(whole);
  await canvas.focus();
  await page.keyboard.press('0');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(picture).not.toBe(whole);
  await page.context().close();
});

test('a map that does not come says so, and leaves what stands in the element', async () => {
  const { page } = await stage.open(embed().replace(`src="${stage.site.url}/" `, `src="${stage.site.url}/nowhere/" `));
  await page.locator('#map[data-state="failed"]').waitFor();
  expect(await page.locator('#map .said').textContent()).toContain('The map did not come.');
  expect(await page.getByRole('img', { name: 'Map of the fediverse' }).isVisible()).toBe(true);
  await page.context().close();
});

test('the page for a frame fills it, at 360 px, in a frame that may run scripts and nothing else', async () => {
  const address = `${stage.site.url}/embed/?host=${focus}&block=${near[0]}`;
  const { page, complaints } = await stage.open(
    `<iframe title="Map" sandbox="allow-scripts" width="340" height="560" src="${address}"></iframe>`,
    { viewport: { width: 360, height: 720 } },
  );
  const frame = page.frameLocator('iframe');
  await frame.locator('faultline-map[data-state="drawn"]').waitFor();
  expect(await frame.locator('.words').textContent()).toContain(`What if: ${focus} blocks ${near[0]}?`);
  const wide = await frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(wide).toBe(0);
  expect(complaints).toEqual([]);
  await shoot(page, 'embed-frame-phone');
  await page.context().close();
});
