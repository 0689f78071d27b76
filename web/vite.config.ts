import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { one_file } from './tools/one_file.ts';

export default defineConfig({
  plugins: [react(), one_file()],
  build: {
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: { input: 'report.html', output: { format: 'iife' } },
  },
  test: {
    testTimeout: 30_000,
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
  },
});
