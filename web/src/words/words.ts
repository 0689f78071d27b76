// Every word that the report shows, but for numbers, names of coefficients and states, which stand beside
// this file.

import { grouped, plural } from './numbers.ts';

const count_word = (count: number, one: string, many: string) => plural(count, one, many);

export const words = {
  title: 'Assay',
  inspection: 'inspection',
  page_title: (finding: string) => `${finding} · Assay`,
  unnamed_question: 'the only question',
  no_document: 'This page holds no inspection. assay inspect LABELS --html FILE writes one that does.',
  broken_document: 'The inspection inside this page cannot be read: the file was changed or cut off.',
  no_questions: 'The files hold no annotations. Pass a file of labels to assay inspect.',
  theme: { label: 'Colours', system: 'system', light: 'light', dark: 'dark' },
  skip: 'Go to the findings',
  navigation: 'Sections',
  question: 'Question',
  choose_question: 'Which question?',
  questions_title: 'Which question is in the worst shape?',
  all_items: 'all items',

  show_all: (count: number) => `Show all ${grouped(count)}`,
  show_more: (count: number) => `Show ${grouped(count)} more`,
  show_fewer: 'Show fewer',
  showing: (shown: number, all: number) => `${grouped(shown)} of ${grouped(all)} shown`,
  filter: 'Find by name',
  nothing_found: 'No row has this name.',
  table_behind: 'The numbers as a table',
  n: 'n',
  too_few: 'not enough evidence',
  value_interval_n: 'value, interval, n',
  estimate_csv: ['value', 'lower', 'upper', 'n', 'status'],
  n_is: (n: number) => `n${'\u00a0'}${grouped(n)}`,
  level: (level: number) => `${(level * 100).toString()}${'\u00a0'}%`,
  interval_column: (level: number) => `${(level * 100).toString()}${'\u00a0'}% interval`,
  methods_of: (names: string) => `Intervals: ${names}.`,
  method_link: 'How each number was made',

  against: (against: string) =>
    against === 'gold'
      ? 'against gold'
      : against === 'model_posterior'
        ? 'by the consensus model, for want of gold'
        : against.replaceAll('_', ' '),

  finding: {
    wrong: (rate: string) => `About ${rate} labels is wrong`,
    wrong_share: (share: string) => `${share} of labels are wrong`,
    nearly_none: 'Hardly any label is wrong',
    unknown: 'Not enough evidence to say how often labels are wrong',
    numbers: (share: string, range: string, n: string) =>
      `${share} wrong (${range}, n${'\u00a0'}=${'\u00a0'}${n})`,
    measured_gold: 'annotations of items with gold, compared with the gold label.',
    measured_model:
      'annotations compared with what the consensus model believes, as there is no ' +
      'gold; the model takes itself for true.',
    slice: (where: string, rate: string, lift: string, n: string) =>
      `Errors gather where ${where}: ${rate} wrong, ${lift} the rest, n${'\u00a0'}=${'\u00a0'}${n}.`,
    category: (name: string, rate: string, range: string, n: string) =>
      `The weakest category is “${name}”: ${rate} wrong (${range}, n${'\u00a0'}=${'\u00a0'}${n}).`,
    consensus: (model: string, rate: string, range: string, n: string) =>
      `One label per item, made by the default model (${model}), is right ${rate} of ` +
      `the time (${range}, n${'\u00a0'}=${'\u00a0'}${n}).`,
  },

  tiles: {
    accuracy: 'Labels that are right',
    agreement: 'Agreement beyond chance',
    consensus: 'Consensus labels that are right',
    volume: 'Delivered',
    annotations: (count: number) => count_word(count, 'annotation', 'annotations'),
    items: (count: number) => count_word(count, 'item', 'items'),
    annotators: (count: number) => count_word(count, 'annotator', 'annotators'),
    per_item: (median: string, min: number, max: number) =>
      min === max
        ? count_word(min, 'label an item', 'labels an item')
        : `${median} labels an item (${grouped(min)} to ${grouped(max)})`,
    no_gold: 'needs gold: pass trusted labels as --gold',
    no_agreement: 'needs items that two or more annotators have labelled',
    categories: (count: number) => count_word(count, 'category', 'categories'),
  },

  hints: {
    title: 'What does the guideline not settle?',
    lead:
      'Pairs of categories by how much of the disagreement they make. Agreement among the labels of the two ' +
      'alone: above the line most such items are agreed on, and some kind of item lacks a rule; below it most ' +
      'are a toss-up, and the definitions overlap.',
    empty: 'Annotators do not differ by categories here, or labels are measurements.',
    pair: 'confused',
    share: 'of disagreement',
    split: 'items divided',
    agreement: 'agreement on the two',
    asks: 'what it asks for',
    source: {
      items: 'a rule for some kind of item',
      definitions: 'definitions that do not overlap',
      unclear: 'cannot be said yet',
    },
    people: 'People read it differently:',
    one_person: 'One person differs:',
    leans: 'leans to',
    examples: 'Look at',
    raised_title: 'What did annotators raise?',
    raised: 'issue',
    raised_by: { flag: 'a flag', comment: 'a comment' },
    raised_people: 'people',
    kinds: (kinds: string, once: string) =>
      `${kinds} kinds of issue so far, ${once} of them on one item only.`,
    expected: (kinds: string, bound: boolean) =>
      bound ? `${kinds} kinds or more are expected in all.` : `About ${kinds} kinds are expected in all.`,
    next_is_new: 'The next item raises a new one with a chance of',
  },
  people: {
    title: 'Whose work changed or looks unusual?',
    lead: (false_share: string, order: string) =>
      `Evidence to look at, no verdict. Of the people pointed out, ${false_share} or fewer are expected to be ` +
      `pointed out by chance alone. Answers in the order of ${order === 'time' ? 'time' : 'the rows, for want of times'}.`,
    empty: 'Labels are measurements: there are no right and wrong answers to follow.',
    nobody: (people: number) =>
      `Nothing unusual: ${count_word(people, 'person', 'people')} looked at for errors that rose, the same ` +
      'answer many times in a row, answers too fast, a pace that moved, answers that tell little, and gaps as even as a machine’s.',
    person: 'person',
    answers: 'answers',
    evidence: 'what was seen',
    rose: (answer: string, day: string) => `errors rose from answer ${answer}${day ? ` (${day})` : ''}`,
    rates: (before: string, after: string) => `${before} before, ${after} since`,
    run: (length: string) => `the same answer ${length} times in a row`,
    fast: (fast: string, timed: string) => `${fast} of ${timed} answers far faster than this person’s pace`,
    little: (score: string, range: string) => `answers tell little about items: ${score} of 1 (${range})`,
    clockwork: (variation: string) => `gaps between answers vary by ${variation} only, as a machine’s do`,
    pace: (ratio: string, answer: string, day: string) =>
      `took ${ratio}× as long for an item from answer ${answer}${day ? ` (${day})` : ''} on`,
    pairs_title: 'Do two people share mistakes?',
    pairs_lead: (tested: string, inflation: string) =>
      `${tested} pairs tested, judged by everybody else’s answers. All pairs together share ${inflation} times ` +
      'the mistakes that independence explains, which is allowed for: some items mislead everybody.',
    no_pairs: (tested: string) => `None of ${tested} pairs shares more mistakes than chance explains.`,
    first: 'first',
    second: 'second',
    items: 'items shared',
    same_wrong: 'same mistake',
    expected: 'expected',
    p: 'p, adjusted',
    fatigue_title: 'Do errors grow while people sit?',
    fatigue_lead:
      'Errors over what items and people lead to expect, against the first half hour of a sitting; a pause ' +
      'of half an hour ends it. Advice on the length of sittings, no measure of a person.',
    from: 'from minute',
    ratio: 'errors, against the first half hour',
    charts: {
      title: 'Did error rates stay where they were?',
      lead:
        'Control charts of the people whose errors rose least probably by chance, and of the categories with ' +
        'most errors. Limits lie around each one’s own rate: what stays inside has not moved, which is no proof of ' +
        'quality.',
      empty: 'Nobody and no category has enough judged answers for a chart.',
      show: 'Show',
      of: { annotator: 'person', category: 'category' },
      stream: 'who, what',
      rate: 'wrong',
      outside: 'points outside',
      outside_of: (outside: number, points: number, expected: string) =>
        `${grouped(outside)} of ${grouped(points)} (${expected} by chance)`,
      alarms: 'CUSUM signals',
      alarms_of: (alarms: number, expected: string) => `${grouped(alarms)} (${expected} by chance)`,
      no_alarms: 'not computed',
      detector: 'a rise as strong by chance',
      at_most: (chance: string) => `at most ${chance}`,
      change: 'last change',
      changed: (answer: string, day: string, before: string, after: string) =>
        `from answer ${answer}${day ? ` (${day})` : ''}: ${before} to ${after}`,
      no_change: 'none seen',
      chart: (name: string) => `Control chart of ${name}`,
      x: 'judged answers, in order',
      y: 'wrong, %',
      share: 'wrong',
      usual: 'expected',
      limits: 'exact limits',
      widened: 'limits, widened',
      standout: 'outside the limits',
      mark_change: 'rate changed',
      mark_alarm: 'CUSUM',
      mark_detected: 'e-detector',
      from: 'from answer',
      day: 'day',
      judged: 'judged',
      wrong: 'wrong',
      expected: 'expected',
      allowed: 'no surprise',
      note: (rise: string, thinned: string) =>
        `CUSUM and e-detector watch for a rise to ${rise}; without one, 5,000 answers and more lie between ` +
        `false signals on average. A change is shown from a Bayes factor of 20.${thinned}`,
      thinned: (answers: string, all: string) => ` Charted: ${answers} of ${all} answers, spread evenly.`,
      widened_note: (spread: string) =>
        ` Points vary ${spread} times as much as chance would have it: limits are widened by that.`,
    },
    not_looked_at: (why: string) => `Cannot be said: ${why}.`,
  },

  next: {
    title: 'What to do next',
    evidence: 'Evidence',
    empty: 'Nothing stands out. Keep measuring: pass gold and attributes with the next delivery.',
  },
  warnings: { title: 'Take care', empty: '' },

  slices: {
    title: 'Where do errors gather?',
    lead:
      'Slices, found among all combinations of up to three attributes, in which labels ' +
      'are wrong more often than elsewhere.',
    empty:
      'No slice stands out. With attributes of items (--items) and annotators ' +
      '(--annotators) there is more to search.',
    is: ' is ',
    and: ' and ',
    within: (category: string) => `, among items that are truly “${category}”`,
    the_rest: 'the rest',
    lift: (lift: string) => `${lift} the rest`,
    wrong_of: (errors: string, n: string) => `${errors} of ${n} wrong`,
    here: 'here',
    beyond_chance: 'beyond chance',
    may_be_chance: 'may be chance',
    share: (share: string) => `${share} of all errors`,
    excess: (count: string) => `${count} more errors than elsewhere`,
    confusion: (from: string, to: string, count: string) => [
      'Most often ',
      from,
      ' given as ',
      to,
      `, ${count}×`,
    ],
    people: 'Who made them',
    person: (errors: string, n: string) => `${errors} of ${n}`,
    one_annotator: (name: string) => [
      'Without ',
      name,
      ' the errors here are ordinary: talk to this person first.',
    ],
    examples: 'Look at',
    see_items: 'See the items',
    confirmed: (p: string) => `confirmed on items set aside, ${p}`,
    unconfirmed: (p: string) => `not confirmed on items set aside, ${p}`,
    chance: (p: string) => `after all comparisons, ${p}`,
    subject: {
      annotations: 'wrong annotations',
      consensus: 'wrong consensus labels',
      disagreement: 'disagreement',
    } as Record<string, string>,
  },

  categories: {
    title: 'Which categories can be trusted?',
    lead: (against: string) =>
      'Error by true category: how often an item that truly is this gets another ' +
      `label, ${against}. Hollow: as counted. Solid: drawn towards the other ` +
      'categories where there are few cases.',
    lead_agreement: 'How often a second annotator says the same category when one has said it.',
    category: 'category',
    labels: 'labels',
    share: 'share of labels',
    error: 'error',
    agreement: 'specific agreement',
    agreement_title: 'Do annotators agree on each category?',
    error_title: 'Error by true category',
    precision: 'right when given',
    counted: 'as counted',
    alpha: 'alpha, this category against the rest',
    empty: 'No category was used.',
    no_error: 'How often each category is wrong is not measured: it needs gold or a consensus model.',
  },

  confusion: {
    title: 'What is mistaken for what?',
    lead: (against: string) =>
      `Counts of annotations, true category ${against}. Colour shows mistakes; the diagonal is right.`,
    truth: 'true',
    given: 'given',
    total: 'all',
    counts: 'counts',
    by_row: 'share of the true category',
    show: 'Show',
    chart: 'Confusion of categories: true category by given category',
    cell: (from: string, to: string, count: string, share: string) =>
      `true ${from}, given ${to}: ${count} (${share} of the true category)`,
    pairs: 'The most frequent mistakes',
    from: 'true',
    to: 'given as',
    count: 'times',
    share: 'of the true category',
    most_confused: (shown: number, all: number) =>
      `The ${grouped(shown)} most confused of ${grouped(all)} categories.`,
    hint: 'Point at a cell to read it.',
    empty: 'Not measured: it needs gold or a consensus model.',
    no_pairs: 'No mistake was seen.',
    weighted: 'Counts are weighted by the model’s belief in each category.',
    empty_row: 'no annotations',
  },

  by_type: {
    title: 'On which items do annotators agree less?',
    lead: (metric: string) =>
      `${metric} by slice. Hollow: as counted. Solid: drawn towards the whole where there are few items.`,
    attribute: 'By',
    difficulty: 'difficulty',
    slice: 'slice',
    items: 'items',
    worse: 'worse than the rest',
    compared: 'against the rest',
    worse_count: (count: number) => `${grouped(count)} worse`,
    value: 'agreement',
    empty: 'No attribute to report by. Pass attributes of items as --items, of annotators as --annotators.',
    line: 'The line marks all items.',
  },

  agreement: {
    title: 'Do annotators agree?',
    lead: 'Coefficients answer different questions; where they differ much, categories are skewed.',
    coefficient: 'coefficient',
    weights: 'distance',
    value: 'value',
    meaning: 'What it says',
    empty: 'No agreement can be computed: no item has two labels of different annotators.',
    histogram: 'How much do annotators agree on one item?',
    histogram_axis: 'share of annotators’ pairs on an item that agree, %',
    band: 'pairs that agree',
    items: 'items',
    no_histogram: 'No item has two labels.',
    unanchored_title: 'Without answers that began as predictions',
    unanchored_lead:
      'People who were shown the same prediction agree with it, and so with each other. What the first ' +
      'column has above the second may be the model’s doing.',
    all_answers: 'all answers',
    own_answers: 'own answers alone',
  },

  sources: {
    title: 'Where does disagreement come from?',
    lead: 'Shares of the disagreement between annotators, as far as the data can tell.',
    source: 'source',
    share: 'of disagreement',
    names: {
      slip: 'slips: the same person answers otherwise again',
      stable_difference: 'stable differences: people differ and stay with it',
      annotator_bias: '… of these, habits of annotators whatever the item',
      interpretation: '… of these, readings of single items',
    } as Record<string, string>,
    basis: {
      repeats: 'repeated answers',
      model: 'the consensus model',
      'repeats and model': 'repeated answers and the model',
      cause_codes: 'codes of adjudicators',
    } as Record<string, string>,
    family: {
      slip: 'a slip',
      stable: 'lasting differences',
      guideline: 'the guideline',
      item: 'the item',
      gold: 'the gold',
      other: 'something else',
    } as Record<string, string>,
    points_to: (basis: string, family: string) => `${basis}: ${family}`,
    repeats_title: 'Do people repeat their own answers?',
    repeats_lead: 'How often somebody who saw an item again gave the same answer. n: pairs of answers.',
    repeats: 'same answer again',
    annotator: 'annotator',
    empty:
      'Cannot be said. It takes items that the same annotator answers twice, unawares (3 to 5 % of the ' +
      'volume), or an attribute “cause” of adjudicated items.',
  },

  plural: {
    title: 'How do answers spread?',
    lead: 'Several answers may be right here: nothing is called an error, and no answer is the consensus.',
    largest: 'the most frequent answer’s share of an item',
    entropy: 'entropy of an item’s answers',
    entropy_note: '0 all alike, 1 all categories alike',
    items: 'items with two answers and more',
    different: 'How many different answers has an item?',
    different_axis: 'different answers on an item',
    groups_title: 'Do groups of annotators agree among themselves?',
    groups_lead:
      'Alpha among the annotators of each group: where it is higher than over all, groups differ.',
    group: 'group',
    within: 'alpha within',
    no_groups: 'No attributes of annotators: pass them as --annotators.',
    headline: (share: string) => `The most frequent answer has ${share} of an item’s labels`,
    numbers: (items: string, entropy: string) =>
      `${items} items with two answers and more, entropy ${entropy} (0 all alike, 1 all categories alike); ` +
      'several answers may be right.',
  },

  annotators: {
    title: 'Who labels how well?',
    lead:
      'Ability is how often the model believes this person right on an average item. ' +
      'Weakest first; a click on a heading sorts.',
    annotator: 'annotator',
    labels: 'labels',
    ability: 'ability',
    accuracy: 'right on gold',
    agreement: 'agrees with peers',
    expected: 'expected',
    duration: 'median time',
    confusion: 'most frequent mistake',
    note: 'note',
    empty: 'The labels name no annotators: nothing can be said of people.',
    given_as: ' as ',
  },

  pairs: {
    title: 'Who agrees with whom?',
    lead: (n_min: number) =>
      'The busiest annotators, similar ones side by side. Hatched: fewer than ' +
      `${n_min.toString()} items in common.`,
    chart: 'Agreement of pairs of annotators',
    agreement: 'agreement',
    kappa: 'Cohen’s kappa',
    show: 'Show',
    first: 'annotator',
    second: 'and',
    items: 'items in common',
    hint: 'Point at a cell to read it, or open the table below.',
    cell: (a: string, b: string, n: string, agreement: string, kappa: string) =>
      `${a} and ${b}: ${n} items in common, agree on ${agreement}, kappa ${kappa}`,
    too_few: (a: string, b: string, n: string) =>
      `${a} and ${b}: ${n} items in common, not enough evidence`,
    undefined_value: 'undefined',
    empty: 'Fewer than two annotators share items.',
    low: 'lowest',
    high: 'highest',
    own: 'the same person',
  },

  consensus: {
    title: 'What label would each item get?',
    lead: 'Ways to make one label out of several. assay consensus writes the labels.',
    model: 'model',
    default: 'default',
    accuracy: 'right on gold',
    differs: 'differs from majority',
    ties: 'ties',
    confidence: 'mean confidence',
    check: 'does the model fit? notes',
    fits: 'yes',
    fits_not: 'no',
    overconfident: 'Items differ in difficulty beyond what the model knows; its confidence was tempered.',
    checked: (unanimous: string, split: string) => `unanimous items ${unanimous}, split items ${split}`,
    empty: 'No model was fitted (--only agreement leaves models out).',
  },

  gold: {
    title: 'Can the gold be trusted?',
    lead: (items: string, labelled: string) => `${items} gold items, ${labelled} of them annotated.`,
    suspects: (count: number) =>
      count === 1
        ? '1 gold label is contradicted by competent annotators.'
        : `${grouped(count)} gold labels are contradicted by competent annotators.`,
    none: 'No gold label is contradicted by competent annotators.',
    item: 'item',
    gold: 'gold says',
    consensus: 'annotators say',
    belief: 'belief in gold',
    votes: 'for / against',
    annotators: 'who contradict it',
    ability: 'their mean ability',
    empty:
      'There is no gold. About 100 items labelled by an expert, passed as --gold, ' +
      'turn opinions into measurements.',
  },

  doubts: {
    title: 'Which labels are doubtful?',
    lead: 'Items whose label the model believes wrong, most doubtful first.',
    item: 'item',
    held: 'label now',
    suggested: 'more likely',
    probability: 'probability that it is wrong',
    votes: 'votes',
    empty: 'The model doubts no label.',
  },

  data: {
    title: 'What was read?',
    file: 'file',
    role: 'role',
    format: 'format',
    rows: 'rows',
    understood: 'understood as',
    counted: 'What counts and what was set aside',
    what: 'what',
    count: 'count',
    problems: (count: number) =>
      count === 1 ? '1 problem in the files' : `${grouped(count)} problems in the files`,
    problems_listed: (listed: number, all: number) =>
      `The first ${grouped(listed)} of ${grouped(all)} are listed.`,
    no_problems: 'No problem in the files.',
    row: 'row',
    column: 'column',
    message: 'problem',
    kind: (kind: string, reason: string) => (reason ? `${kind} (${reason})` : kind),
    kind_row: 'kind of label',
    histogram: 'Labels on an item',
    histogram_axis: 'labels on an item',
    labels_on_item: 'labels on the item',
    items: 'items',
    annotations: 'annotations that count',
    items_row: 'items',
    annotators_row: 'annotators',
    repeated: 'repeated rows of the same annotator and item; the first counts',
    repeated_differ: '… of these, with another label',
    skipped: 'skipped or cancelled',
    anchored: 'started from a prediction',
    unknown_annotator: 'without an annotator’s name',
    items_without_annotations: 'items without annotations',
    gold_items: 'items with gold',
    gold_conflicts: 'items with two different golds; the first counts',
    gold_only: 'categories that only gold has',
  },

  methods: {
    title: 'How was each number made?',
    coefficients: 'Coefficients',
    intervals: 'Intervals and estimates',
    reproduce: (version: string, seed: number, level: string) =>
      `Assay ${version}, seed ${seed.toString()}, intervals at ${level}. The same ` +
      'files and seed give the same bits, for any number of threads.',
    never: 'A number that the data cannot carry is shown in words: “not enough evidence” is an answer.',
  },
} as const;
