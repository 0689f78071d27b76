import { words } from '../words/words.ts';

const entries: [string, string][] = [
  ['next', words.next.title],
  ['slices', words.slices.title],
  ['categories', words.categories.title],
  ['confusion', words.confusion.title],
  ['hints', words.hints.title],
  ['by-type', words.by_type.title],
  ['agreement', words.agreement.title],
  ['annotators', words.annotators.title],
  ['pairs', words.pairs.title],
  ['people', words.people.title],
  ['consensus', words.consensus.title],
  ['gold', words.gold.title],
  ['doubts', words.doubts.title],
  ['data', words.data.title],
  ['methods', words.methods.title],
];

export function Navigation() {
  return (
    <nav aria-label={words.navigation}>
      <ul>
        {entries.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
