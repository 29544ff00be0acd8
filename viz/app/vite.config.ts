/** Builds the page into the package, beside the compiled server that hands it out. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // A published site may lie in any folder of any web space.
  base: './',
  // The reader of blocklists takes the form of its parser that needs no Node.
  resolve: { alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' } },
  build: {
    outDir: '../../dist/viz/app/static',
    emptyOutDir: true,
    target: 'es2022',
    // The server's content security policy admits files of this origin only: nothing inline, no data URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
