/** How things stand today: who declares actions on the server looked from, and what each costs. */
export const today = {
  title: 'Today',
  none: (host: string) => `No published block on ${host} was seen`,
  some: (count: number, shown: string, host: string) =>
    `${shown} published ${count === 1 ? 'block' : 'blocks'} on ${host}`,
  hiding: (shown: string) => `${shown} that only hide it`,
  tableTitle: 'Published blocks that cost most',
  costsFollowers: 'Followers it costs',
  costsFollows: 'Follows it costs',
  returns: 'Returns if lifted',
  byItself: 'by itself',
  needsBoth: 'needs both sides',
  needsBothTitle: 'Both cut each other: nothing returns until both lift',
  whatIfLifted: 'What if it lifted this',
  whatIfLiftedName: (host: string) => `What if ${host} lifted this`,
  more: (shown: string) => `Show ${shown} more that cost less`,
  privateLists: 'Further lost to private lists',
  privateListsOf: (servers: string) =>
    `of today’s follower reach, if the ${servers} servers that keep their lists private block about as often as similar ones that publish. Which of them do, nobody outside can know.`,
  privateListsUnknown: (servers: string) =>
    `${servers} servers in reach keep their lists private: too few, or with too little to compare, for a range.`,
  reach: 'Follower reach that stands',
  reachOf: 'of that in a world without blocks; the low end with private lists at their worst',
  listsTitle: 'Lists that explain most',
  listsNote: 'If a list left the server out and those who seem to follow it lifted with it',
  listsName: 'List',
  listsFollowers: 'Followed by, of those who cut it',
  listsReturns: 'Returns',
  listsEntries: (shown: string, names: boolean) => `${shown} names${names ? '' : ', not this server'}`,
  notPublished:
    'Who declares what on this server is not published here: this site holds sums only, and blocks in force enter as one of them. Whoever collected the data can ask `faultline blocked`.',
  inWords: 'In words',
};
