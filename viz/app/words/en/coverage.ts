/** What was seen and what was not. */
export const coverage = {
  title: 'What was seen',
  noPeerLists: 'There is no peer list at all: ties rest on sizes alone.',
  peers: 'Peer lists',
  blocks: 'Block lists',
  published: (count: string) => `${count} published`,
  limits: 'Limits of these numbers',
  snapshot: 'Snapshot',
  of: (date: string) => `of ${date}`,
  answered: (visited: string, hosts: string) => `${visited} of ${hosts} known servers answered`,
  silent: (count: string) => `${count} did not`,
  unvisited: (count: string) => `${count} were not visited`,
  sizes: (people: string, known: string) => `The number of ${people} is known for ${known}`,
  inferred: (count: string) => `inferred for ${count} from how many lists name them`,
  masked: (count: string) => `${count} masked names stay unresolved.`,
};
