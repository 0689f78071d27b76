import { plural } from './numbers.ts';

// What providers and their teams do, and when.
export const work_words = {
  columns: {
    part: 'when',
    accuracy: 'right, against gold',
    agreement: 'agreement (alpha)',
    agreement_on: (question: string) => `agreement (alpha), ${question}`,
    annotations: 'annotations',
    items: 'items',
    annotators: 'annotators',
  },

  when: {
    title: 'When is it done, and is it as good then?',
    weekdays: 'By weekday',
    shifts: 'By shift',
    day_parts: 'By part of the day',
    lead: (organisation: string, zone: string) =>
      `By the clock and the calendar of ${organisation} (${zone}). Agreement is between labels of one item given in the same part.`,
    lead_project: (clocks: string) =>
      `By the clock and the calendar of whoever did it: ${clocks}. Agreement is between labels of one item given in the same part.`,
    clock: (who: string, organisation: string, zone: string) =>
      who === organisation ? `${who}, ${zone}` : `${who}, now ${organisation}, ${zone}`,
    clock_rest: (organisation: string, zone: string) =>
      `what names no engaged provider by that of ${organisation}, ${zone}`,
    empty: 'Nothing has come in yet.',
  },

  teams: {
    title: 'How do its teams compare?',
    lead: 'An annotation counts for the team that its annotator was in when it was made. Whoever was in two at once counts for the one that began last.',
    none: 'It has no teams: its leads make them on the page of their organisation.',
    unknown: (count: number) =>
      `${plural(count, 'annotator is', 'annotators are')} no person of the provider here, by e-mail address or name, and so in no team.`,
    columns: { team: 'team', people: 'people now' },
  },

  team: {
    title: (team: string, provider: string) => `How well does “${team}” of ${provider} label?`,
    title_unknown: 'How well does the team label?',
    back: (provider: string) => provider,
    people: (count: number) => plural(count, 'person in it now', 'people in it now'),
    empty: {
      title: 'Nothing counts for this team yet',
      text: 'An annotation counts for a team when it says when it was made and its annotator was in the team then.',
    },
  },

  csv: {
    act: 'All numbers as CSV',
    header: [
      ...['section', 'part', 'question', 'measure', 'value', 'lower', 'upper', 'level', 'n'],
      ...['method', 'status', 'note'],
    ],
    whole: 'all',
    weeks: 'week of',
    teams: 'team',
    weekdays: 'weekday',
    shifts: 'shift',
    day_parts: 'part of the day',
    labels: 'labels',
    without_time: 'annotations without a time',
  },
};
