import { describe, expect, it } from 'vitest';
import { password_problems } from './new_password.ts';

describe('a new password', () => {
  it('is as long as the server wants it, and typed twice alike', () => {
    expect(password_problems({ password: 'a long phrase', again: 'a long phrase' })).toEqual({});
    expect(Object.keys(password_problems({ password: 'short', again: 'short' }))).toEqual(['password']);
    expect(Object.keys(password_problems({ password: 'a long phrase', again: 'another one' }))).toEqual([
      'again',
    ]);
  });
});
