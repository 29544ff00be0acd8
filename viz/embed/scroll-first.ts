/**
 * On a page that is read by scrolling, a map in the way must not catch the wheel or the finger: the wheel zooms with Ctrl or
 * Cmd (as a pinch on a touchpad sends it), and it takes two fingers to move the map.
 */

/** @param signal takes it back */
export function leaveScrollingToPage(container: HTMLElement, signal: AbortSignal): void {
  const keep = { capture: true, passive: true, signal };
  container.addEventListener('wheel', (event) => !event.ctrlKey && !event.metaKey && event.stopPropagation(), keep);
  for (const name of ['touchstart', 'touchmove'] as const) {
    container.addEventListener(name, (event) => event.touches.length < 2 && event.stopPropagation(), keep);
  }
}
