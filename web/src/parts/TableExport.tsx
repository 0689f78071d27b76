import { createContext, useContext } from 'react';
import { app_words } from '../words/app.ts';
import { csv_text, file_name, save_text, type CsvValue } from './csv.ts';

// Whether tables offer themselves as files. A saved report does not: it was one.
export const TablesAreSaved = createContext(false);

interface TableExportProps {
  title: string;
  header: () => string[];
  rows: () => CsvValue[][];
}

export function TableExport({ title, header, rows }: TableExportProps) {
  const offered = useContext(TablesAreSaved);
  if (!offered) return null;
  return (
    <button
      type="button"
      className="table_export"
      aria-label={app_words.export_label(title)}
      onClick={() => {
        save_text(file_name(title), csv_text([header(), ...rows()]), 'text/csv;charset=utf-8');
      }}
    >
      {app_words.export_csv} <span aria-hidden="true">↓</span>
    </button>
  );
}
