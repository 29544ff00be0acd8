/**
 * Takes the place, in the build of the embed (vite.config.ts), of what is asked of whole snapshots alone: a published site
 * holds the ties of one server at a time, and such figures are not in its answers.
 */
export function lookAmongOthers(): never {
  throw new Error('expected a part of a snapshot, got a whole one');
}
