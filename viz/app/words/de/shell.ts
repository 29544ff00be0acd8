import type { Words } from '../words.ts';

export const shell: Words['shell'] = {
  skip: 'Zur Antwort springen',
  find: 'Einen Server finden',
  findPlaceholder: 'Von welchem Server aus?',
  view: 'Ansicht',
  map: 'Karte',
  table: 'Tabelle',
  language: 'Sprache',
  panel: 'Antwort',
  hidePanel: 'Seitenleiste verbergen',
  showPanel: 'Seitenleiste zeigen',
  drawing: 'Die Karte wird gezeichnet …',
  loading: (host) => `Frage nach ${host} …`,
  answered: (visited, hosts) => `${visited} von ${hosts} Servern haben geantwortet`,
  noneVisited: (hosts) => `${hosts} Server, keiner besucht`,
  asOf: (date) => `Stand ${date}`,
  published: 'veröffentlichter Teil',
  publishedNote: 'Nur Summen: Wer wen sperrt und Server mit wenigen Personen sind hier nicht veröffentlicht.',
  tryAgain: 'Noch einmal versuchen',
  question: 'Von welchen Teilen des Fediverse würde eine Sperre deine Leute abschneiden?',
  howTo:
    'Finde oben deinen Server oder klicke ihn an. Wähle dann, was er sperren oder einschränken würde oder wer ihn sperren würde, und sieh, was getrennt, was verborgen und was erhalten wird.',
  forExample: 'Zum Beispiel von hier aus',
  worth: 'Faultline misst Reichweite, nicht Wert: Eine Sperre kann die richtige Wahl sein.',
};
