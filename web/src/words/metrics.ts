// Names and meanings of coefficients and of ways to make an interval.

export interface MetricWords {
  name: string;
  meaning: string;
}

export const metrics: Record<string, MetricWords> = {
  percent_agreement: {
    name: 'Percent agreement',
    meaning: 'How often two annotators of the same item give the same label. Not corrected for chance.',
  },
  krippendorff_alpha: {
    name: 'Krippendorff’s alpha',
    meaning:
      'One minus observed over expected disagreement, any number of labels an item. ' +
      '1 is perfect, 0 is what chance would give.',
  },
  gwet_ac1: {
    name: 'Gwet’s AC1',
    meaning:
      'Agreement beyond chance that stays steady when one category is far more common than the others.',
  },
  gwet_ac2: { name: 'Gwet’s AC2', meaning: 'AC1 with partial credit for labels that are near each other.' },
  fleiss_kappa: {
    name: 'Fleiss’ kappa',
    meaning: 'Agreement beyond chance, chance being the labels’ overall shares.',
  },
  conger_kappa: {
    name: 'Conger’s kappa',
    meaning: 'Agreement beyond chance, chance being each annotator’s own shares.',
  },
  scott_pi: { name: 'Scott’s pi', meaning: 'Fleiss’ kappa for two annotators.' },
  cohen_kappa: {
    name: 'Cohen’s kappa',
    meaning: 'Agreement of two annotators beyond chance, averaged over the pairs.',
  },
  brennan_prediger: {
    name: 'Brennan–Prediger',
    meaning: 'Agreement beyond chance when every category were equally likely.',
  },
  icc: {
    name: 'Intraclass correlation',
    meaning: 'Share of the variance of numbers that lies between items rather than within them.',
  },
};

export const metric_name = (metric: string): string => metrics[metric]?.name ?? metric.replaceAll('_', ' ');

const weight_words: Record<string, string> = {
  nominal: 'unweighted',
  ordinal: 'ordinal distance',
  interval: 'interval distance',
  ratio: 'ratio distance',
  linear: 'linear weights',
  quadratic: 'quadratic weights',
  jaccard: 'Jaccard distance of sets',
  masi: 'MASI distance of sets',
  circular: 'distance on a circle',
  bipolar: 'distance on a scale with two ends',
  tree: 'distance in the tree of categories',
  '1,1': 'one annotator, others for each item (1,1)',
  '2,1': 'one annotator drawn from many (2,1)',
  '3,1': 'one of these very annotators (3,1)',
  '1,k': 'mean of all, others for each item (1,k)',
  '2,k': 'mean of all, drawn from many (2,k)',
  '3,k': 'mean of these very annotators (3,k)',
};

export const weights_text = (weights: string): string => weight_words[weights] ?? weights;

// How an interval or a value was made. Sources stand in docs/methods.
export const method_words: Record<string, MetricWords> = {
  bca_bootstrap: {
    name: 'Bootstrap, BCa',
    meaning:
      'Items are drawn again with replacement many times and the coefficient ' +
      'computed each time; limits are corrected for bias and skew (Efron 1987).',
  },
  linearised_t: {
    name: 'Linearised variance',
    meaning: 'Variance over items by linearisation, with the t distribution (Gwet 2008).',
  },
  fisher_t: {
    name: 'Linearised variance on Fisher’s scale',
    meaning:
      'Variance over items by linearisation, limits on the scale of Fisher’s z, with the t ' +
      'distribution; fewer degrees of freedom where a few items carry the coefficient.',
  },
  jackknife_t: {
    name: 'Jackknife',
    meaning:
      'Items, or annotators, are left out one at a time; their spread gives the ' +
      'variance, with the t distribution.',
  },
  no_disagreement_seen: {
    name: 'No disagreement seen',
    meaning:
      'Nobody disagreed, so there is no spread to learn from; the lower limit is ' +
      'what an unseen disagreement rate could still be.',
  },
  wilson: {
    name: 'Wilson',
    meaning:
      'Interval of a rate by inverting the score test (Wilson 1927). Where several ' +
      'annotations belong to one item, n is the effective number.',
  },
  f_distribution: {
    name: 'F distribution',
    meaning: 'Interval of an intraclass correlation by quantiles of F (McGraw and Wong 1996).',
  },
  clopper_pearson: {
    name: 'Clopper–Pearson',
    meaning:
      'Exact interval of a rate: covers at least its level, always (Clopper and ' +
      'Pearson 1934). Where several annotations belong to one item, n is the ' +
      'effective number.',
  },
  jeffreys: { name: 'Jeffreys', meaning: 'Quantiles of Beta(x + ½, n − x + ½).' },
  finite_lot: {
    name: 'Finite lot',
    meaning: 'Exact interval for a simple random sample out of a lot of known size (hypergeometric).',
  },
  beta_binomial_posterior: {
    name: 'Shrunk rate',
    meaning:
      'Rates of few cases are drawn towards the rates of their siblings, as far as ' +
      'the data say that siblings are alike (beta-binomial, empirical Bayes).',
  },
  koopman_score: {
    name: 'Koopman',
    meaning: 'Interval of a ratio of two rates by inverting the score test (Koopman 1984).',
  },
  newcombe: { name: 'Newcombe', meaning: 'Interval of a difference of two rates (Newcombe 1998).' },
  model_posterior: {
    name: 'Model posterior',
    meaning:
      'Interval of the consensus model’s belief. It takes the model for true, so it ' +
      'is too narrow by what the model does not know.',
  },
  beta_moments: {
    name: 'Ability, by moments',
    meaning:
      'A beta distribution with the mean and variance of the model’s belief in this ' +
      'annotator; it takes the model for true.',
  },
  empirical_bayes_beta: {
    name: 'Ability, drawn to the others',
    meaning:
      'The share right by the likelihood of two models, drawn towards that of all annotators ' +
      'as far as chance explains the difference, widened by what the models disagree about.',
  },
  partial_pooling: {
    name: 'Partial pooling',
    meaning:
      'Slices with few items are drawn towards the whole, as far as the data say that slices are alike.',
  },
};

export function method_name(method: string): string {
  return method_words[method]?.name ?? metrics[method]?.name ?? method.replaceAll('_', ' ');
}

// Models that make one label out of several.
const model_words: Record<string, string> = {
  auto: 'auto',
  majority: 'majority',
  wawa: 'Wawa',
  one_coin: 'one-coin',
  dawid_skene: 'Dawid–Skene',
  hierarchical: 'hierarchical Dawid–Skene',
};

export const model_name = (model: string): string => model_words[model] ?? model.replaceAll('_', ' ');
