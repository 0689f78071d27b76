import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../parts/tokens.css';
import '../parts/parts.css';
import '../charts/charts.css';
import './report.css';
import { words } from '../words/words.ts';
import { read_document } from './read.ts';
import { Report } from './Report.tsx';

function Page() {
  const read = read_document(document);
  if (read === 'none' || read === 'broken') {
    return (
      <main id="main">
        <h1>{words.title}</h1>
        <p>{read === 'none' ? words.no_document : words.broken_document}</p>
      </main>
    );
  }
  return <Report document={read} />;
}

const root = document.getElementById('report');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
