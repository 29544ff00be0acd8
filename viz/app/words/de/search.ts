import type { Words } from '../words.ts';

export const search: Words['search'] = {
  notSeen: 'nicht gesehen',
  about: (people, source) => `etwa ${people}, ${source}`,
  nothingFound: (text) => `Kein Server dieses Stands hat „${text}“ im Namen.`,
  found: (count) => `${count} Server gefunden.`,
};
