import type { Words } from '../words.ts';

export const exporting: Words['exporting'] = {
  title: 'Zum Mitnehmen',
  png: 'Karte als PNG',
  svg: 'Karte als SVG',
  csv: 'Tabelle als CSV',
  markdown: 'Bericht als Markdown',
  copyReport: 'Bericht als Markdown kopieren',
  copyLink: 'Link kopieren',
  copyCitation: 'Zitat kopieren',
  citationTitle: 'So zitieren',
  linkCopied: 'Link kopiert.',
  reportCopied: 'Bericht kopiert.',
  citationCopied: 'Zitat kopiert.',
  noClipboard: 'Der Browser lässt diese Seite nicht in die Zwischenablage schreiben.',
  saved: (file) => `${file} ist gespeichert.`,
  pictureFailed: 'Das Bild ließ sich nicht herstellen; vielleicht hilft das SVG oder die Tabelle.',
  seen: (visited, hosts) => `${visited} von ${hosts} bekannten Servern haben geantwortet`,
  caption: (snapshot, date, seen) => `Momentaufnahme ${snapshot} vom ${date}; ${seen}. Erstellt mit Faultline.`,
  about: (host, question) =>
    host === null
      ? 'Die Server des Fediverse'
      : question === null
        ? `Das Fediverse, von ${host} aus gesehen`
        : `Was sich für ${host} ändert: ${question}`,
  citation: (about, snapshot, date, seen, link) =>
    `${about}. Faultline, Momentaufnahme ${snapshot} vom ${date}; ${seen}. ${link}. Das Programm ist freie Software (AGPL-3.0-or-later); die Bedingungen der Daten setzt, wer sie weitergibt.`,
  pictureTitle: (about) => `${about}: Karte`,
};
