// A document as the binary writes it, of any size, for tests: the same numbers for the same size.

import type {
  AnnotatorRow,
  CategoryRow,
  ErrorSlice,
  HintsSection,
  InspectionDocument,
  PairMatrix,
  PeopleSection,
  PluralSection,
  QuestionSection,
  SliceRow,
  StreamChart,
} from './document.ts';
import { estimate, undefined_estimate } from '../words/estimate_testing.ts';

export interface FixtureSize {
  questions?: number;
  annotators?: number;
  // Names of categories; their number is the matrix's size.
  categories?: string[];
  annotator_name?: (index: number) => string;
  item_name?: (index: number) => string;
}

// Mulberry32: enough for a fixture.
function random_numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const default_categories = ['no finding', 'opacity', 'effusion', 'nodule', 'pneumothorax', 'fracture'];

function category_rows(categories: string[], random: () => number): CategoryRow[] {
  return categories
    .map((category, index): CategoryRow => {
      const n = Math.max(3, Math.round(700 / (index + 1)));
      const error = Math.min(0.9, 0.03 + 0.35 * random());
      const few = n < 10;
      return {
        category,
        labels: n * 9,
        items: n * 2,
        share: 1 / (index + 2),
        specific_agreement: estimate(1 - error, n, 'bca_bootstrap'),
        alpha: estimate(0.9 - error, n, 'bca_bootstrap'),
        precision: estimate(1 - error * 0.8, n, 'clopper_pearson'),
        recall: estimate(1 - error, n, 'clopper_pearson'),
        error: few
          ? undefined_estimate('insufficient', 'fewer than 10 annotations', 10 - n)
          : estimate(error, n, 'clopper_pearson'),
        error_shrunk: estimate(0.8 * error + 0.03, n, 'beta_binomial_posterior'),
        against: 'gold',
      };
    })
    .sort((a, b) => (b.error.value ?? 0) - (a.error.value ?? 0));
}

function confusion_counts(size: number, random: () => number): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => {
      if (row === column) return Math.round(900 / (row + 1)) + 4;
      return random() < 12 / (size + 6) ? Math.round(40 * random() ** 3) : 0;
    }),
  );
}

function annotator_rows(size: FixtureSize, random: () => number): AnnotatorRow[] {
  const name = size.annotator_name ?? ((index: number) => `annotator_${index.toString().padStart(2, '0')}`);
  return Array.from({ length: size.annotators ?? 24 }, (_, index): AnnotatorRow => {
    const ability = 0.55 + 0.4 * random();
    const n = 20 + Math.round(600 * random());
    return {
      annotator: name(index),
      annotations: n,
      items: n,
      accuracy:
        n < 60
          ? undefined_estimate('insufficient', 'gold on 4 items', 6)
          : estimate(ability, Math.round(n / 8)),
      ability: estimate(ability, n, 'model_posterior'),
      agreement: estimate(ability * 0.9, n),
      expected_agreement: 0.78,
      median_duration_s: 4 + 120 * random(),
      largest_confusion: { from: 'opacity', to: 'effusion', count: Math.round(40 * random()) },
      attributes: { team: index % 2 ? 'day' : 'night' },
      status: 'ok' as const,
      note: '',
    };
  }).sort((a, b) => (a.ability.value ?? 0) - (b.ability.value ?? 0));
}

function pair_matrix(annotators: string[], random: () => number): PairMatrix {
  const names = annotators.slice(0, 40);
  const shared = names.map((_, a) => names.map((__, b) => (a === b ? 100 : ((a * b) % 7) * 9)));
  const value = (a: number, b: number) => ((shared[a]?.[b] ?? 0) < 10 ? null : 0.5 + 0.5 * random());
  const agreement = names.map((_, a) => names.map((__, b) => (a === b ? 1 : value(a, b))));
  return {
    annotators: names,
    n: shared,
    agreement,
    kappa: agreement.map((row) => row.map((x) => x && x - 0.2)),
  };
}

function slice_row(attribute: string, slice: string, value: number, worse: boolean): SliceRow {
  return {
    ...estimate(value, 320, 'bca_bootstrap'),
    attribute,
    slice,
    items: 320,
    annotations: 1290,
    metric: 'krippendorff_alpha',
    shrunk: estimate(value * 0.9 + 0.06, 320, 'partial_pooling'),
    p: worse ? 0.0004 : 0.4,
    p_adjusted: worse ? 0.002 : 0.6,
    worse,
  };
}

