import { useState, type ReactNode } from 'react';
import { words } from '../words/words.ts';

// The table behind a chart, made when it is opened.
export function Twin({
  children,
  title = words.table_behind,
}: {
  children: () => ReactNode;
  title?: string;
}) {
  const [open, set_open] = useState(false);
  return (
    <details
      className="twin"
      onToggle={(event) => {
        set_open(event.currentTarget.open);
      }}
    >
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}
