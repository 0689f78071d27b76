import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { app_words as said } from '../../words/app.ts';

interface ScreenProps {
  // The question or the finding.
  title: string;
  lead?: ReactNode;
  // What changes the answer.
  controls?: ReactNode;
  // Reading width for decisions; full width for tables.
  width?: 'reading' | 'full';
  children: ReactNode;
}

// One page, one question. Whoever arrives by keyboard or screen reader stands at its title.
export function Screen({ title, lead, controls, width = 'full', children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = said.page_title(title);
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className={`screen ${width}`}>
      <header className="screen_head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <div className="lead">{lead}</div>}
        {controls && <div className="controls">{controls}</div>}
      </header>
      {children}
    </div>
  );
}

interface NothingProps {
  // What belongs here.
  title: string;
  text: ReactNode;
  // The one step that brings it.
  step?: ReactNode;
}

export function Nothing({ title, text, step }: NothingProps) {
  return (
    <div className="nothing">
      <h2>{title}</h2>
      <p>{text}</p>
      {step}
    </div>
  );
}
