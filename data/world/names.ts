/**
 * Readable, pronounceable host names under `.example` (RFC 2606: never anybody's name), in words of the server's
 * language. Some names share a registrable domain, as on a hosting farm.
 */
import { readHost } from '../host.ts';
import type { Host } from '../types.ts';

/** Servers on one farm at most: a crawler visits the hosts of one registrable domain one after the other. */
const farmSize = 4;

const wordsByLanguage: Readonly<Record<string, string>> = {
  en: `river mouth harbor fern moss cedar lantern tide copper willow meadow pebble otter heron maple quarry
    thistle ember orchard juniper canvas anchor beacon bramble candle clover cobble comet cricket dune elder falcon
    field finch garden glade granite hazel hollow island kettle kite larch linen marble market mill mint north oak
    paper pine pond prairie quill raven reed robin sage sparrow spruce stone summit swallow timber valley violet`,
  ja: `kumo hoshi sakura kaze yama umi mori tsuki hana sora kawa yuki ame niji hikari kitsune tori neko asa yoru
    matsu take ishi nami hoshizora mizu kage shima haru natsu`,
  de: `wolke ufer hafen linde ahorn birke quelle leuchte brise heide fels garten laterne biber reiher amsel kiefer
    moor wiese bach nebel sommer winter insel turm markt eule distel kiesel feder`,
  fr: `nuage rivage chêne tilleul source lueur colline jardin phare loutre merle pinède galet brume verger atelier
    plume ruisseau étang clairière mistral lavande bruyère fougère marché moulin ardoise hirondelle saule genêt`,
  es: `nube orilla roble fuente faro jardin colina nutria mirlo pinar brisa niebla taller pluma arroyo laguna claro
    romero brezo helecho mercado molino pizarra golondrina sauce retama piedra puerto valle isla`,
  pt: `nuvem margem carvalho fonte farol jardim colina lontra melro pinhal brisa neblina oficina pena ribeiro lagoa
    clareira alecrim urze feto mercado moinho xisto andorinha salgueiro giesta pedra porto vale ilha`,
};
const prefixes = ['social', 'town', 'hub', 'club', 'fedi', 'plaza', 'commons', 'people', 'net', 'here'];
const forumPrefixes = ['forum', 'board', 'links', 'threads', 'talk'];

/** One name to make: the place of the server by size counts, because large servers get the short names. */
export interface NameRequest {
  language: string;
  forum: boolean;
  large: boolean;
}

/** @returns one name per request, all different, in the order of the requests */
export function makeNames(requests: readonly NameRequest[], random: () => number): Host[] {
  const taken = new Set<string>();
  const farms = new Map<string, { name: string; left: number }>();
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
  const words = new Map(Object.entries(wordsByLanguage).map(([language, text]) => [language, plainWords(text)]));

  const propose = ({ language, forum, large }: NameRequest, tries: number): string => {
    const list = words.get(language) ?? words.get('en')!;
    const single = pick(list);
    if (large && tries < 20) return `${single}.example`;
    const other = pick(list);
    if (other === single) return '';
    const compound = tries < 200 ? single + other : single + other + pick(list);
    const shape = random();
    if (shape < 0.06 && !large) {
      const farm = farms.get(language);
      if (farm !== undefined && farm.left > 0) {
        farm.left -= 1;
        return `${single}.${farm.name}.example`;
      }
      farms.set(language, { name: `${compound}host`, left: farmSize - 1 });
      return `${single}.${compound}host.example`;
    }
    if (shape < 0.5) return `${compound}.example`;
    return `${pick(forum ? forumPrefixes : prefixes)}.${compound}.example`;
  };

  return requests.map((request) => {
    for (let tries = 0; tries < 10_000; tries += 1) {
      const host = readHost(propose(request, tries));
      if (host === undefined || taken.has(host)) continue;
      taken.add(host);
      return host;
    }
    throw new Error(`expected a free name in ${request.language}, found none among ${taken.size}`);
  });
}

/** Accents go: they would turn every name into punycode. */
function plainWords(text: string): string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').split(/\s+/);
}
