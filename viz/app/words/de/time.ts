import type { Words } from '../words.ts';

export const time: Words['time'] = {
  title: 'Zeit',
  slider: 'Stand',
  earlier: 'Früherer Stand',
  later: 'Späterer Stand',
  place: (date, at, of) => `${date}, ${at} von ${of}`,
  latest: 'neuester',
  compare: 'Vergleichen mit',
  withNone: 'keinem anderen',
  changes: (from, to) => `Vom ${from} bis zum ${to}`,
  counted: {
    new: (count, shown) => `${shown} Server ${count === 1 ? 'ist' : 'sind'} neu`,
    gone: (count, shown) => `${shown} ${count === 1 ? 'hat' : 'haben'} vorher geantwortet und jetzt nicht mehr`,
    changed: (count, shown) => `${shown} ${count === 1 ? 'erklärt' : 'erklären'} andere Regeln als vorher`,
    'not-observed': (count, shown) =>
      `${shown} ${count === 1 ? 'wurde' : 'wurden'} seither nicht beobachtet: Ob sich dort etwas geändert hat, ist nicht bekannt`,
  },
  nothing: 'Zwischen den beiden wurde keine Änderung gesehen.',
  unlisted: 'Alle anderen Server sind unverändert, soweit sie beobachtet wurden.',
  andMore: (count) => `und ${count} weitere, in der Tabelle`,
  sentences: 'In den Worten des Berichts',
};
