/**
 * Builds the embed: `faultline-map.js` by a fixed name, since pages elsewhere name it, `index.html` for a frame, and beside
 * them chunks by the hash of their content, each loaded when it is needed.
 */
import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  base: './',
  resolve: {
    alias: {
      './among-others.ts': join(here, 'asks-whole.ts'),
      './machine.ts': join(here, 'plain-loops.ts'),
      tldts: join(here, 'bare-domain.ts'),
      'graphology-communities-louvain': join(here, 'told-by-site.ts'),
      'graphology-layout-forceatlas2/iterate.js': join(here, 'told-by-site.ts'),
      'graphology-layout-forceatlas2': join(here, 'told-by-site.ts'),
    },
  },
  build: {
    outDir: '../../dist/viz/embed/static',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // What preloads would put link elements into a page that is not ours.
    modulePreload: false,
    rollupOptions: {
      input: { 'faultline-map': join(here, 'faultline-map.ts'), index: join(here, 'index.html') },
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: ({ name }) => (name === 'faultline-map' ? '[name].js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
