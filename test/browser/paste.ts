/** What editors do with an address that somebody pastes: find the answer that its page tells of, and keep what they admit. */

export interface Found {
  /** As the page names it. */
  address: string;
  answer: Record<string, unknown>;
}

/** As WordPress does (wp-includes/class-wp-oembed.php): the first 150 kB up to the end of the head, and link elements by pattern. */
export async function discover(page: string, room: { maxwidth: number; maxheight: number }): Promise<Found | null> {
  const html = (await (await fetch(page)).text()).slice(0, 153_600);
  const head = html.slice(0, html.indexOf('</head>') === -1 ? undefined : html.indexOf('</head>'));
  for (const [, attributes] of head.matchAll(/<link([^<>]+)\/?>/gi)) {
    const read = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes!)?.[1];
    if (read('type') !== 'application/json+oembed') continue;
    const address = new URL(decode(read('href')!));
    address.searchParams.set('maxwidth', String(room.maxwidth));
    address.searchParams.set('maxheight', String(room.maxheight));
    if (!address.searchParams.has('url')) address.searchParams.set('url', page);
    address.searchParams.set('format', 'json');
    const response = await fetch(address);
    return response.ok ? { address: address.href, answer: (await response.json()) as Found['answer'] } : null;
  }
  return null;
}

const admitted = ['src', 'width', 'height', 'frameborder', 'marginwidth', 'marginheight', 'scrolling', 'title'];

/** As WordPress filters the answer of a site it does not know (wp_filter_oembed_result): one frame, of its own sandbox. */
export function filterFrame(html: string): string {
  const frame = /<iframe([^>]*)><\/iframe>/i.exec(html)?.[1] ?? '';
  const kept = [...frame.matchAll(/ ([a-z]+)="([^"]*)"/g)].filter(([, name]) => admitted.includes(name!));
  const attributes = kept.map(([, name, value]) =>
    name === 'src' ? ` src="${value}#?secret=abc"` : ` ${name}="${value}"`,
  );
  return `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"${attributes.join('')}></iframe>`;
}

function decode(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).replaceAll('&amp;', '&');
}
