// Spans of a text may overlap: the text is cut wherever one begins or ends, and each piece knows which cover it.
// Places count characters of Unicode, not the halves that JavaScript counts.

export interface Span {
  start: number | null;
  end: number | null;
}

export interface Piece<Kind extends Span> {
  text: string;
  at: number;
  end: number;
  spans: Kind[];
}

export function pieces_of<Kind extends Span>(text: string, spans: Kind[]): Piece<Kind>[] {
  const characters = Array.from(text);
  const inside = spans.flatMap((span) => {
    const start = Math.max(0, span.start ?? 0);
    const end = Math.min(characters.length, span.end ?? 0);
    return start < end ? [{ span, start, end }] : [];
  });
  const cuts = [
    ...new Set([0, characters.length, ...inside.flatMap(({ start, end }) => [start, end])]),
  ].sort((a, b) => a - b);
  const pieces: Piece<Kind>[] = [];
  for (let index = 0; index + 1 < cuts.length; ++index) {
    const [from = 0, to = 0] = [cuts[index], cuts[index + 1]];
    const covering = inside.filter(({ start, end }) => start <= from && end >= to).map(({ span }) => span);
    pieces.push({ text: characters.slice(from, to).join(''), at: from, end: to, spans: covering });
  }
  return pieces;
}
