/** Reads the page from outside, as a person or a browser would, and works it. */
import type { Locator, Page } from 'playwright-core';
import type { Impact } from '../../analysis/types.ts';

export function touchedCount({ touched }: Impact, wanted: 'cut' | 'hidden'): number {
  return touched.filter(({ status }) => status === wanted).length;
}

/** What the map says of itself: its `data-` attributes. */
export const dataOf = (page: Page) =>
  page.locator('fl-map').evaluate((map) => ({ ...(map as HTMLElement).dataset }) as Record<string, string>);

export const textOf = async (locator: Locator) => ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();

export async function addServer(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a server it blocks' }).fill(name);
  await page.getByRole('listbox').getByRole('option', { name }).first().click();
}

/** What the element with the cursor is labelled. */
export function focusedName(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent ?? undefined,
  );
}

/** Runs in the page: how many different colours a picture holds, each channel cut to 16 steps. */
export async function countColors(picture: string): Promise<number> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colors = new Set<number>();
  for (let at = 0; at < data.length; at += 4) {
    colors.add(((data[at]! >> 4) << 8) | ((data[at + 1]! >> 4) << 4) | (data[at + 2]! >> 4));
  }
  return colors.size;
}

/** Moves the pointer over the map until a server lies under it. */
export async function findServer(page: Page): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.map-canvas').boundingBox())!;
  for (let y = box.y + 60; y < box.y + box.height; y += 14) {
    for (let x = box.x + 150; x < box.x + box.width; x += 14) {
      await page.mouse.move(x, y);
      if (await page.locator('.map-canvas.over-server').count()) return { x, y };
    }
  }
  throw new Error('expected a server somewhere under the pointer, found none');
}
