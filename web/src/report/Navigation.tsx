import { words } from '../words/words.ts';

const entries: [string, string][] = [
  ['next', words.next.title],
  ['plural', words.plural.title],
  ['slices', words.slices.title],
  ['categories', words.categories.title],
  ['confusion', words.confusion.title],
  ['hints', words.hints.title],
  ['by-type', words.by_type.title],
  ['agreement', words.agreement.title],
  ['sources', words.sources.title],
  ['annotators', words.annotators.title],
  ['pairs', words.pairs.title],
  ['people', words.people.title],
  ['consensus', words.consensus.title],
  ['gold', words.gold.title],
  ['doubts', words.doubts.title],
  ['data', words.data.title],
  ['methods', words.methods.title],
];

// What has no meaning where several answers may be right: there is no truth to be wrong against.
const of_single_truth = [
  'slices',
  'confusion',
  'hints',
  'annotators',
  'people',
  'consensus',
  'gold',
  'doubts',
];

export function Navigation({ plural }: { plural: boolean }) {
  const shown = entries.filter(([id]) => (plural ? !of_single_truth.includes(id) : id !== 'plural'));
  return (
    <nav aria-label={words.navigation}>
      <ul>
        {shown.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>
              {plural && id === 'categories' ? words.categories.agreement_title : title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
