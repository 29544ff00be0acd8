/**
 * Hubzilla's page `/siteinfo`, the only place that shows its blocked sites, since 8.8.5.
 *
 * The page has no marks that a program could go by, and headings in the language of the site. What can be relied on
 * (view/tpl/siteinfo.tpl): in the box of the page stand at most two lists, the addons and then the blocked sites,
 * each left out when it has nothing to show; what the admin writes stands deeper. A hub that answers NodeInfo has an
 * addon. A theme may have a page of its own, which is not read.
 */
import { Parser } from 'htmlparser2';

/** @returns the blocked sites as written, or undefined when this is not the page we know */
export function readBlockedSites(html: string): string[] | undefined {
  const [first, second, ...more] = readBoxLists(html);
  if (first === undefined || more.length > 0) return undefined;
  return second ?? (first.every(isAddonName) ? [] : first);
}

/** Addons are named for the PHP functions they are made of. */
function isAddonName(text: string): boolean {
  return /^\w+$/.test(text);
}

const boxClass = 'generic-content-wrapper-styled';
/** The page is 12 elements deep. A parser's work may grow with the depth, so strangers do not get any they like. */
const maxDepth = 200;
const chunkLength = 4096;

/** @returns the texts of the items of each list that stands in the box itself; nothing of what is empty */
function readBoxLists(html: string): string[][] {
  const lists: string[][] = [];
  let depth = 0;
  let boxDepth = Number.POSITIVE_INFINITY;
  let hasBox = false;
  let text: string | undefined;
  const parser = new Parser({
    onopentag(name, { class: classes }) {
      depth += 1;
      if (!hasBox && name === 'div' && classes?.split(/\s+/).includes(boxClass)) {
        hasBox = true;
        boxDepth = depth;
      } else if (name === 'ul' && depth === boxDepth + 1) lists.push([]);
      else if (name === 'li' && depth === boxDepth + 2) text = '';
    },
    ontext(data) {
      if (text !== undefined) text += data;
    },
    onclosetag(name) {
      if (name === 'li' && depth === boxDepth + 2 && text !== undefined) {
        if (text.trim() !== '') lists.at(-1)?.push(text.trim());
        text = undefined;
      }
      if (depth === boxDepth) boxDepth = Number.POSITIVE_INFINITY;
      depth -= 1;
    },
  });
  for (let at = 0; at < html.length && depth <= maxDepth; at += chunkLength) {
    parser.write(html.slice(at, at + chunkLength));
  }
  parser.end();
  return depth > maxDepth ? [] : lists;
}
