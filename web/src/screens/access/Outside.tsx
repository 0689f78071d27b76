import { useEffect, type ReactNode } from 'react';
import { access_words } from '../../words/access.ts';
import { app_words } from '../../words/app.ts';

interface OutsideProps {
  title: string;
  lead?: string | undefined;
  is_known?: boolean; // they came in before: an idle session, a second factor to enrol
  children: ReactNode;
}

// What is seen before one is signed in. Whoever goes on knows what is kept of them.
export function Outside({ title, lead, is_known = false, children }: OutsideProps) {
  useEffect(() => {
    document.title = app_words.page_title(title);
  }, [title]);
  return (
    <main id="main" className="outside">
      <p className="brand">{app_words.title}</p>
      <h1>{title}</h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
      {!is_known && <p className="quiet small space_above">{access_words.kept}</p>}
    </main>
  );
}
