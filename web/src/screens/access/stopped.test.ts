import { expect, test } from 'vitest';
import { access_words } from '../../words/access.ts';
import { stopped_text } from './stopped.ts';

const { stopped } = access_words.sign_on;

test('every word of the server has its sentence', () => {
  for (const [word, text] of Object.entries(stopped)) expect(stopped_text(word)).toBe(text);
});

test('a word that nobody knows is not shown', () => {
  for (const word of ['', '<b>', 'constructor', '__proto__', 'Call 555-1234 to unlock your account'])
    expect(stopped_text(word)).toBe(stopped.failed);
});

test('without a word nothing went wrong', () => {
  expect(stopped_text(null)).toBeNull();
});
