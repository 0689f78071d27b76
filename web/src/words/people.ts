import { grouped, plural } from './numbers.ts';

export const people_words = {
  title: 'Who works here, and for whom?',
  yours: (role: string) => `You are here as ${role}.`,
  yours_for: (role: string, provider: string) => `You are here as ${role}, for ${provider}.`,

  providers: {
    title: 'Which providers are engaged?',
    lead: 'What names a provider is that provider’s part: its people see that part alone, and its annotators stand under pseudonyms to everybody else.',
    own_title: 'Your engagement',
    own_lead:
      'Your people see your part of the project alone; the names of your annotators are shown to you only.',
    empty: {
      title: 'No provider is engaged',
      text: 'Annotations may name a provider without one. Once it is engaged, its own people can be brought in and its work stands apart.',
      step: 'Choose an organisation below.',
      no_step: 'An owner of the project engages providers.',
    },
    columns: {
      provider: 'provider',
      state: 'state',
      since: 'engaged',
      ended: 'ended',
      people: 'people',
      actions: '',
    },
    people: (count: number) => plural(count, 'person', 'people'),
    organisation_now: (name: string) => `now called ${name}`,
    end: 'End',
    end_of: (provider: string) => `End the engagement of ${provider}`,
    end_title: (provider: string) => `End the engagement of ${provider}?`,
    end_text:
      'Nothing more comes in by it, and nobody is brought in any more. What was delivered stays, and its people still see it. It cannot be taken back: the same provider is not engaged here twice.',
    end_act: 'End the engagement',
  },
  states: {
    proposed: 'proposed',
    selected: 'selected',
    qualification: 'qualification',
    calibration: 'calibration',
    pilot: 'pilot',
    production: 'production',
    paused: 'paused',
    ended: 'ended',
  },

  engage: {
    title: 'Engage a provider',
    organisation: 'Organisation',
    help: 'From now on what names it is its own part, and its annotators stand under pseudonyms.',
    choose: 'choose one',
    act: 'Engage',
    none: 'Every active organisation is engaged here already.',
    none_step: 'Add an organisation',
    none_ask: 'An administrator of the server adds organisations.',
  },

  comparison: {
    title: 'How do the providers compare?',
    lead: 'Each provider’s own annotations, as they stand now. Annotations that name no engaged provider are in none of the rows.',
    question: 'Question',
    provider: 'provider',
    accuracy: 'right, against gold',
    agreement: 'agreement',
    annotations: 'annotations',
    items: 'items',
    no_gold: 'no gold on its items',
    no_agreement: 'no item has labels of two of its annotators',
    no_annotations: 'no annotation names it',
    reading: (done: number, all: number) => `Reading ${grouped(done)} of ${grouped(all)} …`,
  },

  members: {
    title: 'Who has a role?',
    own_title: 'Your people',
    empty: {
      title: 'Nobody of yours has a role yet',
      text: 'Bring in annotators and reviewers by their e-mail address.',
    },
    columns: {
      name: 'name',
      email: 'e-mail',
      organisation: 'organisation',
      role: 'role',
      side: 'works for',
      adjudicates: 'may adjudicate',
      annotator: 'name in annotations',
      since: 'since',
      actions: '',
    },
    client_side: 'the client',
    adjudicates: 'yes',
    adjudicates_not: '–',
    you: 'you',
    change: 'Change',
    change_of: (name: string) => `Change the role of ${name}`,
    change_title: (name: string) => `Which role has ${name}?`,
    change_act: 'Save',
    annotator: 'Name in annotations',
    annotator_help:
      'Under which name their annotations come. Nobody outside your organisation sees it. Items are assigned to annotators whose name is known.',
    remove: 'Remove',
    remove_of: (name: string) => `Remove ${name}`,
    remove_title: (name: string) => `Take ${name} out of the project?`,
    remove_text: 'The project does not exist for them any more. What they did stays.',
    remove_yourself: 'This is you: the project does not exist for you any more.',
    remove_act: 'Take out',
  },

  add: {
    title: 'Bring somebody in',
    email: 'E-mail',
    email_help_own:
      'Somebody of your organisation who has a login here; an auditor may be of another client.',
    email_help: (organisation: string) => `Somebody of ${organisation} who has a login here.`,
    side: 'Works for',
    role: 'Role',
    adjudicates: 'May adjudicate: decide a label where annotators differ',
    act: 'Bring in',
    no_email: 'This does not look like an e-mail address.',
    done: (name: string, role: string) => `${name} is in, as ${role}.`,
    ended: 'The engagement has ended: nobody is brought in any more.',
  },
};

export const provider_words = {
  title: (provider: string) => `How well does ${provider} label?`,
  title_unknown: 'How well does the provider label?',
  back: 'People and providers',
  how: 'How it stands',
  annotations: 'Annotations',
  items: 'Items',
  people: 'Annotators',
  state: 'State',
  of_project: (share: string) => `${share} of the project’s`,
  per_item: (mean: string) => `${mean} of its annotations an item`,
  per_person: (mean: string) => `${mean} annotations each`,
  with_role: (count: number) => plural(count, 'person has a role', 'people have a role'),
  since: 'engaged',
  ended: 'ended',
  empty: {
    title: 'Nothing of this provider has come in yet',
    text: (provider: string) =>
      `An annotation belongs here when it names the provider “${provider}”: in the column “provider” of a file, or in the field of that name.`,
    step: 'Bring in data',
  },

  weeks: {
    title: 'Does it get better, week by week?',
    lead: (zone_of: string) =>
      `Weeks run from Monday to Sunday in the time zone of ${zone_of}. Each stands alone: accuracy is of the answers of that week to items with gold.`,
    empty: 'No annotation says when it was made: nothing can be shown week by week.',
    without_time: (count: number) =>
      `${plural(count, 'annotation says', 'annotations say')} no time and ${count === 1 ? 'is' : 'are'} in no week.`,
    chart_accuracy: 'Accuracy week by week, with its interval',
    chart_volume: 'Annotations week by week',
    accuracy_axis: 'right, against gold, %',
    volume_axis: 'annotations',
    line_accuracy: 'right on gold, with interval',
    line_volume: 'annotations in the week',
    no_accuracy: 'No answer of these weeks is to an item with gold: accuracy is not measured.',
    range: (first: string, last: string) =>
      first === last ? `week beginning ${first}` : `weeks beginning ${first} to ${last}`,
    list: 'Week by week',
    columns: {
      begins: 'week of',
    },
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
};
