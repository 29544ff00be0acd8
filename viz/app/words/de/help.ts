import type { Words } from '../words.ts';

export const help: Words['help'] = {
  open: 'Hilfe',
  title: 'So liest man diese Karte',
  close: 'Schließen',
  hint: 'Neu hier?',
  hintOpen: 'Erklärung zeigen',
  hintClose: 'Nicht jetzt',
  intro:
    'Jede Scheibe ist ein Server. Wähle einen als Standpunkt, sage, was er sperren oder einschränken würde, und die Karte zeigt, was das mit seinem Kontakt zu allen anderen macht.',
  places: 'Ort, Größe und Farbe',
  placesItems: [
    'Server mit viel Kontakt liegen nah beieinander. Die Richtungen bedeuten nichts: Links ist nicht besser als rechts.',
    'Eine größere Scheibe hat mehr Personen, die in einem Monat aktiv sind.',
    'Eine Farbe ist eine Gemeinschaft: Server, deren Leute untereinander mehr Kontakt haben als mit den übrigen. Sie wird ausgezählt und nach ihren größten Servern benannt; gegründet hat sie niemand.',
    'Sechs Gemeinschaften haben eigene Farben. Alle anderen sind grau.',
  ],
  marks: 'Zeichen',
  markWords: {
    focus: 'der Server, von dem aus geblickt wird',
    cut: 'durch dieses Szenario getrennt: keine Beiträge, in einer Richtung oder in beiden',
    hidden: 'dadurch verborgen: Wer folgt, sieht noch, Fremde nicht',
    opened: 'dadurch wieder offen',
    'cut-today': 'heute schon getrennt, durch eine geltende Regel',
    'hidden-today': 'heute schon verborgen',
    kept: 'der Kontakt bleibt, wie er ist',
    silent: 'keine Antwort oder nicht besucht: wenig ist bekannt',
  },
  unknown: 'Nicht bekannt heißt nicht: keine',
  unknownItems: [
    'Ein Server, der seine Sperrliste für sich behält, kann viele sperren. Eine Liste, die nicht gesehen wurde, zählt nie als leer.',
    '„Nicht bekannt“ steht überall, wo nichts gesehen wurde; „keine“ nur dort, wo gesehen wurde, dass es nichts gibt.',
    'Ein Anteil steht mit dem Intervall, das ihn in neun von zehn Fällen enthält, und mit einer Note von A, genau gezählt, bis D, überwiegend geschätzt. Wo die Belege keine Zahl tragen, steht ein Wort wie „groß“.',
    'Über weniger als fünf Personen wird nichts gesagt.',
  ],
  limits: 'Grenzen dieser Zahlen',
  keyboard: 'Mit der Tastatur',
  keys: {
    help: { key: '?', does: 'öffnet diese Hilfe' },
    search: { key: '/', does: 'geht in das Suchfeld' },
    move: { key: '← ↑ → ↓', does: 'verschieben die Karte, wenn der Cursor auf ihr steht' },
    zoom: { key: '+ −', does: 'vergrößern und verkleinern' },
    whole: { key: '0', does: 'zeigt die ganze Karte' },
    close: { key: 'Esc', does: 'schließt eine Liste oder diese Hilfe und beendet die Auswahl auf der Karte' },
  },
  singleKeys: 'Einzelne Tasten wirken, wo immer der Cursor steht',
  tableNote: 'Die Tabelle enthält alles, was die Karte zeigt, und braucht keinen Zeiger.',
};