function error_slice(index: number, people: string[], item: (index: number) => string): ErrorSlice {
  return {
    subject: 'annotations',
    within: index % 3 === 2 ? 'opacity' : null,
    predicates: [
      { attribute: 'view', value: `lateral ${index.toString()}` },
      { attribute: 'device', value: 'portable' },
    ],
    text: `view = lateral ${index.toString()}, device = portable`,
    n: 183 + index,
    errors: 57,
    rate: estimate(57 / (183 + index), 183 + index),
    rest_rate: estimate(0.1, 5000),
    lift: { ...estimate(0.5, 100, 'koopman_score'), value: 3.1 - index / 10, lower: 2.2, upper: 4.3 },
    excess_errors: 38.6,
    share_of_errors: 0.09,
    score: 1.2,
    p_adjusted: index < 2 ? 0.0005 : 0.21,
    significant: index < 2,
    confirmed_p: index < 2 ? 0.003 : null,
    confirm_note: '',
    largest_confusion: { from: 'opacity', to: 'effusion', count: 23 },
    annotators: people.slice(0, 3).map((annotator, at) => ({ annotator, n: 20, errors: 12 - at })),
    one_annotator_explains: index === 1 ? (people[0] ?? null) : null,
    examples: [item(index), item(index + 50), item(index + 90)],
    advice: 'write a rule for lateral views, with examples.',
  };
}

function data_of(question: string, categories: string[], annotators: number): QuestionSection['data'] {
  return {
    question,
    kind: 'nominal',
    kind_reason: 'words of no known scale',
    items: 3000,
    annotators,
    annotations: 12012,
    rows: 12400,
    categories,
    category_counts: categories.map((_, at) => 4000 - at),
    labels_per_item: {
      min: 3,
      median: 4,
      mean: 4,
      max: 5,
      histogram: [
        { labels: 3, items: 1010 },
        { labels: 4, items: 968 },
        { labels: 5, items: 1022 },
      ],
    },
    repeated: 310,
    repeated_differ: 41,
    skipped: 78,
    anchored: 0,
    unknown_annotator: 0,
    items_without_annotations: 0,
    gold_items: 400,
    gold_conflicts: 0,
    gold_only_categories: [],
  };
}

function agreement_parts(): Pick<
  QuestionSection,
  'agreement' | 'agreement_unanchored' | 'agreement_by' | 'disagreement'
> {
  const nominal = { weights: 'nominal' };
  return {
    agreement: [
      { ...estimate(0.61, 3000, 'bca_bootstrap'), metric: 'krippendorff_alpha', ...nominal },
      { ...estimate(0.8, 3000, 'linearised_t'), metric: 'gwet_ac1', ...nominal },
      {
        ...undefined_estimate('no_variation', 'everyone used one category'),
        metric: 'fleiss_kappa',
        ...nominal,
      },
    ],
    agreement_unanchored: [
      { ...estimate(0.48, 1200, 'bca_bootstrap'), metric: 'krippendorff_alpha', ...nominal },
    ],
    agreement_by: {
      difficulty: ['easy', 'middling', 'hard'].map((name, at) =>
        slice_row('difficulty', name, 0.95 - 0.3 * at, at === 2),
      ),
      view: ['frontal', 'lateral'].map((name, at) => slice_row('view', name, 0.72 - 0.3 * at, at === 1)),
    },
    disagreement: Array.from({ length: 10 }, (_, at) => ({
      lower: at / 10,
      upper: (at + 1) / 10,
      items: at * at * 20,
    })),
  };
}

function accuracy_of(categories: string[], random: () => number): QuestionSection['accuracy'] {
  const [from = '', to = ''] = categories;
  return {
    subject: 'annotations',
    against: 'gold',
    overall: estimate(0.876, 1602, 'wilson'),
    by_category: [],
    confusion: { categories, counts: confusion_counts(categories.length, random) },
    pairs: [{ from, to, count: 61, share: estimate(61 / 800, 800, 'clopper_pearson') }],
  };
}

// Where disagreement comes from, repeated answers, and agreement without anchored answers.
function source_parts(people: string[]): Pick<QuestionSection, 'sources' | 'repeats' | 'plural'> {
  const source = (name: string, basis: string, family: string, value: number | null) => ({
    source: name,
    basis,
    family,
    ...(value === null
      ? undefined_estimate('insufficient', 'fewer than ten cases', 4)
      : estimate(value, 120, 'bca_bootstrap')),
  });
  return {
    sources: [
      source('slip', 'repeats', 'slip', 0.31),
      source('stable_difference', 'repeats', 'stable', 0.69),
      source('annotator_bias', 'model', 'stable', 0.2),
      source('interpretation', 'repeats and model', 'stable', null),
      source('guideline_silent', 'cause_codes', 'guideline', 0.4),
    ],
    repeats: people.slice(0, 12).map((annotator) => ({ annotator, ...estimate(0.9, 31) })),
    plural: null,
  };
}

