import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { access_words } from '../../words/access.ts';
import { Outside } from './Outside.tsx';

afterEach(cleanup);

it('tells whoever is about to come in what is kept of them, and that going on is to agree', () => {
  render(<Outside title="Sign in">a form</Outside>);
  const told = screen.getByText(access_words.kept).textContent;
  for (const what of ['name and e-mail', 'signed in', 'what you did', 'copy', 'erases', 'you agree'])
    expect(told).toContain(what);
});
