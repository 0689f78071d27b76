import { methods_in } from '../../parts/MethodNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { method_words, metrics, type MetricWords } from '../../words/metrics.ts';
import { words } from '../../words/words.ts';
import type { InspectionDocument, QuestionSection } from '../document.ts';

const said = words.methods;

export function Methods({ document, section }: { document: InspectionDocument; section: QuestionSection }) {
  const { version, seed, level } = document.assay;
  const used_metrics = new Set([
    ...section.agreement.map((row) => row.metric),
    ...Object.values(section.agreement_by).flatMap((rows) =>
      rows.map((row) => row.metric.split(':')[0] ?? ''),
    ),
  ]);
  return (
    <Section id="methods" title={said.title}>
      <p className="said">
        {said.reproduce(version, seed, words.level(level))} {said.never}
      </p>
      <Explained title={said.coefficients} entries={entries_of(metrics, used_metrics)} />
      <Explained title={said.intervals} entries={entries_of(method_words, methods_in(section))} />
    </Section>
  );
}

function entries_of(known: Record<string, MetricWords>, used: Set<string>): MetricWords[] {
  return [...used].flatMap((name) => known[name] ?? []);
}

function Explained({ title, entries }: { title: string; entries: MetricWords[] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl className="methods">
        {entries.map(({ name, meaning }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
