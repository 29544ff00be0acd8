import type { Words } from '../words.ts';

export const problems: Words['problems'] = {
  noServer: 'Der Faultline-Server antwortet nicht.',
  noServerHint: 'Läuft `faultline serve` noch? Starte es und frage noch einmal.',
  status: (status) => `Der Server hat mit HTTP ${status} geantwortet.`,
  statusHint: 'Frage noch einmal oder lade diese Seite neu.',
};
