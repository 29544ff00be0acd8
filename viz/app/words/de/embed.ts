import type { Words } from '../words.ts';

export const embed: Words['embed'] = {
  title: 'Auf eine Seite stellen',
  element: 'Als Element',
  frame: 'Als Rahmen',
  copy: (what) => `Kopieren: ${what.toLowerCase()}`,
  copied: 'Kopiert.',
  noClipboard:
    'Der Browser lässt diese Seite nicht in die Zwischenablage schreiben; der Text lässt sich markieren und kopieren.',
  onlyHere:
    'Diese Karte ist nur von diesem Rechner aus zu erreichen. `faultline publish` macht daraus eine Website, die andere zeigen können.',
  header:
    'Das Element braucht von dort, wo die Karte liegt, den Header Access-Control-Allow-Origin, der Rahmen nicht. Farben: --faultline-ground und weitere; die README einer veröffentlichten Karte nennt den Header für den Webserver.',
};
