/** How three softwares mask names an administrator does not want to spell out. */

/** Mastodon (4.0 to 4.5): of length L, the characters strictly between ⌊L/4⌋ and L−⌊L/4⌋, dots kept. */
export function maskMastodon(name: string): string {
  const edge = Math.floor(name.length / 4);
  return [...name]
    .map((letter, at) => (at > edge && at < name.length - edge && letter !== '.' ? '*' : letter))
    .join('');
}

/** Akkoma (since 3.1): all but the first and last three characters, fewer in short names; dots kept. */
export function maskAkkoma(name: string): string {
  const spare = name.length - 6;
  const keepStart = spare > 1 ? 3 : 2 - Math.trunc((1 - spare) / 2);
  const keepEnd = spare > 1 ? 3 : 2 + Math.trunc(spare / 2);
  return [...name]
    .map((letter, at) => (at >= keepStart && at < name.length - keepEnd && letter !== '.' ? '*' : letter))
    .join('');
}

/** GoToSocial (0.20): of the name's bytes, every one whose position modulo 3 or modulo 5 is 1; dots too. */
export function maskGotosocial(name: string): string {
  return [...name].map((letter, at) => (at % 3 === 1 || at % 5 === 1 ? '*' : letter)).join('');
}
