/** Screenshots as artefacts, for a person to look at: `test/browser/output/`, which is not kept in the repository. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('output/', import.meta.url));

export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
}
