import { grouped, plural } from './numbers.ts';

export const people_list_words = {
  open: 'Add by CSV',
  download: 'Download as CSV',
  title: {
    projects: 'Which people come in by the list?',
    organisations: 'Which people and teams come in by the list?',
    teams: 'Who is in the team, by the list?',
  },
  columns: {
    projects: 'email, role; name, provider, adjudicates; team, from, until',
    organisations: 'email; name; team, from, until',
    teams: 'email; name; from, until',
  },
  text: (columns: string) =>
    `A CSV file whose first line names its columns: ${columns}. Nothing is changed before you have seen what it would do, and nobody is taken out by being left out.`,
  file: 'CSV file of people',
  choose: 'Choose a file',
  chosen: (name: string) => `Chosen: ${name}`,
  reading: 'Reading …',
  would: 'What it would do',
  does: 'What it did',
  rows: 'rows',
  added: 'added',
  changed: 'changed',
  unchanged: 'unchanged',
  problems: 'problems',
  invited: (count: number) => `${plural(count, 'person is', 'people are')} new and invited.`,
  teams: (names: string[]) => `New teams: ${names.join(', ')}.`,
  problem_title: (count: number, shown: number) =>
    shown < count
      ? `${grouped(count)} problems stand in the way; the first ${grouped(shown)}`
      : `${plural(count, 'problem stands', 'problems stand')} in the way`,
  problem_text: 'Correct the file and choose it again: a list is taken whole or not at all.',
  problem_columns: { row: 'row', column: 'column', problem: 'what is wrong, and what to do' },
  nothing: 'It changes nothing: all of it is here already.',
  apply: (count: number) => `Apply ${plural(count, 'row', 'rows')}`,
  applied: 'Done.',
  links: 'Their links',
  links_text:
    'Each works once, for seven days, and is shown only now: save the list and hand every link to its person alone.',
  link_columns: { email: 'e-mail', link: 'link' },
  save_links: 'Save the links',
  links_file: 'invitation-links.csv',
};
