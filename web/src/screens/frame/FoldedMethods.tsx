import type { ComponentProps } from 'react';
import { Methods } from '../../report/sections/Methods.tsx';
import { words } from '../../words/words.ts';

// How each number was made, folded: a link to #methods opens it.
export function FoldedMethods(props: ComponentProps<typeof Methods>) {
  return (
    <details className="methods_fold">
      <summary>{words.methods.title}</summary>
      <Methods {...props} />
    </details>
  );
}
