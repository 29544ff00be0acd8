/** What can be taken along, and what stands in the files. */
export const exporting = {
  title: 'Take it with you',
  png: 'Map as PNG',
  svg: 'Map as SVG',
  csv: 'Table as CSV',
  markdown: 'Report as Markdown',
  copyReport: 'Copy report as Markdown',
  copyLink: 'Copy link',
  copyCitation: 'Copy citation',
  citationTitle: 'To cite this',
  linkCopied: 'Link copied.',
  reportCopied: 'Report copied.',
  citationCopied: 'Citation copied.',
  noClipboard: 'The browser does not let this page write to the clipboard.',
  saved: (file: string) => `${file} is saved.`,
  pictureFailed: 'The picture could not be made; the SVG or the table may serve.',
  seen: (visited: string, hosts: string) => `${visited} of ${hosts} known servers answered`,
  caption: (snapshot: string, date: string, seen: string) =>
    `Snapshot ${snapshot} of ${date}; ${seen}. Made with Faultline.`,
  about: (host: string | null, question: string | null) =>
    host === null
      ? 'The servers of the fediverse'
      : question === null
        ? `The fediverse as seen from ${host}`
        : `What changes for ${host}: ${question}`,
  citation: (about: string, snapshot: string, date: string, seen: string, link: string) =>
    `${about}. Faultline, snapshot ${snapshot} of ${date}; ${seen}. ${link}. The program is free software (AGPL-3.0-or-later); the terms of the data are those of whoever passes them on.`,
  pictureTitle: (about: string) => `${about}: map`,
};
