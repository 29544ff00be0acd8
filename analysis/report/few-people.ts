/** Fewest people a figure about two servers may rest on, and fewest servers on the other side of a sum over smaller ones. */
const fewest = 5;

/**
 * Whether a figure about one server and another may be shown: the tie of a server with one person is personal data.
 * @param people monthly active people on each side; null where not known
 * @param follows how many follows the figure stands for; null where it is a share
 * @param servers on the other side; a sum over five or more may always be shown
 */
export function mayShowPair(people: readonly (number | null)[], follows: number | null = null, servers = 1): boolean {
  if (servers >= fewest) return true;
  return people.every((count) => count !== null && count >= fewest) && (follows === null || follows >= fewest);
}
