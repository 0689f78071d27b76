import { plural } from './numbers.ts';

export const home_words = {
  title: 'Whose labels are we looking at?',
  new_project: 'New project',
  empty: {
    title: 'No project yet',
    text: 'A project holds the items, the annotations and the gold of one labelling effort, with everything that is measured about them. Projects of others stand here once an owner brings you in.',
    step: 'Make the first project',
  },
  name: 'project',
  state: 'state',
  states: { open: 'open', closed: 'closed' },
  items: 'items',
  annotations: 'annotations',
  annotators: 'annotators',
  gold: 'gold',
  data_class: 'data',
  created: 'made',
  count: (count: number) => plural(count, 'project', 'projects'),
};

export const data_classes = {
  public: { title: 'Public', text: 'anyone may see it' },
  internal: { title: 'Internal', text: 'for your organisation and its providers' },
  pii: { title: 'PII', text: 'identifies people: your own people only' },
  phi: { title: 'PHI', text: 'tells of people’s health: your own people only' },
};
