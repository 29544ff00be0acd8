/**
 * Keys that work wherever the cursor stands, but for where text is typed. WCAG 2.2 SC 2.1.4: a single character can be
 * turned off, since speech input and slips type them unasked.
 */
import { recall, remember } from './remembered.ts';

const memory = 'single-keys';

export type PageKey = '?' | '/';

export function singleKeysOn(): boolean {
  return recall(memory) !== 'off';
}

export function turnSingleKeys(on: boolean): void {
  remember(memory, on ? 'on' : 'off');
}

/** @returns the key that was meant for the page, or null */
export function pageKeyOf(event: KeyboardEvent): PageKey | null {
  const { key, ctrlKey, metaKey, altKey, target, defaultPrevented } = event;
  if (defaultPrevented || ctrlKey || metaKey || altKey || !singleKeysOn()) return null;
  if (target instanceof Element && target.closest('input:not([type=radio], [type=checkbox]), select, textarea'))
    return null;
  return key === '?' || key === '/' ? key : null;
}