export function plural_section(): PluralSection {
  return {
    items: 2800,
    mean_largest_share: 0.713,
    mean_entropy: 0.41,
    different_categories: [1, 2, 3].map((categories) => ({ categories, items: 1200 / categories })),
    groups: ['day', 'night'].map((group) => ({
      attribute: 'team',
      group,
      annotators: 12,
      ...estimate(0.44, 900, 'linearised_t'),
    })),
  };
}

function consensus_rows(): QuestionSection['consensus'] {
  return ['majority', 'dawid_skene'].map((model, at) => ({
    model,
    default: at === 1,
    accuracy: estimate(0.93 + at * 0.02, 400),
    items: 3000,
    ties: at === 0 ? 212 : 0,
    differs_from_majority: at * 131,
    mean_confidence: 0.94,
    status: 'ok' as const,
    note: '',
    predictive_check:
      at === 1 ? { p_unanimous: 0.21, p_split: 0.4, overconfident: false, temperature: 1 } : null,
  }));
}

function gold_parts(
  categories: string[],
  people: string[],
  item: (index: number) => string,
): Pick<QuestionSection, 'gold' | 'label_errors'> {
  const [gold = '', other = ''] = categories;
  const suspect = {
    item: item(7),
    gold,
    consensus: other,
    posterior_gold: 0.012,
    votes_for_gold: 0,
    votes_against: 5,
    annotators: people.slice(0, 5),
    mean_ability: 0.91,
  };
  return {
    gold: {
      items: 400,
      labelled_items: 398,
      categories,
      contradicted: [suspect],
      suspect_count: 1,
      note: '',
    },
    label_errors: Array.from({ length: 30 }, (_, at) => ({
      item: item(at),
      gold_or_majority: gold,
      suggested: other,
      probability: 0.98 - at / 100,
      votes: [
        { category: gold, count: 3 },
        { category: other, count: 2 },
      ],
    })),
  };
}

function hints_section(
  categories: string[],
  people: string[],
  item: (index: number) => string,
): HintsSection {
  const [first = '', second = '', third = ''] = categories;
  const pair = { first, second, disagreements: 120, share: 0.31, items: 800, split_items: 90 };
  return {
    pairs: [
      {
        ...pair,
        agreement: estimate(0.71, 800, 'jackknife_t'),
        source: 'items',
        people_p: 0.005,
        people_differ: true,
        leaning: people.slice(0, 3).map((annotator) => ({ annotator, labels: 20, says: first, z: 4.1 })),
        examples: [item(1), item(2)],
      },
      {
        ...pair,
        second: third,
        agreement: undefined_estimate('insufficient', 'fewer than ten items of the pair', 10),
        source: 'unclear',
        people_p: 0.8,
        people_differ: false,
        leaning: [],
        examples: [],
      },
    ],
    raised: [
      { by: 'flag', kind: 'guideline_gap', items: 12, annotators: 3, examples: [item(3), item(4)] },
      { by: 'comment', kind: 'too dark', items: 1, annotators: 1, examples: [item(5)] },
    ],
    unseen: [
      {
        attribute: 'issue',
        next_is_new: estimate(0.015, 200, 'esty'),
        kinds: 9,
        once: 3,
        kinds_expected: 11,
        kinds_is_bound: false,
      },
    ],
  };
}

function stream_chart(of: StreamChart['of'], name: string): StreamChart {
  const moved = of === 'annotator';
  return {
    of,
    name,
    answers: 400,
    answers_all: moved ? 400 : 1990,
    rate: 0.1,
    rate_bad: 0.25,
    outside: moved ? 1 : 0,
    outside_expected: 0.02,
    overdispersion: moved ? 1 : 1.6,
    alarms: moved ? 1 : 0,
    alarms_expected: moved ? 0.08 : null,
    first_alarm: moved ? { answer: 260, day: '2026-03-05' } : null,
    detected: moved ? { answer: 270, day: '2026-03-05' } : null,
    detector_chance: moved ? 0.0001 : 1,
    change: moved
      ? { from: { answer: 210, day: '2026-03-04' }, before: 0.05, after: 0.3, log_bayes_factor: 6 }
      : null,
    points: Array.from({ length: 10 }, (_, at) => ({
      from_answer: at * 40 + 1,
      from_day: moved ? '2026-03-04' : '',
      judged: 40,
      wrong: moved && at === 7 ? 14 : 3,
      expected: 0.1,
      lower: 0,
      upper: 11,
      outside: moved && at === 7,
    })),
  };
}

