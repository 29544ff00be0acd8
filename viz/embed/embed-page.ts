/** The page for a frame on somebody else's page: one map that fills it, with the question of its own address. */
import { readLink } from '../shared/link.ts';
import './faultline-map.ts';

const { question } = readLink(location.search, ['lang']);
const map = document.createElement('faultline-map');
const language = new URLSearchParams(location.search).get('lang');
if (language !== null) document.documentElement.lang = language;
// The page lies in a folder of the site.
map.src = '../';
if (question.host !== null) map.focusHost = question.host;
for (const kind of ['block', 'limit', 'blockedBy'] as const) {
  if (question[kind].length > 0) map[kind] = question[kind].join(',');
}
const still = document.querySelector('#still')!;
still.replaceWith(map);
map.append(still);
