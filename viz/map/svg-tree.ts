/**
 * A picture as a tree: written out as a document, or built in a page node by node where nothing may be parsed.
 * Text and attributes may come from servers; here they become text, and nothing else.
 */

export interface SvgElement {
  name: string;
  attributes?: Readonly<Record<string, string | number>>;
  children?: readonly (SvgElement | string)[];
}

const namespace = 'http://www.w3.org/2000/svg';
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @returns a document of its own, to be saved or served */
export function writeSvg(root: SvgElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write({ ...root, attributes: { xmlns: namespace, ...root.attributes } })}\n`;
}

/** What of a page is needed to build in it: also compiled where there is no page. */
interface Page<Element> {
  createElementNS(namespace: 'http://www.w3.org/2000/svg', name: string): Element;
}
interface Buildable {
  setAttribute(name: string, value: string): void;
  append(...children: unknown[]): void;
}

/** @returns the same picture as elements of a page */
export function buildSvg<Element extends Buildable>(
  document: Page<Element>,
  { name, attributes = {}, children = [] }: SvgElement,
): Element {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children.map((child) => (typeof child === 'string' ? clean(child) : buildSvg(document, child))));
  return element;
}

function write(node: SvgElement | string): string {
  if (typeof node === 'string') return escapeText(node);
  const { name, attributes = {}, children = [] } = node;
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(String(value))}"`);
  const start = `<${name}${pairs.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.map(write).join('')}</${name}>`;
}

function escapeText(text: string): string {
  return clean(text).replace(/[&<>"]/g, (sign) => entities[sign]!);
}

/** XML 1.0 §2.2: what it does not admit as a character; and UAX #9: what turns the direction of text. */
const unfit = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]|[\u202a-\u202e\u2066-\u2069]/gu;

function clean(text: string): string {
  return text.replace(unfit, '');
}
