import { useEffect, type ReactNode } from 'react';
import { app_words } from '../../words/app.ts';

interface OutsideProps {
  title: string;
  lead?: string | undefined;
  children: ReactNode;
}

// What is seen before one is signed in.
export function Outside({ title, lead, children }: OutsideProps) {
  useEffect(() => {
    document.title = app_words.page_title(title);
  }, [title]);
  return (
    <main id="main" className="outside">
      <p className="brand">{app_words.title}</p>
      <h1>{title}</h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </main>
  );
}
