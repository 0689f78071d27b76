import { Button, FileButton, Modal } from '@mantine/core';
import { useState } from 'react';
import {
  people_list_path,
  useApplyList,
  useLookAtList,
  type PeopleListPlace,
} from '../../api/people_lists.ts';
import type { PeopleOutcome } from '../../api/types.ts';
import { csv_text, save_text } from '../../parts/csv.ts';
import { Name } from '../../parts/Name.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { app_words } from '../../words/app.ts';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { people_list_words as said } from '../../words/people_lists.ts';
import { Failed } from './Failure.tsx';

interface PeopleCsvProps {
  place: PeopleListPlace;
  may_add: boolean;
  // Which list it is, where a page has several.
  about?: string;
}

// The list as it stands, and for who may change it the dialog that takes one in.
export function PeopleCsv({ place, may_add, about }: PeopleCsvProps) {
  const [is_open, set_open] = useState(false);
  return (
    <div className="people_csv space_above">
      {may_add && (
        <Button
          variant="default"
          size="xs"
          aria-label={about && `${said.open}: ${about}`}
          onClick={() => {
            set_open(true);
          }}
        >
          {said.open}
        </Button>
      )}
      <Button
        component="a"
        href={people_list_path(place)}
        download
        variant="default"
        size="xs"
        aria-label={about && `${said.download}: ${about}`}
      >
        {said.download} <span aria-hidden="true">↓</span>
      </Button>
      {is_open && (
        <Dialog
          place={place}
          on_close={() => {
            set_open(false);
          }}
        />
      )}
    </div>
  );
}

function Dialog({ place, on_close }: { place: PeopleListPlace; on_close: () => void }) {
  const look = useLookAtList(place);
  const apply = useApplyList(place);
  const [file, set_file] = useState<File | null>(null);
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    set_file(chosen);
    apply.reset();
    look.mutate(chosen);
  };
  const outcome = apply.data ?? look.data;
  return (
    <Modal.Root opened onClose={on_close} lockScroll={false} size="xl">
      <Modal.Overlay />
      <Modal.Content>
        <div className="ask_head">
          <Modal.Title>{said.title[place.of]}</Modal.Title>
          <Modal.CloseButton aria-label={app_words.close} />
        </div>
        <Modal.Body className="ask people_list">
          <p>{said.text(said.columns[place.of])}</p>
          <p>
            <FileButton onChange={choose} accept=".csv,text/csv" inputProps={{ 'aria-label': said.file }}>
              {(props) => (
                <Button variant="default" size="xs" {...props}>
                  {said.choose}
                </Button>
              )}
            </FileButton>{' '}
            {file && <span className="mono">{said.chosen(printable(file.name))}</span>}
          </p>
          {look.isPending && <p role="status">{said.reading}</p>}
          <Failed error={look.error ?? apply.error} />
          {outcome && !look.isPending && <Outcome outcome={outcome} />}
          <div className="form_end">
            {file && look.data && !apply.data && (
              <Button
                loading={apply.isPending}
                disabled={!is_worth(look.data)}
                onClick={() => {
                  apply.mutate(file);
                }}
              >
                {said.apply(look.data.added + look.data.changed)}
              </Button>
            )}
            <Button variant="default" onClick={on_close}>
              {apply.data ? app_words.close : app_words.cancel}
            </Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const is_worth = (outcome: PeopleOutcome): boolean =>
  outcome.problem_count === 0 && outcome.added + outcome.changed > 0;

function Outcome({ outcome }: { outcome: PeopleOutcome }) {
  const facts: [string, number][] = [
    [said.rows, outcome.rows],
    [said.added, outcome.added],
    [said.changed, outcome.changed],
    [said.unchanged, outcome.unchanged],
    [said.problems, outcome.problem_count],
  ];
  const is_idle = outcome.problem_count === 0 && outcome.added + outcome.changed === 0;
  return (
    <div role="status">
      <h3>{outcome.applied ? said.does : said.would}</h3>
      <dl className="facts single">
        {facts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{grouped(count)}</dd>
          </div>
        ))}
      </dl>
      {outcome.invited.length > 0 && <p>{said.invited(outcome.invited.length)}</p>}
      {outcome.teams.length > 0 && <p>{said.teams(outcome.teams.map(printable))}</p>}
      {outcome.notes.map((note) => (
        <p key={note} className="quiet small">
          {printable(note)}
        </p>
      ))}
      {is_idle && !outcome.applied && <p>{said.nothing}</p>}
      <ListProblems outcome={outcome} />
      {outcome.applied && <p>{said.applied}</p>}
      <Links outcome={outcome} />
    </div>
  );
}

type ListProblem = PeopleOutcome['problems'][number];

function ListProblems({ outcome }: { outcome: PeopleOutcome }) {
  if (outcome.problem_count === 0) return null;
  const title = said.problem_title(outcome.problem_count, outcome.problems.length);
  return (
    <>
      <h3>{title}</h3>
      <p className="quiet small">{said.problem_text}</p>
      <SortTable
        label={title}
        columns={[
          {
            key: 'row',
            title: said.problem_columns.row,
            cell: (row: ListProblem) => (row.row === null ? '–' : grouped(row.row)),
            sort: (row) => row.row,
          },
          {
            key: 'column',
            title: said.problem_columns.column,
            cell: (row) => row.column ?? '–',
            sort: (row) => row.column,
          },
          {
            key: 'problem',
            title: said.problem_columns.problem,
            cell: (row) => <Name text={row.message} />,
            csv: (row) => row.message,
          },
        ]}
        rows={outcome.problems}
        row_key={(row) => JSON.stringify(row)}
        top={15}
      />
    </>
  );
}

function Links({ outcome }: { outcome: PeopleOutcome }) {
  if (outcome.invitations.length === 0) return null;
  const links = outcome.invitations.map(({ email, token }) => [
    email,
    `${window.location.origin}/invitation#${token}`,
  ]);
  return (
    <div className="secret">
      <h3>{said.links}</h3>
      <p>{said.links_text}</p>
      <Button
        size="xs"
        onClick={() => {
          const header = [said.link_columns.email, said.link_columns.link];
          save_text(said.links_file, csv_text([header, ...links]), 'text/csv;charset=utf-8');
        }}
      >
        {said.save_links} <span aria-hidden="true">↓</span>
      </Button>
      <ul className="links">
        {links.map(([email = '', link = '']) => (
          <li key={email}>
            <Name text={email} /> <code className="mono">{link}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
