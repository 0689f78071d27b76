// What a question's numbers say, as sentences: the finding, then the numbers, then where it comes from.

import { model_name } from '../words/metrics.ts';
import { printable, sentence } from '../words/names.ts';
import { decimals, grouped, one_in, percent, range_text, value_text } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import { complement } from './estimates.ts';
import type { AgreementRow, CategoryRow, ErrorSlice, PluralSection, QuestionSection } from './document.ts';

const said = words.finding;

export interface Finding {
  headline: string;
  // The numbers of the headline, or why there are none.
  numbers: string;
  sentences: string[];
}

export function finding_of(section: QuestionSection): Finding {
  const sentences = [slice_sentence(section), category_sentence(section), consensus_sentence(section)];
  const overall = section.accuracy?.overall;
  if (section.plural) return plural_finding(section.plural);
  if (!section.accuracy || !overall || overall.value === null || overall.status !== 'ok') {
    const reason = sentence(overall?.note ?? '') || words.tiles.no_gold;
    return { headline: said.unknown, numbers: reason, sentences: sentences.filter((text) => text !== '') };
  }
  const wrong = complement(overall);
  const share = wrong.value ?? 0;
  const range =
    wrong.lower !== null && wrong.upper !== null ? range_text(wrong.lower, wrong.upper, 'share') : '';
  const measured = section.accuracy.against === 'gold' ? said.measured_gold : said.measured_model;
  return {
    headline: headline_of(share),
    numbers: `${said.numbers(percent(share), range, grouped(wrong.n))}: ${measured}`,
    sentences: sentences.filter((text) => text !== ''),
  };
}

function plural_finding({ items, mean_largest_share, mean_entropy }: PluralSection): Finding {
  return {
    headline: words.plural.headline(percent(mean_largest_share)),
    numbers: words.plural.numbers(grouped(items), decimals(mean_entropy, 3)),
    sentences: [],
  };
}

function headline_of(share: number): string {
  const rate = one_in(share);
  if (rate) return said.wrong(rate);
  return share < 0.0095 ? said.nearly_none : said.wrong_share(percent(share));
}

function slice_sentence(section: QuestionSection): string {
  const slice = section.error_slices.find((each) => each.significant && each.lift.value !== null);
  if (!slice || slice.rate.value === null || slice.lift.value === null) return '';
  return said.slice(
    where_text(slice),
    percent(slice.rate.value),
    value_text(slice.lift.value, 'ratio'),
    grouped(slice.n),
  );
}

export function where_text(slice: ErrorSlice): string {
  const parts = slice.predicates.map(
    ({ attribute, value }) => printable(attribute) + words.slices.is + printable(value),
  );
  const within = slice.within === null ? '' : words.slices.within(printable(slice.within));
  return (parts.join(words.slices.and) || printable(slice.text)) + within;
}

// The weakest category whose rate may be leaned on.
export function weakest_category(rows: CategoryRow[]): CategoryRow | null {
  const usable = rows.filter((row) => row.error.status === 'ok' && row.error.value !== null);
  return usable.reduce<CategoryRow | null>(
    (worst, row) => (worst === null || (row.error.value ?? 0) > (worst.error.value ?? 0) ? row : worst),
    null,
  );
}

function category_sentence(section: QuestionSection): string {
  const row = weakest_category(section.categories);
  if (!row || row.error.value === null || row.error.lower === null || row.error.upper === null) return '';
  const range = range_text(row.error.lower, row.error.upper, 'share');
  return said.category(printable(row.category), percent(row.error.value), range, grouped(row.error.n));
}

function consensus_sentence(section: QuestionSection): string {
  const row = section.consensus.find((each) => each.default);
  const accuracy = row?.accuracy;
  if (!row || accuracy?.status !== 'ok' || accuracy.value === null) return '';
  if (accuracy.lower === null || accuracy.upper === null) return '';
  const range = range_text(accuracy.lower, accuracy.upper, 'share');
  return said.consensus(model_name(row.model), percent(accuracy.value), range, grouped(accuracy.n));
}

const chosen_distances = ['circular', 'bipolar', 'tree'];

// The coefficient that stands for agreement: Krippendorff's alpha by the distance that was asked for, else by
// the question's own kind of label.
export function main_agreement(section: QuestionSection): AgreementRow | null {
  const alphas = section.agreement.filter((row) => row.metric === 'krippendorff_alpha');
  const kind = section.kind === 'set' ? ['masi', 'jaccard'] : [section.kind];
  const chosen = alphas.find((row) => chosen_distances.includes(row.weights));
  return (
    chosen ?? alphas.find((row) => kind.includes(row.weights)) ?? alphas[0] ?? section.agreement[0] ?? null
  );
}
