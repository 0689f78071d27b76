import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SortTable, type Column } from './SortTable.tsx';

interface Row {
  name: string;
  value: number | null;
}

const columns: Column<Row>[] = [
  { key: 'name', title: 'name', cell: (row) => row.name, sort: (row) => row.name },
  {
    key: 'value',
    title: 'value',
    cell: (row) => row.value ?? 'not enough evidence',
    sort: (row) => row.value,
  },
];

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `row ${index.toString()}`,
    value: (index * 7) % count,
  }));

function table(all: Row[]) {
  render(
    <SortTable
      label="numbers"
      columns={columns}
      rows={all}
      row_key={(row) => row.name}
      name={(row) => row.name}
      top={10}
    />,
  );
}

const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

describe('sort table', () => {
  afterEach(cleanup);
  it('sorts by a heading, turns round at the second click and says so', () => {
    table([
      { name: 'b', value: 2 },
      { name: 'none', value: null },
      { name: 'a', value: 10 },
    ]);
    const heading = screen.getByRole('button', { name: /value/ });
    fireEvent.click(heading);
    expect(names()).toEqual(['b', 'a', 'none']);
    expect(screen.getByRole('columnheader', { name: /value/ }).getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(heading);
    expect(names()).toEqual(['a', 'b', 'none']);
  });
  it('shows the first rows of many, and all when asked', () => {
    table(rows(200));
    expect(names()).toHaveLength(10);
    fireEvent.click(screen.getByRole('button', { name: 'Show all 200' }));
    expect(names()).toHaveLength(200);
    fireEvent.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(names()).toHaveLength(10);
  });
  it('sorts all rows, not those that are shown', () => {
    table(rows(200));
    fireEvent.click(screen.getByRole('button', { name: /value/ }));
    fireEvent.click(screen.getByRole('button', { name: /value/ }));
    expect(within(screen.getByRole('table')).getByText('199')).toBeTruthy();
  });
  it('finds rows by name, and says when there is none', () => {
    table(rows(200));
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'ROW 137' } });
    expect(names()).toEqual(['row 137']);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nobody' } });
    expect(screen.getByText('No row has this name.')).toBeTruthy();
  });
});
