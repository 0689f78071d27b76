import { lazy, Suspense } from 'react';
import { printable } from '../../words/names.ts';

const Markdown = lazy(async () => ({ default: (await import('../../parts/Markdown.tsx')).Markdown }));

// What renders a description is loaded where there is one; until then its words stand as they were typed.
export function Description({ text }: { text: string }) {
  return (
    <Suspense fallback={<p>{printable(text)}</p>}>
      <Markdown text={text} />
    </Suspense>
  );
}
