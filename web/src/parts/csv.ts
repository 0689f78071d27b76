// Tables as CSV. A cell that a spreadsheet would run as a formula is made a text by an apostrophe; numbers of
// ours are left alone.

export type CsvValue = string | number | boolean | null | undefined;

const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function cell_text(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csv_text = (rows: CsvValue[][]): string =>
  rows.map((row) => row.map(cell_text).join(',')).join('\r\n') + '\r\n';

// A file name out of a title.
export const file_name = (title: string): string =>
  `${
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'table'
  }.csv`;

export function save_text(name: string, text: string, type: string) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
