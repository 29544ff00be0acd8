/** Builds the page into the package, beside the compiled server that hands it out. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../../dist/viz/app/static',
    emptyOutDir: true,
    target: 'es2022',
    // The server's content security policy admits files of this origin only: nothing inline, no data URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
