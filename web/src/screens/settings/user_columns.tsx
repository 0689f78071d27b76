import { Button } from '@mantine/core';
import { person_report_address } from '../../api/erasures.ts';
import type { User } from '../../api/types.ts';
import type { UserVerb } from '../../api/users.ts';
import { Email, Name } from '../../parts/Name.tsx';
import type { Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { protection_words } from '../../words/protection.ts';
import { user_words as said } from '../../words/server.ts';
import { verbs_for } from './user_verbs.ts';

export interface UserWays {
  own: string | undefined;
  change: (user: User, verb: UserVerb) => void;
  erase: (user: User) => void;
  // Whose erasure was demanded, or is done.
  erased: ReadonlySet<string>;
}

const state_of = (user: User) => {
  const state = said.states[user.state] ?? user.state;
  return user.locked_out_until ? `${state}, ${said.locked_out}` : state;
};
const factor_of = (user: User) => (user.second_factor ? said.yes : said.no);

interface ActProps {
  text: string;
  label: string;
  on_act: () => void;
}

const Act = ({ text, label, on_act }: ActProps) => (
  <Button variant="default" size="compact-xs" aria-label={label} onClick={on_act}>
    {text}
  </Button>
);

function Actions({ user, ways }: { user: User; ways: UserWays }) {
  const people = protection_words.people;
  const name = printable(user.name);
  return (
    <span className="actions">
      {verbs_for(user, ways.own).map((verb) => (
        <Act
          key={verb}
          text={said.verbs[verb]}
          label={said.verb_of(said.verbs[verb], name)}
          on_act={() => {
            ways.change(user, verb);
          }}
        />
      ))}
      {user.id !== ways.own && !ways.erased.has(user.id) && (
        <Act
          text={people.erase}
          label={people.erase_of(name)}
          on_act={() => {
            ways.erase(user);
          }}
        />
      )}
      <a href={person_report_address(user.id)} download aria-label={people.report_of(name)}>
        {people.report}
      </a>
    </span>
  );
}

export const user_columns = (ways: UserWays): Column<User>[] => [
  {
    key: 'name',
    title: said.columns.name,
    cell: (row) => (
      <>
        <Name text={row.name} /> {row.administrator && <span className="quiet">{said.administrator}</span>}
      </>
    ),
    sort: (row) => row.name,
  },
  {
    key: 'email',
    title: said.columns.email,
    cell: (row) => <Email text={row.email} />,
    sort: (row) => row.email,
  },
  { key: 'state', title: said.columns.state, cell: state_of, sort: state_of },
  { key: 'factor', title: said.columns.factor, cell: factor_of, sort: factor_of },
  {
    key: 'since',
    title: said.columns.since,
    cell: (row) => <When at={row.created_at} />,
    sort: (row) => row.created_at,
  },
  {
    key: 'actions',
    title: said.columns.actions,
    cell: (row) => <Actions user={row} ways={ways} />,
    csv: () => '',
  },
];
