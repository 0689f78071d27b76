// The screens on one snapshot: what the report shows on one page, question by question of the process.

import { Link, useParams } from 'react-router';
import { main_agreement, where_text } from '../../report/finding.ts';
import { Agreement as AgreementSection } from '../../report/sections/Agreement.tsx';
import { Annotators as AnnotatorsSection } from '../../report/sections/Annotators.tsx';
import { ByType } from '../../report/sections/ByType.tsx';
import { Categories as CategoriesSection } from '../../report/sections/Categories.tsx';
import { Confusion as ConfusionSection } from '../../report/sections/Confusion.tsx';
import { Consensus } from '../../report/sections/Consensus.tsx';
import { ErrorSlices } from '../../report/sections/ErrorSlices.tsx';
import { Doubts, Gold as GoldSection } from '../../report/sections/Gold.tsx';
import { Hints } from '../../report/sections/Hints.tsx';
import { Pairs } from '../../report/sections/Pairs.tsx';
import { People } from '../../report/sections/People.tsx';
import type { CategoryRow, Estimate, QuestionSection } from '../../report/document.ts';
import { metric_name } from '../../words/metrics.ts';
import { printable } from '../../words/names.ts';
import { decimals, grouped, range_text, type Unit, value_text } from '../../words/numbers.ts';
import { quality_words as said } from '../../words/quality.ts';
import { words } from '../../words/words.ts';
import { project_path } from '../frame/places.ts';
import { Measured } from './Measured.tsx';

const without_difficulty = (section: QuestionSection): QuestionSection => {
  const by = Object.entries(section.agreement_by).filter(([name]) => name !== 'difficulty');
  return { ...section, agreement_by: Object.fromEntries(by) };
};

const only_difficulty = (section: QuestionSection): QuestionSection => ({
  ...section,
  agreement_by: section.agreement_by.difficulty ? { difficulty: section.agreement_by.difficulty } : {},
});

// "20.4 % (11.4–31.1 %, n 33)": what stands under a title is never a number alone.
function numbers_of({ value, lower, upper, n }: Estimate, unit: Unit): string {
  if (value === null) return '';
  const range = lower === null || upper === null ? '' : `${range_text(lower, upper, unit)}, `;
  return `${value_text(value, unit)} (${range}${words.n_is(n)})`;
}

function agreement_title(section: QuestionSection): string {
  const row = main_agreement(section);
  if (row?.value == null) return said.agreement.none;
  return said.agreement.finding(metric_name(row.metric), decimals(row.value, 2));
}

function agreement_numbers(section: QuestionSection): string {
  const row = main_agreement(section);
  return row ? numbers_of(row, 'coefficient') : '';
}

export function Agreement() {
  return (
    <Measured question={said.agreement.none} title={agreement_title} numbers={agreement_numbers}>
      {(section) => (
        <>
          <AgreementSection section={section} />
          <ByType section={without_difficulty(section)} />
          <Pairs matrix={section.pairs} />
        </>
      )}
    </Measured>
  );
}

// Weakest first, those alone whose ability may be leaned on.
const by_ability = ({ annotators }: QuestionSection) =>
  annotators
    .filter((row) => row.ability.status === 'ok' && row.ability.value !== null)
    .sort((a, b) => (a.ability.value ?? 0) - (b.ability.value ?? 0));

function annotators_title(section: QuestionSection): string {
  const rows = by_ability(section);
  const [weakest] = rows;
  if (!weakest || rows.length < 2) return said.annotators.none;
  return said.annotators.finding(rows.length, printable(weakest.annotator));
}

function annotators_numbers(section: QuestionSection): string {
  const rows = by_ability(section);
  const [weakest, best] = [rows[0], rows.at(-1)];
  if (!weakest || !best || rows.length < 2) return '';
  return said.annotators.numbers(
    numbers_of(weakest.ability, 'share'),
    numbers_of(best.ability, 'share'),
    printable(best.annotator),
  );
}

export function Annotators() {
  return (
    <Measured question={said.annotators.none} title={annotators_title} numbers={annotators_numbers}>
      {(section) => (
        <>
          <AnnotatorsSection section={section} />
          <People people={section.people} />
        </>
      )}
    </Measured>
  );
}