function people_section(people: string[]): PeopleSection {
  const test = (p_adjusted: number | null) => ({ p: p_adjusted, p_adjusted });
  return {
    order: 'time',
    against: 'gold_then_model',
    false_share: 0.05,
    false_share_of_pairs: 0.01,
    people: people.map((annotator, at) => ({
      annotator,
      answers: 400 - at,
      signs:
        at === 0 ? ['errors_rose', 'long_run', 'too_fast', 'tells_little', 'clockwork', 'pace_moved'] : [],
      errors_rose: {
        ...test(at === 0 ? 0.01 : 0.8),
        ...(at === 0 && {
          from_answer: 210,
          from_day: '2026-03-04',
          before: estimate(0.05, 209),
          after: estimate(0.3, 190),
        }),
      },
      long_run: { ...test(0.03), length: 41 },
      too_fast: { ...test(0.0002), timed: 400, fast: 31 },
      pace_moved: { ...test(0.003), from_answer: 214, from_day: '2026-03-25', ratio: 0.56 },
      spammer_score: estimate(0.04, 400, 'dirichlet_draws'),
      gap_variation: 0.06,
    })),
    pairs: [
      {
        a: people[1] ?? '',
        b: people[2] ?? '',
        items: 140,
        same_wrong: 19,
        expected: 4.2,
        p: 1e-6,
        p_adjusted: 1e-4,
      },
    ],
    pairs_tested: 210,
    inflation: 1.3,
    pairs_note: '',
    charts: [stream_chart('annotator', people[0] ?? ''), stream_chart('category', 'opacity')],
    fatigue: [0, 30, 60].map((from_minutes) => ({
      from_minutes,
      answers: 900,
      people: people.length,
      errors: 120,
      expected: 110,
      ratio: { ...estimate(0.5, 900, 'linearised_log_t'), value: 1.2, lower: 1, upper: 1.5 },
    })),
    fatigue_note: '',
  };
}

function question_section(index: number, size: FixtureSize): QuestionSection {
  const random = random_numbers(17 + index);
  const categories = size.categories ?? default_categories;
  const item = size.item_name ?? ((at: number) => `image_${at.toString().padStart(4, '0')}`);
  const question = `finding ${(index + 1).toString()}`;
  const annotators = annotator_rows(size, random);
  const people = annotators.map((row) => row.annotator);
  const [from = '', to = ''] = categories;
  return {
    question,
    kind: 'nominal',
    data: data_of(question, categories, people.length),
    ...agreement_parts(),
    ...source_parts(people),
    categories: category_rows(categories, random),
    accuracy: accuracy_of(categories, random),
    consensus: consensus_rows(),
    annotators,
    pairs: pair_matrix(people, random),
    error_slices: Array.from({ length: 8 }, (_, at) => error_slice(at, people, item)),
    error_slices_note: '',
    ...gold_parts(categories, people, item),
    hints: hints_section(categories, people, item),
    people: people_section(people),
    warnings: [
      {
        question,
        code: 'repeated_rows',
        text: '310 rows repeat an annotator’s answer; the first one counts.',
      },
    ],
    next: [
      {
        question,
        text: `Write a rule that separates "${from}" from "${to}", with examples of both.`,
        evidence: '7.6 % (5.9 to 9.7 %, n = 800), against gold',
      },
    ],
  };
}

export function fixture(size: FixtureSize = {}): InspectionDocument {
  const questions = Array.from({ length: size.questions ?? 1 }, (_, index) =>
    question_section(index, size),
  );
  return {
    assay: { version: '0.1.0', schema: 1, seed: 1, level: 0.95 },
    files: [
      {
        role: 'labels',
        name: 'labels.csv',
        format: 'csv',
        understood: 'item, annotator, label',
        rows: 12400,
        sha256: null,
      },
      { role: 'gold', name: 'gold.csv', format: 'csv', understood: 'item, label', rows: 400, sha256: null },
    ],
    data: {
      rows: 12400,
      problems: [{ file: 'labels.csv', row: 17, column: 'label', message: 'the cell is empty' }],
      problem_count: 3,
    },
    questions,
    warnings: questions.flatMap((section) => section.warnings),
    next: questions.flatMap((section) => section.next),
  };
}

// What a question is when nothing could be measured.
export function emptied(section: QuestionSection): QuestionSection {
  return {
    ...section,
    agreement: [],
    agreement_unanchored: [],
    agreement_by: {},
    disagreement: [],
    sources: [],
    repeats: [],
    plural: null,
    categories: [],
    accuracy: null,
    consensus: [],
    annotators: [],
    pairs: null,
    error_slices: [],
    gold: null,
    label_errors: [],
    hints: null,
    people: null,
    warnings: [],
    next: [],
  };
}
