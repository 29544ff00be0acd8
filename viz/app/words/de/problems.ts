import type { Words } from '../words.ts';

export const problems: Words['problems'] = {
  noServer: 'Der Faultline-Server antwortet nicht.',
  noServerHint: 'Läuft `faultline serve` noch? Starte es und frage noch einmal.',
  status: (status) => `Der Server hat mit HTTP ${status} geantwortet.`,
  statusHint: 'Frage noch einmal oder lade diese Seite neu.',
  missingFile: (path, status) => `Eine Datei dieser Seite fehlt: HTTP ${status} für ${path}.`,
  noManifest: (path) => `${path} ist kein Verzeichnis, das diese Seite lesen kann.`,
  noSnapshot: (id) => `Diese Seite enthält keinen Stand ${id}.`,
  fileHint: 'Lade die Seite neu; nach einer neuen Veröffentlichung heißen die Dateien anders.',
  noFile: 'Eine Datei dieser Seite kam nicht an.',
  noFileHint: 'Besteht eine Verbindung? Frage noch einmal.',
  oneSnapshot: 'Diese Seite enthält einen einzigen Stand; über Änderungen ist hier nichts bekannt.',
  oneSnapshotHint: 'Frage, wer sie veröffentlicht, oder vergleiche Stände mit `faultline diff`.',
};
