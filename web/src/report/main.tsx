import { createRoot } from 'react-dom/client';
import './report.css';

function Page({ text }: { text: string }) {
  return <main><h1>Assay</h1><pre>{text}</pre></main>;
}

const holder = document.getElementById('inspection');
const root = document.getElementById('report');
if (root) createRoot(root).render(<Page text={holder?.textContent ?? ''} />);
