/** The type-ahead. */
export const search = {
  notSeen: 'not seen',
  about: (people: string, source: string) => `about ${people}, ${source}`,
  nothingFound: (text: string) => `No server of this snapshot has “${text}” in its name.`,
  found: (count: number) => `${count} ${count === 1 ? 'server' : 'servers'} found.`,
};
