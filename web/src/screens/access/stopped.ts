import { access_words } from '../../words/access.ts';

const texts: Record<string, string> = access_words.sign_on.stopped;

// What the server's word for why a sign-in ended means; null: it did not.
export function stopped_text(word: string | null): string | null {
  if (word === null) return null;
  return Object.hasOwn(texts, word) ? (texts[word] ?? null) : access_words.sign_on.stopped.failed;
}
