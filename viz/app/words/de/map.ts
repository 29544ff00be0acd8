import type { Words } from '../words.ts';

const marks: Words['map']['marks'] = {
  focus: 'von hier aus geblickt',
  cut: 'durch dieses Szenario getrennt',
  hidden: 'dadurch verborgen, nicht getrennt',
  opened: 'dadurch wieder offen',
  'cut-today': 'heute schon getrennt',
  'hidden-today': 'heute schon verborgen',
  kept: 'bleibt',
  unknown: 'Kontakt nicht bekannt',
  silent: 'keine Antwort, oder nicht besucht',
};

const changes: Words['map']['changes'] = {
  new: 'seither neu',
  gone: 'antwortete damals, jetzt nicht mehr',
  changed: 'Listen oder Sperren geändert',
  'not-observed': 'seither nichts gelesen, also nicht bekannt',
};

export const map: Words['map'] = {
  marks,
  changes,
  kind: 'Karte',
  label:
    'Karte der Server. Pfeiltasten verschieben sie, Plus und Minus zoomen, 0 zeigt alles. N und P gehen von Server zu Server, Eingabe blickt von einem aus. Die Tabelle enthält dasselbe.',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  showAll: 'Die ganze Karte zeigen',
  rings: 'Ringe',
  ringsHint: 'Zeigen, mit wem der Kontakt am engsten ist: näher an der Mitte ist enger',
  small: 'Persönliche Server',
  smallHint: 'Server mit weniger als 10 Personen einzeln zeichnen',
  still: 'Dieses Bild steht still, weil der Browser der Seite kein WebGL erlaubt; alles andere geht.',
  folded: (servers) => (servers === 1 ? '+1 kleiner Server' : `+${servers} kleine Server`),
  withinRing: (share) => `${share} des Kontakts innerhalb`,
  noCommunity: 'in keiner Gemeinschaft',
  drawn: (servers, from) =>
    from === null ? `${servers} Server sind gezeichnet.` : `Von ${from} aus sind ${servers} Server gezeichnet:`,
  counted: (count, mark) => `${count} ${mark}`,
  sameFacts: 'Die Tabelle enthält dasselbe.',
  walked: (at, of) => `${at} von ${of}`,
  title: 'Karte der Server im Fediverse',
  titleFrom: (host) => `Karte der Server im Fediverse, von ${host} aus`,
  caption: (date, visited, hosts) => `Faultline · Stand ${date} · ${visited} von ${hosts} Servern haben geantwortet`,
  leftOut: (servers, edges) => `Nicht in diesem Bild: ${servers} kleinere Server und ${edges} schwächere Verbindungen.`,
};

export const legend: Words['legend'] = {
  title: 'Legende',
  communities: 'Gemeinschaften',
  colours: 'Farben und Größen',
  server: 'Server',
  folded: 'kleine Server, zusammen',
  larger: (people) => `Größer: mehr ${people}.`,
  lit: (share) => `Volle Farbe: die Verbindungen, die ${share} des Kontakts tragen.`,
  lines: 'Eine getrennte Verbindung ist durchbrochen, eine verborgene gepunktet, eine nicht bekannte gestrichelt.',
  rings: 'Ringe: je näher an der Mitte, desto mehr vom Kontakt trägt ein Server. Die Richtung bedeutet nichts.',
  sinceBefore: 'Seit dem früheren Stand:',
  more: (count, one) => `${count} ${one ? 'weiterer Server ist' : 'weitere Server sind'} nicht gezeichnet`,
  amongThem: (list) => `, darunter ${list}`,
  otherCommunities: (count) => `${count} kleinere, oder keine`,
  noCommunity: 'keine Gemeinschaft',
  keptUnknown: 'Server; der Kontakt ist nicht bekannt',
};
