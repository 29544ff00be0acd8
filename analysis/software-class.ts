/** Softwares whose people follow each other alike, as one class: a forum's people follow forums, whatever their language. */

const classes: readonly (readonly string[])[] = [
  [
    'mastodon',
    'hometown',
    'glitchsoc',
    'fedibird',
    'kmyblue',
    'gotosocial',
    'takahe',
    'mitra',
    'snac',
    'ktistec',
    'hollo',
  ],
  [
    'misskey',
    'calckey',
    'catodon',
    'cherrypick',
    'dolphin',
    'firefish',
    'foundkey',
    'groundpolis',
    'iceshrimp',
    'iceshrimp.net',
    'magnetar',
    'meisskey',
    'sharkey',
  ],
  ['pleroma', 'rebased', 'soapbox', 'akkoma'],
  ['lemmy', 'piefed', 'mbin', 'kbin', 'nodebb', 'lotide'],
  ['peertube', 'pixelfed', 'funkwhale', 'owncast', 'bookwyrm', 'loops'],
];

/** The last class holds every other software, and servers whose software is not known. */
export const softwareClassCount = classes.length + 1;

const classOf = new Map(classes.flatMap((names, at) => names.map((name) => [name, at] as const)));

/** @returns a number below `softwareClassCount` */
export function softwareClass(software: string | null): number {
  return classOf.get(software ?? '') ?? classes.length;
}
