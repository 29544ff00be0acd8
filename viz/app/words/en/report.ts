/** The answer: the headline, the figures and the lists below them. */
const servers = (count: number, shown: string) => `${shown} ${count === 1 ? 'server' : 'servers'}`;
const named = (count: number, shown: string) => `${shown} named ${count === 1 ? 'server' : 'servers'}`;
const were = (count: number) => (count === 1 ? 'was' : 'were');
const they = (count: number) => (count === 1 ? 'it' : 'they');

export const report = {
  title: (host: string) => `What changes for ${host}`,

  headNoAnswer: (host: string) => `What this would change is not known, since ${host} did not answer.`,
  noContactKnown: (host: string) => `${host} did not answer on the last visit, so its contact today is not known.`,
  headServers: servers,
  headStatus: { cut: 'cut', hidden: 'hidden', opened: 'open again', shown: 'no longer hidden' },
  headOneUnseen: (name: string) => `${name} was not seen, so what it would cut is not known.`,
  headNoneSeen: (shown: string) => `None of the ${shown} named servers was seen, so what they would cut is not known.`,
  headRestUnseen: (rest: number, shownRest: string, unseen: number, shownUnseen: string) =>
    `No contact that is known goes with ${named(rest, shownRest)}; ${shownUnseen} other${unseen === 1 ? '' : 's'} ${were(unseen)} not seen, so what ${they(unseen)} would cut is not known.`,
  headUnknown: 'What this would cut is not known.',
  headNothing: 'Nothing changes: this takes away no contact there is today.',
  headNothingOfThese: 'Nothing changes: none of these takes away contact there is today.',
  headPeopleUnknown: (who: string) => `How many ${who} that is, is not known.`,
  headNobody: 'Nobody goes out of two-way reach.',
  headPeople: (lost: string, before: string, who: string, atLeast: boolean) =>
    `${atLeast ? lost.charAt(0).toUpperCase() + lost.slice(1) : `About ${lost}`} of about ${before} ${who} elsewhere can no longer talk with its people.`,
  headNotBack: 'Follows that were deleted do not come back.',
  headUnseen: (count: number, shown: string) =>
    `${named(count, shown)} ${were(count)} not seen; what ${they(count)} would cut is not known.`,

  followsCut: 'Follows cut',
  followsCutOf: 'of the follows its people have elsewhere',
  followersCut: 'Followers cut',
  followersCutOf: 'of its people’s followers elsewhere',
  hidden: 'Hidden, not cut',
  hiddenOf: 'of those follows stay; strangers there are hard to find',
  peopleOut: { active: 'People out of reach', registered: 'Registered people out of reach' },
  peopleOf: (before: string | null, who: string) =>
    `${before === null ? '' : `of about ${before} `}${who} elsewhere who can talk with its people, both ways`,
  peopleUnsized: (count: number, shown: string) =>
    count === 1
      ? 'one cut server of unknown size is not counted'
      : `${shown} cut servers of unknown size are not counted`,
  lastingTitle: 'Cannot be undone in full.',
  lasting: 'Lifting it later lets posts flow again; the follow relations it deletes do not come back.',

  fallsTitle: 'Where it falls',
  fallsNote: 'its ties into each community: the bar is what there is today, the coloured end what is cut',
  fallsOfLoss: (size: number, shown: string, share: string) => `${servers(size, shown)} · ${share} of the whole loss`,
  fallsMore: (shown: string) => `and ${shown} more with less`,
  variety: (before: string, after: string) =>
    `Its ties are as varied as ${before} communities of one size before, ${after} after.`,

  entriesTitle: 'Entries',
  entriesCarry: (count: number, shown: string) =>
    count === 1 ? 'The first carries 90 % of the loss.' : `These first ${shown} carry 90 % of the loss.`,
  entriesServer: 'Server',
  entriesFollows: 'Follows',
  entriesFollowers: 'Followers',
  entriesServers: servers,
  entriesAssumed: 'meaning assumed',
  entriesMore: (shown: string) => `and ${shown} more; the table view holds every server they touch`,

  milderTitle: 'With a limit in place of every block',
  milderAsked: 'As asked',
  milderLimits: 'With limits',
  milderShare: 'Share',

  opens: 'What opens',
  carried: 'In threads and boosts',
  doorways: 'Ways through others',
  whole: 'The network as a whole',
  moving: 'When people move away',
  throughOthersUnknown:
    'What this takes through other servers – holes in threads, lost boosts, ways through others, the network as a whole – is not known from what is at hand here.',
  throughOthersAwaited: 'What this takes through other servers is being worked out …',
  inWords: 'The figures in words',
  restsOn: (grade: string | null) => `What this rests on${grade === null ? '' : `: ${grade}`}`,
};
