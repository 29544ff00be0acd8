/** What this browser remembers of earlier visits; where it must not, everything is new each time. */
const prefix = 'faultline.';

export function recall(name: string): string | null {
  try {
    return window.localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    window.localStorage.setItem(prefix + name, value);
  } catch {
    // Storage is off or full: it is said again next time.
  }
}
