import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type ItemFilter, WayToItems } from '../../parts/drill.tsx';
import { project_path } from './places.ts';

interface ItemsBehindProps {
  project: string;
  question: string;
  children: ReactNode;
}

export function items_search(question: string, filter: ItemFilter): string {
  const query = new URLSearchParams();
  if (question) query.set('question', question);
  const { label, gold_label, annotator, disagreement, order, attributes = {} } = filter;
  for (const [name, value] of Object.entries({ label, gold_label, annotator, disagreement, order }))
    if (value !== undefined) query.set(name, value);
  for (const [name, value] of Object.entries(attributes)) query.set(`attribute.${name}`, value);
  return query.toString();
}

// Within it, numbers lead to the items behind them.
export function ItemsBehind({ project, question, children }: ItemsBehindProps) {
  return (
    <WayToItems.Provider
      value={({ filter, label, children: inner }) => (
        <Link
          to={
            filter.item === undefined
              ? `${project_path(project, 'items')}?${items_search(question, filter)}`
              : project_path(project, `items/${encodeURIComponent(filter.item)}`)
          }
          aria-label={label}
        >
          {inner}
        </Link>
      )}
    >
      {children}
    </WayToItems.Provider>
  );
}
