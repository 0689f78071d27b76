import { useEffect, type ReactNode } from 'react';
import { ThemeSwitch } from '../parts/ThemeSwitch.tsx';
import { gate_words as said } from '../words/gates.ts';
import { printable } from '../words/names.ts';
import { words } from '../words/words.ts';

interface GateFrameProps {
  kind: string;
  headline: string;
  lead: string;
  notes: string[];
  children: ReactNode;
}

// What the pages of plans and gates have in common.
export function GateFrame({ kind, headline, lead, notes, children }: GateFrameProps) {
  useEffect(() => {
    document.title = words.page_title(headline);
  }, [headline]);
  return (
    <>
      <header className="top">
        <span className="brand">
          <b>{words.title}</b> {kind}
        </span>
        <ThemeSwitch />
      </header>
      <div className="page single">
        <main id="main">
          <h1>{printable(headline)}</h1>
          {lead && <p className="lead">{printable(lead)}</p>}
          {children}
          {notes.length > 0 && (
            <section aria-labelledby="notes-title">
              <h2 id="notes-title">{said.notes}</h2>
              <ul className="notes">
                {notes.map((note) => (
                  <li key={note}>{printable(note)}</li>
                ))}
              </ul>
            </section>
          )}
        </main>
      </div>
    </>
  );
}
