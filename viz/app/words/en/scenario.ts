/** The question: what would change, imported lists, undo, and two questions side by side. */
import type { ChangeKind, NameKind } from '../../../shared/question.ts';

const choices: Record<ChangeKind, { choice: string; label: string }> = {
  block: { choice: 'It blocks', label: 'Add a server it blocks' },
  limit: { choice: 'It limits', label: 'Add a server it limits' },
  blockedBy: { choice: 'It is blocked by', label: 'Add a server that blocks it' },
  lift: { choice: 'It lifts rules on', label: 'Add a server it lifts its rules on' },
  liftedBy: { choice: 'It is let in by', label: 'Add a server that lifts its rules on it' },
  allowlist: { choice: 'Only these', label: 'Add a server it federates with, and no other' },
};

/** Before the names of a kind. */
const chips: Record<NameKind, string> = {
  block: 'blocks',
  limit: 'limits',
  blockedBy: 'is blocked by',
  lift: 'lifts its rules on',
  liftedBy: 'is let in again by',
  allowlist: 'federates only with',
  except: 'but not',
};

const changed: Record<NameKind | 'lists', (name: string) => string> = {
  block: (name) => `block of ${name}`,
  limit: (name) => `limit of ${name}`,
  blockedBy: (name) => `block by ${name}`,
  lift: (name) => `lifting rules on ${name}`,
  liftedBy: (name) => `being let in by ${name}`,
  allowlist: (name) => `${name} on the allowlist`,
  except: (name) => `exception of ${name}`,
  lists: (name) => `list ${name}`,
};

export const scenario = {
  title: 'What if …',
  kindLegend: 'What the next server added does',
  choices,
  chips,
  changed,
  serverName: 'server name',
  pickOnMap: 'Pick on map',
  donePicking: 'Done picking',
  pickTitle: 'Add servers by clicking on the map',
  clear: 'Clear',
  takeOut: 'Take out',
  takeOutName: (name: string) => `Take out ${name}`,
  allowlistNote: 'Contact with every server that is not named here ends.',

  tooMany: (most: number, name: string) =>
    `A link holds at most ${most} servers of one kind, so ${name} was not added.`,
  tooManyHint: 'Take one out first, or give the whole list as a file.',
  unknownView: 'The link asks for a view that is neither map nor table; the map is shown.',
  unknownSide: 'The link shows a side that is neither a nor b; the first is shown.',
  linkHint: 'Check the link, or start from the search field.',

  importList: 'Import a list …',
  importTitle: 'A blocklist as CSV or JSON; it can also be dropped anywhere on this page',
  dropHere: 'Drop to import',
  dropNote: 'Blocklists as CSV or JSON, several at once',
  listsWord: 'imports',
  listEntries: (count: number, shown: string) => `${shown} ${count === 1 ? 'entry' : 'entries'}`,
  listNotes: 'What was left out',
  threshold: (lists: string) => `Taken when at least so many of the ${lists} lists name it`,
  exceptLabel: 'Leave out a server of the lists',
  leaveOut: 'Leave out',
  leaveOutName: (name: string) => `Leave out ${name}`,
  notInLink: (names: readonly string[]) =>
    names.length === 1
      ? `The list ${names[0]} is too long for a link: this link does not hold it. Pass the file on beside it.`
      : `The lists ${names.join(', ')} are too long for a link: this link does not hold them. Pass the files on beside it.`,
  listNotInLink: (name: string) =>
    `The list ${name} was too long for this link and is not in it: import the file again.`,
  listUnreadable: 'The link holds a list that cannot be read; it was left out.',
  listNeedsHost: {
    error: 'A list is imported by a server, and none is chosen yet.',
    hint: 'Find the server to look from, then give the list again.',
  },
  fileHint: 'Nothing else was changed. Give a CSV or JSON blocklist, such as Mastodon’s export of domain blocks.',
  fileTooLarge: (name: string) => `${name} is larger than 8 MB and was not read.`,
  fileUnreadable: (name: string) => `The browser could not read ${name}.`,
  fileEmpty: (name: string) => `${name} has no entries.`,

  undo: 'Undo',
  redo: 'Redo',
  undoStep: (name: string) => `Undo: ${name}`,
  redoStep: (name: string) => `Redo: ${name}`,
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
  stepAdd: (what: string) => `add ${what}`,
  stepRemove: (what: string) => `take out ${what}`,
  stepLook: (host: string) => `look from ${host}`,
  stepShowAll: 'show all',
  stepClear: 'clear',
  stepCompare: 'compare with another',
  stepEndComparing: 'end comparing',
  stepSwap: 'show the other of the two',
  stepThreshold: 'how many lists must agree',

  compare: 'Compare with another',
  compareTitle: 'Keep this question, and change a copy beside it',
  compareHeading: 'Side by side',
  compareShows: 'Map, table and report show',
  compareEnd: 'End comparing',
  side: { a: 'A', b: 'B' },
  noChangeAsked: 'no change',
  notAnswered: 'not answered',
  compareScale: (most: string) => `Bars run to ${most}, the same in both columns; whiskers are the 90 % intervals.`,
  compareFigure: 'Figure',
  compareFollows: 'Follows cut',
  compareFollowers: 'Followers cut',
  compareHidden: 'Hidden, not cut',
  comparePeople: 'People out of reach',
  compareRegistered: 'Registered people out of reach',
  compareServers: 'Servers cut',
  compareLasting: 'Cannot be undone',
  compareCommunity: 'Ties cut into',
  yes: 'in part',
  no: 'nothing lasting',
};
