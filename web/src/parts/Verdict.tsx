import { p_text } from '../words/numbers.ts';
import { words } from '../words/words.ts';

// States: icon, word and colour together, never colour alone.
export function Worse({ p }: { p: number | null }) {
  return (
    <span className="state bad" title={p === null ? undefined : p_text(p)}>
      <span aria-hidden="true">▼</span> {words.by_type.worse}
    </span>
  );
}

export function Chance({ significant }: { significant: boolean }) {
  return significant ? (
    <span className="state bad">
      <span aria-hidden="true">▲</span> {words.slices.beyond_chance}
    </span>
  ) : (
    <span className="state unsure">
      <span aria-hidden="true">○</span> {words.slices.may_be_chance}
    </span>
  );
}
