import { printable } from '../../words/names.ts';
import type { DrawnRegion } from './Content.tsx';
import { pieces_of } from './spans.ts';

interface SpansProps {
  text: string;
  regions: DrawnRegion[];
  colours: Map<string, string>;
}

// A text with its spans marked. The label stands after the mark, so that colour is not the only signal.
export function Spans({ text, regions, colours }: SpansProps) {
  return (
    <p className="running_text">
      {pieces_of(text, regions).map(({ text: piece, at, end, spans }) => {
        const first = spans[0];
        if (!first) return <span key={at}>{piece}</span>;
        const ending = spans.filter((span) => span.end === end);
        return (
          <mark
            key={at}
            style={{ '--tone': colours.get(first.label) ?? 'var(--value)' } as Record<string, string>}
            title={printable(spans.map((span) => `${span.label} (${span.annotator})`).join(', '))}
          >
            {piece}
            {ending.length > 0 && (
              <sub>{printable([...new Set(ending.map((span) => span.label))].join(', '))}</sub>
            )}
          </mark>
        );
      })}
    </p>
  );
}
