import type { Words } from '../words.ts';

const servers = (_count: number, shown: string) => `${shown} Server`;
const named = (count: number, shown: string) =>
  count === 1 ? `${shown} genannter Server` : `${shown} genannte Server`;
const were = (count: number) => (count === 1 ? 'wurde' : 'wurden');
const would = (count: number) => (count === 1 ? 'was er trennen würde' : 'was sie trennen würden');

export const report: Words['report'] = {
  title: (host) => `Was sich für ${host} ändert`,

  headNoAnswer: (host) => `Was dies ändern würde, ist nicht bekannt, da ${host} nicht geantwortet hat.`,
  noContactKnown: (host) =>
    `${host} hat beim letzten Besuch nicht geantwortet; der Kontakt heute ist darum nicht bekannt.`,
  headServers: servers,
  headStatus: { cut: 'getrennt', hidden: 'verborgen', opened: 'wieder offen', shown: 'nicht mehr verborgen' },
  headOneUnseen: (name) => `${name} wurde nie gesehen; was dies trennen würde, ist darum nicht bekannt.`,
  headNoneSeen: (shown) =>
    `Von den ${shown} genannten Servern wurde keiner gesehen; was sie trennen würden, ist darum nicht bekannt.`,
  headRestUnseen: (rest, shownRest, unseen, shownUnseen) =>
    `Zu ${shownRest} ${rest === 1 ? 'genannten Server' : 'genannten Servern'} ist kein Kontakt bekannt; ${shownUnseen} weitere ${were(unseen)} nie gesehen, und ${would(unseen)}, ist nicht bekannt.`,
  headUnknown: 'Was dies trennen würde, ist nicht bekannt.',
  headNothing: 'Nichts ändert sich: Dies nimmt keinen Kontakt, den es heute gibt.',
  headNothingOfThese: 'Nichts ändert sich: Nichts davon nimmt einen Kontakt, den es heute gibt.',
  headPeopleUnknown: (who) => `Wie viele ${who} das sind, ist nicht bekannt.`,
  headNobody: 'Niemand gerät außer Reichweite.',
  headPeople: (lost, before, who, atLeast) =>
    `${atLeast ? lost.charAt(0).toUpperCase() + lost.slice(1) : `Etwa ${lost}`} von etwa ${before} ${who} anderswo können mit den Leuten hier nicht mehr sprechen.`,
  headNotBack: 'Gelöschte Follows kommen nicht zurück.',
  headUnseen: (count, shown) =>
    `${named(count, shown)} ${were(count)} nie gesehen; ${would(count)}, ist nicht bekannt.`,

  followsCut: 'Getrennte Follows',
  followsCutOf: 'der Follows, die seine Leute anderswo haben',
  followersCut: 'Getrennte Follower',
  followersCutOf: 'der Follower, die seine Leute anderswo haben',
  hidden: 'Verborgen, nicht getrennt',
  hiddenOf: 'dieser Follows bleiben; Fremde dort sind schwer zu finden',
  peopleOut: { active: 'Menschen außer Reichweite', registered: 'Registrierte außer Reichweite' },
  peopleOf: (before, who) =>
    `${before === null ? '' : `von etwa ${before} `}${who} anderswo, die in beide Richtungen mit seinen Leuten sprechen können`,
  peopleUnsized: (count, shown) =>
    count === 1
      ? 'ein getrennter Server unbekannter Größe ist nicht gezählt'
      : `${shown} getrennte Server unbekannter Größe sind nicht gezählt`,
  lastingTitle: 'Nicht ganz umkehrbar.',
  lasting: 'Wird es später aufgehoben, fließen Beiträge wieder; die Follows, die es löscht, kommen nicht zurück.',

  fallsTitle: 'Wen es trifft',
  fallsNote: 'seine Verbindungen in jede Gemeinschaft: der Balken ist der Stand heute, das farbige Ende wird getrennt',
  fallsOfLoss: (size, shown, share) => `${servers(size, shown)} · ${share} des ganzen Verlusts`,
  fallsMore: (shown) => `und ${shown} weitere mit weniger`,
  variety: (before, after) =>
    `Seine Verbindungen sind so vielfältig wie ${before} gleich große Gemeinschaften vorher, ${after} nachher.`,

  entriesTitle: 'Einträge',
  entriesCarry: (count, shown) =>
    count === 1 ? 'Der erste trägt 90 % des Verlusts.' : `Diese ersten ${shown} tragen 90 % des Verlusts.`,
  entriesServer: 'Server',
  entriesFollows: 'Follows',
  entriesFollowers: 'Follower',
  entriesServers: servers,
  entriesAssumed: 'Bedeutung angenommen',
  entriesMore: (shown) => `und ${shown} weitere; die Tabelle enthält jeden Server, den sie berühren`,

  milderTitle: 'Mit Einschränkungen statt jeder Sperre',
  milderAsked: 'Wie gefragt',
  milderLimits: 'Eingeschränkt',
  milderShare: 'Anteil',

  opens: 'Was sich öffnet',
  carried: 'In Gesprächen und Boosts',
  doorways: 'Wege über andere',
  whole: 'Das Netz als Ganzes',
  moving: 'Wenn Leute umziehen',
  throughOthersUnknown:
    'Was dies über andere Server nimmt – Lücken in Gesprächen, verlorene Boosts, Wege über andere, das Netz als Ganzes –, ist aus dem, was hier vorliegt, nicht bekannt.',
  throughOthersAwaited: 'Was dies über andere Server nimmt, wird ausgerechnet …',
  inWords: 'Die Zahlen in Worten',
  restsOn: (grade) => `Worauf das beruht${grade === null ? '' : `: ${grade}`}`,
};
