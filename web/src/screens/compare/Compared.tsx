import type {
  ComparedAgreement,
  ComparedQuestion,
  ComparisonCriterion,
  ComparisonTest,
} from '../../api/documents.ts';
import { EstimateText } from '../../parts/EstimateText.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { VerdictMark } from '../../parts/VerdictMark.tsx';
import { metric_name, weights_text } from '../../words/metrics.ts';
import { sentence } from '../../words/names.ts';
import { grouped, p_text } from '../../words/numbers.ts';
import { compare_words as said } from '../../words/snapshots.ts';
import { verdicts } from '../../words/verdicts.ts';
import { words } from '../../words/words.ts';

// One question of two snapshots: the verdicts first, then what they rest on, then what they cannot say.
export function Compared({ question, alone }: { question: ComparedQuestion; alone: boolean }) {
  const { counts } = question;
  return (
    <div className="compared_question">
      {!alone && (
        <h2>
          <Name text={question.question || words.unnamed_question} />
        </h2>
      )}
      <p className="quiet small">
        {said.counts(
          counts.items_compared ?? 0,
          counts.items_before_only ?? 0,
          counts.items_after_only ?? 0,
        )}
      </p>
      <Part title={said.verdicts}>
        <SortTable
          label={said.verdicts}
          columns={criterion_columns}
          rows={question.criteria}
          row_key={(row) => row.name}
        />
      </Part>
      <Part title={said.agreement}>
        <SortTable
          label={said.agreement}
          columns={agreement_columns(question.agreement)}
          rows={question.agreement}
          row_key={(row) => `${row.metric} ${row.weights}`}
        />
      </Part>
      <Part title={said.accuracy}>
        <Accuracy question={question} />
      </Part>
      <Part title={said.cannot_show}>
        <ul className="notes">
          {question.cannot_show.map((text) => (
            <li key={text}>{sentence(text)}</li>
          ))}
        </ul>
      </Part>
      <Part title={said.tests}>
        <SortTable
          label={said.tests}
          columns={test_columns}
          rows={question.tests}
          row_key={(row) => `${row.subject} ${row.method}`}
        />
      </Part>
    </div>
  );
}

function Accuracy({ question: { accuracy, time } }: { question: ComparedQuestion }) {
  if (!accuracy) return <p className="empty">{said.no_accuracy}</p>;
  const { became_right, became_wrong, right_both, wrong_both } = accuracy;
  return (
    <>
      <dl className="facts single">
        <Fact title={said.of_annotations}>
          <EstimateText estimate={accuracy.annotations} unit="share" />
        </Fact>
        <Fact title={said.of_consensus}>
          <EstimateText estimate={accuracy.consensus} unit="share" />
        </Fact>
        {time && (
          <Fact title={said.time}>
            {time.ratio.status === 'ok' ? (
              <EstimateText estimate={time.ratio} unit="ratio" />
            ) : (
              sentence(time.ratio.note) || words.too_few
            )}
          </Fact>
        )}
      </dl>
      <p className="note">{said.became(became_right, became_wrong, right_both, wrong_both)}</p>
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Fact({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const verdict_text = (name: string) => verdicts[name as keyof typeof verdicts]?.text ?? name;

const criterion_columns: Column<ComparisonCriterion>[] = [
  { key: 'criterion', title: said.criterion, cell: (row) => sentence(row.text), csv: (row) => row.text },
  {
    key: 'verdict',
    title: said.verdict,
    cell: (row) => <VerdictMark verdict={row.verdict} />,
    csv: (row) => verdict_text(row.verdict),
  },
  {
    key: 'evidence',
    title: said.evidence,
    cell: (row) => sentence(row.evidence),
    csv: (row) => row.evidence,
  },
];

const agreement_columns = (rows: ComparedAgreement[]): Column<ComparedAgreement>[] => [
  {
    key: 'metric',
    title: said.coefficient,
    cell: (row) => (
      <>
        {metric_name(row.metric)} <span className="quiet">{weights_text(row.weights)}</span>
      </>
    ),
    csv: (row) => metric_name(row.metric),
  },
  {
    key: 'before',
    title: said.before.toLowerCase(),
    align: 'right',
    cell: (row) => <EstimateText estimate={row.before} unit="coefficient" compact="compact" />,
    sort: (row) => row.before.value,
  },
  {
    key: 'after',
    title: said.after.toLowerCase(),
    align: 'right',
    cell: (row) => <EstimateText estimate={row.after} unit="coefficient" compact="compact" />,
    sort: (row) => row.after.value,
  },
  ...estimate_columns({
    key: 'difference',
    title: said.difference,
    rows,
    estimate: (row: ComparedAgreement) => row.difference,
    unit: 'coefficient',
    mark: 0,
    compact: 'compact',
  }),
];

const test_columns: Column<ComparisonTest>[] = [
  {
    key: 'subject',
    title: said.test.subject,
    cell: (row) => row.subject.replaceAll('_', ' '),
    sort: (row) => row.subject,
  },
  {
    key: 'method',
    title: said.test.method,
    cell: (row) => row.method.replaceAll('_', ' '),
    sort: (row) => row.method,
  },
  {
    key: 'p',
    title: said.test.p,
    align: 'right',
    cell: (row) => (row.p_two_sided === null ? words.too_few : p_text(row.p_two_sided)),
    sort: (row) => row.p_two_sided,
  },
  { key: 'n', title: said.test.n, align: 'right', cell: (row) => grouped(row.n), sort: (row) => row.n },
  { key: 'note', title: said.test.note, cell: (row) => sentence(row.note), csv: (row) => row.note },
];
