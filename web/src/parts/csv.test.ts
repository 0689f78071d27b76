import { describe, expect, it } from 'vitest';
import { csv_text, file_name } from './csv.ts';

describe('a table as CSV', () => {
  it('makes no formula of what a file brought in', () => {
    expect(csv_text([['=1+1', '+x', '-x', '@x', '\tx', '\rx']])).toBe(
      "'=1+1,'+x,'-x,'@x,'\tx,\"'\rx\"\r\n",
    );
    expect(csv_text([['＝1+1', '＋x', '－x', '＠x']])).toBe("'＝1+1,'＋x,'－x,'＠x\r\n");
  });

  it('leaves numbers alone, negative ones too', () => {
    expect(csv_text([[-0.25, 3, null, undefined]])).toBe('-0.25,3,,\r\n');
  });

  it('quotes what would break a row', () => {
    expect(csv_text([['a,b', 'say "x"', 'two\nlines', '=a,b']])).toBe(
      '"a,b","say ""x""","two\nlines","\'=a,b"\r\n',
    );
  });

  it('names the file after the table', () => {
    expect(file_name('Who labels how well?')).toBe('who-labels-how-well.csv');
    expect(file_name('？')).toBe('table.csv');
  });
});
