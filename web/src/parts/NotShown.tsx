import { role_words } from '../words/roles.ts';

// In the place of a number that the reader's role is not shown: never a nought.
export function NotShown() {
  return (
    <span className="not_shown" title={role_words.not_shown}>
      <span aria-hidden="true">–</span>
      <span className="visually_hidden">{role_words.not_shown}</span>
    </span>
  );
}
