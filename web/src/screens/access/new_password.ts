// What is wrong with a new password before it is sent.

import { access_words } from '../../words/access.ts';

export const password_length_min = 12;

export interface NewPassword {
  password: string;
  again: string;
}

export interface PasswordProblems {
  password?: string;
  again?: string;
}

export function password_problems({ password, again }: NewPassword): PasswordProblems {
  const problems: PasswordProblems = {};
  if (password.length < password_length_min)
    problems.password = access_words.set_up.too_short(password_length_min);
  if (again !== password) problems.again = access_words.set_up.differs;
  return problems;
}
