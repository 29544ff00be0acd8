/**
 * What a page says to whoever pastes its address into an editor: oEmbed 1.0 (oembed.com, spec 2.3), type rich.
 *
 * WordPress (wp-includes/embed.php, wp_filter_oembed_result) keeps of such an answer from a site it does not know one iframe
 * with `src`, `width`, `height` and `title`, and gives it `sandbox="allow-scripts"` of its own: the frame then belongs to no
 * origin, so that the site's files must be sent with `Access-Control-Allow-Origin: *`. Its discovery reads the first 150 kB
 * of a page, up to `</head>`. Ghost (core/server/services/oembed) takes the first discovery link of a page and wants `type`,
 * `version`, `html` and `width`. The WordPress handbook says the same in words ("What About oEmbed Discovery?").
 */
import { escapeAttribute, frameSnippet, titleOf } from './embed-snippets.ts';
import { noQuestion, type Question } from './question.ts';

/** @returns the element of a page's head by which editors find its answer */
export function discoveryLink(answer: string): string {
  return `<link rel="alternate" type="application/json+oembed" href="${escapeAttribute(answer)}" title="Faultline" />`;
}

export interface Oembed {
  version: '1.0';
  type: 'rich';
  title: string;
  provider_name: string;
  provider_url: string;
  /** s */
  cache_age: number;
  html: string;
  /** px */
  width: number;
  height: number;
}

export interface OembedRequest {
  /** Address of the site, ending in a slash. */
  site: string;
  question?: Question;
  /** px; an answer is never larger (spec 2.3.4.1: it must not exceed them). */
  maxWidth?: number;
  maxHeight?: number;
}

/** px */
const usual = { width: 720, height: 520 };
const cacheSeconds = 86_400;

export function describeForPasting({ site, question = noQuestion, maxWidth, maxHeight }: OembedRequest): Oembed {
  const width = Math.min(usual.width, maxWidth ?? usual.width);
  const height = Math.min(usual.height, maxHeight ?? usual.height);
  return {
    version: '1.0',
    type: 'rich',
    title: titleOf(question),
    provider_name: 'Faultline',
    provider_url: site,
    cache_age: cacheSeconds,
    html: frameSnippet(site, question, { width: String(width), height: String(height) }),
    width,
    height,
  };
}
