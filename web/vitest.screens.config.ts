import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// The browser tests stand at the root, beside those of the other parts; what they import is installed here.
const installed = (name: string) => resolve(import.meta.dirname, 'node_modules', name);

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  cacheDir: installed('.vite'),
  resolve: {
    alias: {
      'playwright-core': installed('playwright-core'),
      'axe-core': installed('axe-core'),
      vitest: installed('vitest'),
    },
  },
  test: {
    include: ['tests/screens/**/*.spec.ts'],
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 480_000,
    hookTimeout: 240_000,
    // Each file has a server, a folder and a browser of its own; while one waits for its server another works.
    maxWorkers: 2,
  },
});
