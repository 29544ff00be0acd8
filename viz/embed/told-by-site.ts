/**
 * Takes the place of the libraries for communities and layout in the build of the embed (vite.config.ts): a published site
 * tells both with its files, so that a browser never computes them.
 */
export default function toldBySite(): never {
  throw new Error('expected the files of the site to tell communities and places');
}
