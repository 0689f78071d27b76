import type { SchemaMapping } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { schema_words as said } from '../../words/schema.ts';

// What became of the categories of the version before.
export function MappingLines({ mapping }: { mapping: SchemaMapping[] }) {
  if (mapping.length === 0) return null;
  return (
    <ul className="plain">
      {mapping.map(({ question, from, to, kind }) => (
        <li key={[question, ...from].join('\t')}>
          {printable(said.mapping_line(from.join(', '), to.join(', '), said.mapping_kinds[kind]))}
        </li>
      ))}
    </ul>
  );
}
