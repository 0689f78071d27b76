import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../parts/tokens.css';
import '../parts/parts.css';
import '../charts/charts.css';
import './sections.css';
import './report.css';
import { words } from '../words/words.ts';
import { GatePage } from './GatePage.tsx';
import { PlanPage } from './PlanPage.tsx';
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
  if ('planning' in read) return <PlanPage plan={read} />;
  if ('gate_result' in read) return <GatePage gate={read} />;
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
