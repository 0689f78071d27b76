import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '../parts/tokens.css';
import '../parts/parts.css';
import '../charts/charts.css';
import '../report/sections.css';
import './frame/frame.css';
import './screens.css';
import './people/people.css';
import './batches/batches.css';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
