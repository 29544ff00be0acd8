import type { Words } from '../words.ts';

export const today: Words['today'] = {
  title: 'Heute',
  none: (host) => `Keine veröffentlichte Sperre gegen ${host} gesehen`,
  some: (count, shown, host) => `${shown} veröffentlichte ${count === 1 ? 'Sperre' : 'Sperren'} gegen ${host}`,
  hiding: (shown) => `${shown}, die ihn nur verbergen`,
  tableTitle: 'Die teuersten veröffentlichten Sperren',
  costsFollowers: 'Kostet Follower',
  costsFollows: 'Kostet Follows',
  returns: 'Kehrt zurück, wenn aufgehoben',
  byItself: 'von selbst',
  needsBoth: 'braucht beide Seiten',
  needsBothTitle: 'Beide trennen einander: Nichts kehrt zurück, bis beide aufheben',
  whatIfLifted: 'Und wenn er das aufhöbe?',
  whatIfLiftedName: (host) => `Und wenn ${host} das aufhöbe?`,
  more: (shown) => `${shown} weitere zeigen, die weniger kosten`,
  privateLists: 'Weiter verloren an private Listen',
  privateListsOf: (servers) =>
    `der heutigen Follower-Reichweite, wenn die ${servers} Server mit privaten Listen etwa so oft sperren wie ähnliche, die ihre veröffentlichen. Welche es tun, kann von außen niemand wissen.`,
  privateListsUnknown: (servers) =>
    `${servers} Server in Reichweite halten ihre Listen privat: zu wenige, oder mit zu wenig Vergleichbarem, für eine Spanne.`,
  reach: 'Follower-Reichweite, die steht',
  reachOf: 'von der in einer Welt ohne Sperren; unteres Ende: private Listen im schlimmsten Fall',
  listsTitle: 'Listen, die am meisten erklären',
  listsNote: 'Wenn eine Liste den Server ausließe und alle, die ihr zu folgen scheinen, mit aufhöben',
  listsName: 'Liste',
  listsFollowers: 'Befolgt von, unter denen, die ihn trennen',
  listsReturns: 'Kehrt zurück',
  listsEntries: (shown, names) => `${shown} Namen${names ? '' : ', ohne diesen Server'}`,
  notPublished:
    'Wer was gegen diesen Server erklärt, ist hier nicht veröffentlicht: Diese Seite hält nur Summen, und geltende Sperren gehen als eine davon ein. Wer die Daten gesammelt hat, kann `faultline blocked` fragen.',
  inWords: 'In Worten',
};
