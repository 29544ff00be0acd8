/** Why there is no answer, and what to do. */
export const problems = {
  noServer: 'The Faultline server does not answer.',
  noServerHint: 'Is `faultline serve` still running? Start it and ask again.',
  status: (status: number) => `The server answered with HTTP ${status}.`,
  statusHint: 'Ask again, or load this page again.',
  missingFile: (path: string, status: number) => `A file of this site is missing: HTTP ${status} for ${path}.`,
  noManifest: (path: string) => `${path} is no manifest that this page can read.`,
  noSnapshot: (id: string) => `This site holds no snapshot ${id}.`,
  fileHint: 'Load the page again; a site that was published anew has files of other names.',
  noFile: 'A file of this site did not come.',
  noFileHint: 'Is there a connection? Ask again.',
  oneSnapshot: 'This site holds one snapshot, so nothing is known here of changes.',
  oneSnapshotHint: 'Ask whoever publishes it, or compare snapshots with `faultline diff`.',
};
