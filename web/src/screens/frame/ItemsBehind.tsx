import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useItems } from '../../api/items.ts';
import { type ItemFilter, type ToItemsProps, WayToItems } from '../../parts/drill.tsx';
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

// Within it, numbers lead to the items behind them. What is grouped by other things than attributes of items
// (of people, of time) cannot be asked of the list of items: it stays text.
export function ItemsBehind({ project, question, children }: ItemsBehindProps) {
  const known = useItems(project, { limit: 1 }).data?.items[0]?.attributes ?? {};
  const way = ({ filter, label, children: inner }: ToItemsProps) => {
    if (!Object.keys(filter.attributes ?? {}).every((name) => name in known)) return inner;
    const path =
      filter.item === undefined
        ? `${project_path(project, 'items')}?${items_search(question, filter)}`
        : project_path(project, `items/${encodeURIComponent(`key:${filter.item}`)}`);
    return (
      <Link to={path} aria-label={label}>
        {inner}
      </Link>
    );
  };
  return <WayToItems.Provider value={way}>{children}</WayToItems.Provider>;
}
