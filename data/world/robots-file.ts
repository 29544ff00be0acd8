/** A robots.txt as a software ships it: the text, and what it means for a crawler nobody has a group for. */

export interface RobotsFile {
  /** Path prefixes that are kept from everybody. */
  disallow: readonly string[];
  /** Seconds between requests that it asks for, 0 for none. */
  delayS: number;
  text: string;
}

/** @param extra lines of the `*` group beside those that follow from the rules */
export function robotsFile(disallow: readonly string[], delayS = 0, extra: readonly string[] = []): RobotsFile {
  const delay = delayS > 0 ? [`Crawl-delay: ${delayS}`] : [];
  const rules = disallow.length > 0 ? disallow.map((path) => `Disallow: ${path}`) : ['Disallow:'];
  return { disallow, delayS, text: lines(['User-agent: *', ...delay, ...extra, ...rules]) };
}

export function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}
