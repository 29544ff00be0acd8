/** What axe finds on a page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * In the page itself, as before there were frames of other origins: that asks for no second page, and takes half the time.
 * @param choose which part, which rules
 * @returns one line a rule, with the elements that break it
 */
export async function violationsOf(
  page: Page,
  choose: (axe: AxeBuilder) => AxeBuilder = (axe) => axe,
): Promise<string[]> {
  const { violations } = await choose(new AxeBuilder({ page }).setLegacyMode()).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

export const withTargetSize = (axe: AxeBuilder) => axe.options({ rules: { 'target-size': { enabled: true } } });
