import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The web application: dist/app/index.html and dist/app/assets/*, each with the hash of its content in its
// name. Nothing is inlined, so that the content security policy needs no exception.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/app',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'index.html' },
  },
});