function gold_title({ gold }: QuestionSection): string {
  if (!gold || gold.labelled_items === 0) return said.gold.none;
  return gold.suspect_count > 0
    ? said.gold.suspects(gold.suspect_count, gold.labelled_items)
    : said.gold.clean(gold.labelled_items);
}

export function Gold() {
  return (
    <Measured question={said.gold.none} title={gold_title}>
      {(section) => (
        <>
          <GoldSection gold={section.gold} />
          <Consensus section={section} />
        </>
      )}
    </Measured>
  );
}

// The estimate that the table shows: drawn towards the others where there are few cases.
const shown_error = (row: CategoryRow): Estimate =>
  row.error_shrunk.value === null ? row.error : row.error_shrunk;

function weakest_shown({ categories }: QuestionSection): CategoryRow | null {
  const usable = categories.filter((row) => row.error.status === 'ok' && shown_error(row).value !== null);
  return usable.reduce<CategoryRow | null>(
    (worst, row) =>
      worst === null || (shown_error(row).value ?? 0) > (shown_error(worst).value ?? 0) ? row : worst,
    null,
  );
}

function categories_title(section: QuestionSection): string {
  const row = weakest_shown(section);
  return row ? said.categories.finding(printable(row.category)) : said.categories.none;
}

function categories_numbers(section: QuestionSection): string {
  const row = weakest_shown(section);
  return row
    ? said.categories.numbers(numbers_of(shown_error(row), 'share'), words.against(row.against))
    : '';
}

export function Categories() {
  return (
    <Measured question={said.categories.none} title={categories_title} numbers={categories_numbers}>
      {(section) => <CategoriesSection section={section} />}
    </Measured>
  );
}

function confusion_title({ accuracy }: QuestionSection): string {
  const pair = accuracy?.pairs[0];
  return pair ? said.confusion.finding(printable(pair.from), printable(pair.to)) : said.confusion.none;
}

function confusion_numbers({ accuracy }: QuestionSection): string {
  const pair = accuracy?.pairs[0];
  return pair
    ? said.confusion.numbers(grouped(Math.round(pair.count)), numbers_of(pair.share, 'share'))
    : '';
}

export function Confusion() {
  return (
    <Measured question={said.confusion.none} title={confusion_title} numbers={confusion_numbers}>
      {(section) => (
        <>
          <ConfusionSection accuracy={section.accuracy} />
          <Hints hints={section.hints} />
        </>
      )}
    </Measured>
  );
}

function slices_title(section: QuestionSection): string {
  const slice = section.error_slices.find((each) => each.significant);
  return slice ? said.slices.finding(where_text(slice)) : said.slices.none;
}

function slices_numbers(section: QuestionSection): string {
  const slice = section.error_slices.find((each) => each.significant);
  if (slice?.lift.value == null) return '';
  const { value, lower, upper } = slice.lift;
  const range = lower === null || upper === null ? '' : ` (${range_text(lower, upper, 'ratio')})`;
  return said.slices.numbers(numbers_of(slice.rate, 'share'), value_text(value, 'ratio') + range);
}

export function Slices() {
  return (
    <Measured question={said.slices.question} title={slices_title} numbers={slices_numbers}>
      {(section) => <ErrorSlices section={section} />}
    </Measured>
  );
}

export function Difficulty() {
  const { project = '' } = useParams();
  return (
    <Measured question={said.difficulty.title} title={() => said.difficulty.title}>
      {(section) => (
        <>
          {section.agreement_by.difficulty ? (
            <ByType section={only_difficulty(section)} />
          ) : (
            <p className="empty">{said.difficulty.none}</p>
          )}
          <p className="space_above">
            <Link
              to={`${project_path(project, 'items')}?${new URLSearchParams({
                ...(section.question ? { question: section.question } : {}),
                order: 'disagreement',
              }).toString()}`}
            >
              {said.difficulty.disputed}
            </Link>
          </p>
          <Doubts rows={section.label_errors} />
        </>
      )}
    </Measured>
  );
}
