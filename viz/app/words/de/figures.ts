import type { FigureWords } from '../../../../analysis/report/figure-words.ts';
import type { Words } from '../words.ts';

const germanFigures: FigureWords = {
  evidence: {
    X: 'genau gezählt',
    E2: 'beide Server führen einander auf',
    E1: 'einer führt den anderen auf',
    E0: 'keiner von beiden gibt Auskunft',
    'E-': 'eine Liste, auf der er stehen müsste, nennt ihn nicht',
  },
  grades: {
    A: 'genau gezählt',
    B: 'beidseitig belegt',
    C: 'gemischt belegt',
    D: 'überwiegend geschätzt',
  },
  classes: {
    none: { word: 'nichts bekannt', range: '' },
    small: { word: 'klein', range: '<1 %' },
    noticeable: { word: 'spürbar', range: '1–5 %' },
    large: { word: 'groß', range: '5–20 %' },
    'very-large': { word: 'sehr groß', range: '>20 %' },
  },
  notKnown: 'nicht bekannt',
  none: 'keine',
  tooFew: 'zu wenige Personen für eine Angabe',
  count: (value) => value.toLocaleString('de-DE'),
  decimal: (digits) => digits.replace('.', ','),
  lessThan: (text) => `weniger als ${text}`,
  moreThan: (text) => `mehr als ${text}`,
  fewerThan: (text) => `weniger als ${text}`,
  aGainOf: (text) => `ein Zuwachs von ${text}`,
  about: (text) => `etwa ${text}`,
  uncertain: (text) => `unsicher: ${text}`,
  oneIn: (count, parts) => `${count} von ${parts}`,
  allButOneIn: (parts) => `alle bis auf 1 von ${parts}`,
};

export const figures: Words['figures'] = {
  writing: germanFigures,
  date: (date) => date.split('-').reverse().join('.'),
  people: { active: 'Personen', registered: 'registrierte Personen' },
  aboutPeople: {
    active: (count) => `etwa ${count} Personen`,
    registered: (count) => `etwa ${count} registrierte Personen`,
  },
  peopleUnknown: { active: 'Personen nicht bekannt', registered: 'registrierte Personen nicht bekannt' },
  peopleHeading: { active: 'Personen, etwa', registered: 'Registriert, etwa' },
  atLeast: (count) => `mindestens ${count}`,
};
