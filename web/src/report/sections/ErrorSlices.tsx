import { useContext, useState } from 'react';
import { AxisLabels } from '../../charts/AxisLabels.tsx';
import { axis_of } from '../../charts/axis.ts';
import { Whisker } from '../../charts/Whisker.tsx';
import { type ItemFilter, ToItems, WayToItems } from '../../parts/drill.tsx';
import { EstimateText, few_cases } from '../../parts/EstimateText.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Mono, Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { Chance } from '../../parts/Verdict.tsx';
import { printable, sentence } from '../../words/names.ts';
import { decimals, grouped, p_text, percent, range_text, value_text } from '../../words/numbers.ts';
import { absence_text } from '../../words/statuses.ts';
import { words } from '../../words/words.ts';
import type { ErrorSlice, QuestionSection } from '../document.ts';

const said = words.slices;
const cards_max = 6;
const people_max = 4;
const examples_max = 3;

export function ErrorSlices({ section }: { section: QuestionSection }) {
  const slices = section.error_slices;
  const [all, set_all] = useState(false);
  const shown = all ? slices : slices.slice(0, cards_max);
  return (
    <Section id="slices" title={said.title} lead={slices.length > 0 ? said.lead : undefined}>
      {slices.length === 0 && <Empty>{said.empty}</Empty>}
      <div className="cards">
        {shown.map((slice) => (
          <Card key={`${slice.subject} ${slice.within ?? ''} ${slice.text}`} slice={slice} />
        ))}
      </div>
      {slices.length > cards_max && (
        <p className="more">
          {words.showing(shown.length, slices.length)}
          <button
            type="button"
            onClick={() => {
              set_all(!all);
            }}
          >
            {all ? words.show_fewer : words.show_all(slices.length)}
          </button>
        </p>
      )}
      {section.error_slices_note && <p className="method_note">{sentence(section.error_slices_note)}.</p>}
      <MethodNote of={slices} />
    </Section>
  );
}

function Card({ slice }: { slice: ErrorSlice }) {
  const chance = slice.p_adjusted === null ? '' : said.chance(p_text(slice.p_adjusted));
  const aside = slice.confirmed_p;
  const say = aside !== null && aside <= 0.05 ? said.confirmed : said.unconfirmed;
  const confirmed = aside === null ? slice.confirm_note : say(p_text(aside));
  return (
    <article className="card">
      <h3>
        <Where slice={slice} />
      </h3>
      <Lift slice={slice} />
      <Compared slice={slice} />
      <p className="card_line">
        {few_cases(slice.rate) ? '' : `${said.wrong_of(grouped(slice.errors), grouped(slice.n))}; `}
        {said.share(percent(slice.share_of_errors))}; {said.excess(decimals(slice.excess_errors, 0))}
        {slice.subject !== 'annotations' && ` (${said.subject[slice.subject] ?? slice.subject})`}
      </p>
      <Mistake slice={slice} />
      <People slice={slice} />
      <Examples slice={slice} />
      {slice.advice && <p className="card_line advice">{sentence(slice.advice)}</p>}
      <SeeItems slice={slice} />
      <p className="card_line quiet">{[chance, confirmed].filter(Boolean).join('; ')}</p>
    </article>
  );
}

function SeeItems({ slice }: { slice: ErrorSlice }) {
  const { annotator, ...attributes } = Object.fromEntries(
    slice.predicates.map(({ attribute, value }) => [attribute, value]),
  );
  const way = useContext(WayToItems);
  if (!way || slice.predicates.length === 0) return null;
  const within = slice.within === null ? {} : { gold_label: slice.within };
  const person = annotator === undefined ? {} : { annotator };
  const filter: ItemFilter = { attributes, ...person, ...within, order: 'errors' };
  const link = way({ filter, children: said.see_items });
  return link === said.see_items ? null : <p className="card_line">{link}</p>;
}

function Where({ slice }: { slice: ErrorSlice }) {
  return (
    <>
      {slice.predicates.length === 0 && printable(slice.text)}
      {slice.predicates.map(({ attribute, value }, index) => (
        <span key={attribute}>
          {index > 0 && said.and}
          <Name text={attribute} />
          {said.is}
          <b>
            <Name text={value} />
          </b>
        </span>
      ))}
      {slice.within !== null && <span className="within">{said.within(printable(slice.within))}</span>}
    </>
  );
}

function Lift({ slice }: { slice: ErrorSlice }) {
  const { value, lower, upper } = slice.lift;
  const lift = value === null ? absence_text(slice.lift) : said.lift(value_text(value, 'ratio'));
  return (
    <p className={slice.significant ? 'lift' : 'lift unsure'}>
      <strong>{lift}</strong>{' '}
      {lower !== null && upper !== null && (
        <span className="quiet">({range_text(lower, upper, 'ratio')})</span>
      )}{' '}
      <Chance significant={slice.significant} />
    </p>
  );
}

// The slice and the rest on one axis.
function Compared({ slice }: { slice: ErrorSlice }) {
  const axis = axis_of([slice.rate, slice.rest_rate], { from: 0 });
  const rows = [
    { name: said.here, estimate: slice.rate, tone: 'error' as const },
    { name: said.the_rest, estimate: slice.rest_rate, tone: 'value' as const },
  ];
  return (
    <table className="compared">
      <thead>
        <tr>
          <td />
          <th scope="col">
            {`${words.categories.error}, %`}
            <AxisLabels axis={axis} unit="share" />
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, estimate, tone }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="plot">
              <Whisker axis={axis} estimate={estimate} tone={tone} />
            </td>
            <td className="right">
              <EstimateText estimate={estimate} unit="share" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Mistake({ slice }: { slice: ErrorSlice }) {
  if (!slice.largest_confusion) return null;
  const { from, to, count } = slice.largest_confusion;
  return (
    <p className="card_line">
      <Sentence parts={said.confusion(from, to, grouped(Math.round(count)))} />
    </p>
  );
}

// Parts at odd places are names.
function Sentence({ parts }: { parts: string[] }) {
  return parts.map((part, index) => (index % 2 === 1 ? <Name key={index} text={part} /> : part));
}

function People({ slice }: { slice: ErrorSlice }) {
  if (slice.annotators.length === 0) return null;
  return (
    <div className="card_line">
      {said.people}:{' '}
      {slice.annotators.slice(0, people_max).map((person, index) => (
        <span key={person.annotator}>
          {index > 0 && ', '}
          <Mono text={person.annotator} />{' '}
          <span className="quiet">{said.person(grouped(person.errors), grouped(person.n))}</span>
        </span>
      ))}
      {slice.one_annotator_explains !== null && (
        <p className="alone">
          <Sentence parts={said.one_annotator(slice.one_annotator_explains)} />
        </p>
      )}
    </div>
  );
}

function Examples({ slice }: { slice: ErrorSlice }) {
  if (slice.examples.length === 0) return null;
  return (
    <p className="card_line">
      {said.examples}:{' '}
      {slice.examples.slice(0, examples_max).map((item, index) => (
        <span key={item}>
          {index > 0 && ', '}
          <ToItems filter={{ item }}>
            <Mono text={item} />
          </ToItems>
        </span>
      ))}
    </p>
  );
}
