import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useBatch, useBatchItems, useChangeBatch, useRevoke, type BatchVerb } from '../../api/batches.ts';
import { useProject } from '../../api/projects.ts';
import type { Assignment, Batch, BatchItem, Project } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { batch_words as said } from '../../words/batches.ts';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { project_path } from '../frame/places.ts';
import { may } from '../frame/rights.ts';
import { Screen } from '../frame/Screen.tsx';
import { Assign } from './Assign.tsx';
import { Due } from './Due.tsx';

export function OneBatch() {
  const { project = '', batch = '' } = useParams();
  const about = useProject(project);
  const found = useBatch(project, batch);
  const title = found.data ? said.one.title(printable(found.data.name)) : said.one.unknown;
  return (
    <Screen title={title} controls={<Link to={project_path(project, 'batches')}>← {said.one.back}</Link>}>
      <Loaded query={about}>
        {(of) => (
          <Loaded query={found}>
            {(data) => (
              <>
                <Facts batch={data} />
                <Verbs project={of} batch={data} />
                <Items project={of} batch={data} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Screen>
  );
}

function Facts({ batch }: { batch: Batch }) {
  const { facts } = said.one;
  const { assignments } = batch;
  const rows: [string, React.ReactNode][] = [
    [facts.state, said.states[batch.state]],
    [facts.provider, <Name key="provider" text={batch.engagement.provider} />],
    [facts.priority, said.priorities[batch.priority - 1]],
    [facts.due, <Due key="due" batch={batch} />],
    [facts.submitted, said.of(batch.submitted_count, batch.item_count)],
    [facts.offered, grouped(assignments.offered)],
    [facts.returned, grouped(assignments.returned)],
    [facts.expired, grouped(assignments.expired)],
    [facts.revoked, grouped(assignments.revoked)],
    [facts.late, grouped(assignments.late)],
  ];
  if (batch.released_at)
    rows.splice(4, 0, [facts.released, <When key="released" at={batch.released_at} />]);
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

// What each state allows; the rest the server refuses.
const verbs_of: Record<Batch['state'], BatchVerb[]> = {
  draft: ['release', 'recall'],
  released: ['recall'],
  working: ['finish', 'recall'],
  done: ['deliver', 'recall'],
  delivered: [],
  recalled: [],
};
const right_of = {
  release: 'change_batches',
  recall: 'change_batches',
  finish: 'assign_items',
  deliver: 'assign_items',
} as const;

function Verbs({ project, batch }: { project: Project; batch: Batch }) {
  const [asked, set_asked] = useState<BatchVerb | 'assign' | null>(null);
  const [told, set_told] = useState('');
  const close = () => {
    set_asked(null);
  };
  const verbs = verbs_of[batch.state].filter((verb) => may(project, right_of[verb]));
  const is_open = batch.state === 'released' || batch.state === 'working';
  const assigns = is_open && may(project, 'assign_items');
  if (verbs.length === 0 && !assigns) return null;
  return (
    <>
      <p className="actions space_above">
        {assigns && (
          <Button
            size="xs"
            onClick={() => {
              set_asked('assign');
            }}
          >
            {said.assign.button}
          </Button>
        )}
        {verbs.map((verb) => (
          <Button
            key={verb}
            size="xs"
            variant={verb === 'release' ? 'filled' : 'default'}
            onClick={() => {
              set_asked(verb);
            }}
          >
            {said.verbs[verb].button}
          </Button>
        ))}
      </p>
      {told && <p role="status">{told}</p>}
      {asked === 'assign' && (
        <Assign project={project.id} batch={batch} on_close={close} on_done={set_told} />
      )}
      {asked !== null && asked !== 'assign' && (
        <Change project={project.id} batch={batch} verb={asked} on_close={close} />
      )}
    </>
  );
}

interface ChangeProps {
  project: string;
  batch: Batch;
  verb: BatchVerb;
  on_close: () => void;
}

function Change({ project, batch, verb, on_close }: ChangeProps) {
  const change = useChangeBatch(project, batch.id);
  const words = said.verbs[verb];
  return (
    <Ask
      title={words.title(printable(batch.name))}
      text={words.text}
      act={words.act}
      busy={change.isPending}
      error={change.error}
      on_act={() => {
        change.mutate(verb, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}

function Items({ project, batch }: { project: Project; batch: Batch }) {
  const items = useBatchItems(project.id, batch.id);
  const [revoking, set_revoking] = useState<Assignment | null>(null);
  const revoke = may(project, 'assign_items') ? set_revoking : null;
  return (
    <Section id="items" title={said.one.items}>
      <Loaded query={items}>
        {(data) => (
          <>
            <SortTable
              label={said.one.items}
              columns={columns_of(revoke)}
              rows={data.items}
              row_key={(row) => row.id}
              name={(row) => row.key}
              top={50}
            />
            {data.next !== null && <p className="quiet">{said.one.more(data.items.length)}</p>}
          </>
        )}
      </Loaded>
      {revoking && (
        <Revoke
          project={project.id}
          assignment={revoking}
          on_close={() => {
            set_revoking(null);
          }}
        />
      )}
    </Section>
  );
}

const who = (assignment: Assignment): string => printable(assignment.user?.name ?? assignment.annotator);

const state_text = (assignment: Assignment): string =>
  [said.assignment_states[assignment.state], assignment.late && said.one.late, assignment.reason]
    .filter(Boolean)
    .join(', ');

function columns_of(revoke: ((assignment: Assignment) => void) | null): Column<BatchItem>[] {
  const text = (row: BatchItem) =>
    row.assignments.map((each) => `${who(each)}: ${state_text(each)}`).join('; ');
  const columns: Column<BatchItem>[] = [
    {
      key: 'item',
      title: said.one.columns.item,
      cell: (row) => <Name text={row.key} />,
      sort: (row) => row.key,
    },
    {
      key: 'annotators',
      title: said.one.columns.annotators,
      cell: (row) =>
        row.assignments.length === 0 ? (
          <span className="quiet">{said.one.nobody}</span>
        ) : (
          row.assignments.map((each) => (
            <span key={each.id} className="assigned">
              {who(each)} <span className="quiet">{printable(state_text(each))}</span>
            </span>
          ))
        ),
      sort: text,
    },
  ];
  if (revoke)
    columns.push({
      key: 'actions',
      title: said.one.columns.actions,
      cell: (row) => (
        <span className="actions">
          {row.assignments
            .filter((each) => each.state === 'offered')
            .map((each) => (
              <Button
                key={each.id}
                variant="default"
                size="compact-xs"
                aria-label={said.revoke.of(printable(row.key), who(each))}
                onClick={() => {
                  revoke(each);
                }}
              >
                {said.revoke.button}
              </Button>
            ))}
        </span>
      ),
    });
  return columns;
}

interface RevokeProps {
  project: string;
  assignment: Assignment;
  on_close: () => void;
}

function Revoke({ project, assignment, on_close }: RevokeProps) {
  const [reason, set_reason] = useState('');
  const revoke = useRevoke(project);
  return (
    <Ask
      title={said.revoke.title(printable(assignment.item), who(assignment))}
      text={said.revoke.text}
      act={said.revoke.act}
      busy={revoke.isPending}
      error={error_elsewhere(revoke.error, ['reason'])}
      on_act={() => {
        revoke.mutate({ assignment: assignment.id, reason: reason.trim() }, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <TextInput
        size="xs"
        label={said.revoke.reason}
        value={reason}
        error={error_at(revoke.error, 'reason')}
        onChange={(event) => {
          set_reason(event.currentTarget.value);
        }}
      />
    </Ask>
  );
}
