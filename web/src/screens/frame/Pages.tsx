interface PagesProps {
  next: string | null;
  search: URLSearchParams;
  set: (name: string, value: string) => void;
  words: { back: string; next: string };
}

// The ways to the next page of a list and back to its first, by the cursor in the address.
export function Pages({ next, search, set, words }: PagesProps) {
  if (!next && !search.has('cursor')) return null;
  const way = (cursor: string, text: string) => (
    <button
      type="button"
      onClick={() => {
        set('cursor', cursor);
      }}
    >
      {text}
    </button>
  );
  return (
    <p className="more">
      {search.has('cursor') && way('', words.back)}
      {next && way(next, words.next)}
    </p>
  );
}
