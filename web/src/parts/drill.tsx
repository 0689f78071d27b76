import { createContext, useContext, type ReactNode } from 'react';

// Which items stand behind a number.
export interface ItemFilter {
  item?: string;
  label?: string;
  gold_label?: string;
  annotator?: string;
  attributes?: Record<string, string>;
  disagreement?: 'yes' | 'no';
  order?: 'key' | 'disagreement' | 'errors';
}

export interface ToItemsProps {
  filter: ItemFilter;
  label?: string | undefined;
  children: ReactNode;
}

// The application says how one gets to items; a saved report has none to lead to.
export const WayToItems = createContext<((props: ToItemsProps) => ReactNode) | null>(null);

export function ToItems(props: ToItemsProps) {
  const way = useContext(WayToItems);
  return way ? way(props) : props.children;
}
