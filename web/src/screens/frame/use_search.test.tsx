import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { BrowserRouter } from 'react-router';
import { place_of, useSearch, values_of, with_value } from './use_search.ts';

function TwoInHaste() {
  const [, change] = useSearch();
  return (
    <button
      type="button"
      onClick={() => {
        change((now) => with_value(now, 'label', 'a'), { replace: true });
        change((now) => with_value(now, 'disagreement', 'yes'), { replace: true });
      }}
    >
      filter
    </button>
  );
}

afterEach(cleanup);

it('keeps both of two changes made before the page is drawn again', () => {
  render(
    <BrowserRouter>
      <TwoInHaste />
    </BrowserRouter>,
  );
  fireEvent.click(screen.getByRole('button'));
  expect(window.location.search).toBe('?label=a&disagreement=yes');
});

it('keeps words that are looked for behind the #, which is not sent', () => {
  const values = new URLSearchParams({ label: 'a', search: 'Mrs Green & son' });
  const place = place_of(values);
  expect(place).toEqual({ search: '?label=a', hash: '#search=Mrs+Green+%26+son' });
  expect(values_of(place).toString()).toBe(values.toString());
  expect(place_of(new URLSearchParams())).toEqual({ search: '', hash: '' });
});

it('takes no words from what was sent', () => {
  expect(values_of({ search: '?search=Green&label=a', hash: '' }).toString()).toBe('label=a');
});
