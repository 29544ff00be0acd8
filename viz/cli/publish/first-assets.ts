/** Which files of the built page a browser fetches before anything is asked. */

/** The drawing comes apart from the page, so that the page need not wait for it; it is fetched all the same. */
const drawing = /^map-renderer-/;
const staticImport = /(?:from|import)\s*["']\.\/([^"']+)["']/g;

/**
 * @param html of the page
 * @param assets content by name
 * @returns the names of those that the page or the drawing needs, with what these import in turn
 */
export function firstAssets(html: string, assets: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> {
  const first = new Set([...assets.keys()].filter((name) => html.includes(name) || drawing.test(name)));
  // A set that grows while it is walked is walked to its end.
  for (const name of first) {
    if (!name.endsWith('.js')) continue;
    const code = new TextDecoder().decode(assets.get(name));
    for (const [, imported] of code.matchAll(staticImport)) if (assets.has(imported!)) first.add(imported!);
  }
  return first;
}
