import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { BrowserRouter } from 'react-router';
import { useSearch, with_value } from './use_search.ts';

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
