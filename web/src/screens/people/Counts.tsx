import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { csv_text, file_name, save_text } from '../../parts/csv.ts';
import { work_words } from '../../words/work.ts';
import { work_csv_header, work_csv_rows, type WorkShown } from './work_csv.ts';

interface CountProps {
  title: string;
  value: ReactNode;
  lines: ReactNode[];
}

export function Count({ title, value, lines }: CountProps) {
  return (
    <div className="tile">
      <dt>{title}</dt>
      <dd>
        <span className="estimate">
          <span className="value">{value}</span>
        </span>
        <span className="tile_lines">
          {lines.filter(Boolean).map((line, at) => (
            <span key={at}>{line}</span>
          ))}
        </span>
      </dd>
    </div>
  );
}

// What the page shows, as one file.
export const SaveAll = ({ view, name }: { view: WorkShown; name: string }) => (
  <p>
    <Button
      variant="default"
      size="xs"
      onClick={() => {
        const text = csv_text([work_csv_header, ...work_csv_rows(view)]);
        save_text(file_name(name), text, 'text/csv;charset=utf-8');
      }}
    >
      {work_words.csv.act} <span aria-hidden="true">↓</span>
    </Button>
  </p>
);
