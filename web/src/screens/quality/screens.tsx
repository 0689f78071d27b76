// The screens on one snapshot: what the report shows on one page, question by question of the process.

import { Link, useParams } from 'react-router';
import { main_agreement, weakest_category, where_text } from '../../report/finding.ts';
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
import type { QuestionSection } from '../../report/document.ts';
import { metric_name } from '../../words/metrics.ts';
import { printable } from '../../words/names.ts';
import { decimals, percent } from '../../words/numbers.ts';
import { quality_words as said } from '../../words/quality.ts';
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

function agreement_title(section: QuestionSection): string {
  const row = main_agreement(section);
  if (row?.value == null) return said.agreement.none;
  return said.agreement.finding(metric_name(row.metric), decimals(row.value, 2));
}

export function Agreement() {
  return (
    <Measured question={said.agreement.none} title={agreement_title}>
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

function annotators_title({ annotators }: QuestionSection): string {
  const abilities = annotators.flatMap((row) =>
    row.ability.status === 'ok' && row.ability.value !== null ? [row.ability.value] : [],
  );
  if (abilities.length < 2) return said.annotators.none;
  const [low, high] = [Math.min(...abilities), Math.max(...abilities)];
  return said.annotators.finding(abilities.length, percent(low), percent(high));
}

export function Annotators() {
  return (
    <Measured question={said.annotators.none} title={annotators_title}>
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

function categories_title(section: QuestionSection): string {
  const row = weakest_category(section.categories);
  if (row?.error.value == null) return said.categories.none;
  return said.categories.finding(printable(row.category), percent(row.error.value));
}

export function Categories() {
  return (
    <Measured question={said.categories.none} title={categories_title}>
      {(section) => <CategoriesSection section={section} />}
    </Measured>
  );
}

function confusion_title({ accuracy }: QuestionSection): string {
  const pair = accuracy?.pairs[0];
  return pair ? said.confusion.finding(printable(pair.from), printable(pair.to)) : said.confusion.none;
}

export function Confusion() {
  return (
    <Measured question={said.confusion.none} title={confusion_title}>
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

export function Slices() {
  return (
    <Measured question={said.slices.question} title={slices_title}>
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
