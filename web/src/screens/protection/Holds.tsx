import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useHolds, useLiftHold, usePlaceHold } from '../../api/protection.ts';
import type { LegalHold, Project } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { protection_words } from '../../words/protection.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { may } from '../frame/rights.ts';

const said = protection_words.holds;

export function Holds({ project }: { project: Project }) {
  const holds = useHolds(project.id);
  const [placing, set_placing] = useState(false);
  const [lifting, set_lifting] = useState<LegalHold | null>(null);
  const changes = may(project, 'change_protection');
  const close = () => {
    set_placing(false);
    set_lifting(null);
  };
  return (
    <Section id="holds" title={said.title}>
      <Loaded query={holds}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{said.empty}</Empty>
          ) : (
            <SortTable
              label={said.list}
              columns={columns_of(changes, set_lifting)}
              rows={items}
              row_key={(row) => row.id}
              top={20}
            />
          )
        }
      </Loaded>
      {changes && (
        <Button
          className="space_above"
          variant="default"
          onClick={() => {
            set_placing(true);
          }}
        >
          {said.place}
        </Button>
      )}
      {placing && <Placing project={project.id} on_close={close} />}
      {lifting && <Lifting project={project.id} hold={lifting} on_close={close} />}
    </Section>
  );
}

const covers = (hold: LegalHold) => {
  if (hold.annotator !== null) return said.of_annotator(printable(hold.annotator));
  return hold.item === null ? said.everything : said.of_item(hold.item);
};
const state_of = (hold: LegalHold) => (hold.lifted_at === null ? said.stands : said.lifted);

const columns_of = (changes: boolean, lift: (hold: LegalHold) => void): Column<LegalHold>[] => [
  { key: 'item', title: said.columns.item, cell: covers, sort: covers },
  {
    key: 'state',
    title: said.columns.state,
    cell: (row) => (
      <span className="actions">
        {state_of(row)}
        {changes && row.lifted_at === null && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={said.lift_of(printable(row.reason))}
            onClick={() => {
              lift(row);
            }}
          >
            {said.lift}
          </Button>
        )}
      </span>
    ),
    csv: state_of,
  },
  {
    key: 'reason',
    title: said.columns.reason,
    cell: (row) => <Name text={row.reason} />,
    csv: (row) => row.reason,
  },
  {
    key: 'by',
    title: said.columns.by,
    cell: (row) => <Name text={row.placed_by?.name ?? ''} />,
    sort: (row) => row.placed_by?.name ?? '',
  },
  {
    key: 'at',
    title: said.columns.at,
    cell: (row) => <When at={row.placed_at} />,
    sort: (row) => row.placed_at,
  },
];

function Placing({ project, on_close }: { project: string; on_close: () => void }) {
  const [item, set_item] = useState('');
  const [annotator, set_annotator] = useState('');
  const [reason, set_reason] = useState('');
  const place = usePlaceHold(project);
  return (
    <Ask
      title={said.place}
      text={said.place_text}
      act={said.place}
      busy={place.isPending}
      error={error_elsewhere(place.error, ['item', 'annotator', 'reason'])}
      on_act={() => {
        place.mutate({ item: item.trim(), annotator: annotator.trim(), reason }, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <TextInput
        label={said.item}
        description={said.item_help}
        value={item}
        error={error_at(place.error, 'item')}
        onChange={(event) => {
          set_item(event.currentTarget.value);
        }}
      />
      <TextInput
        label={said.annotator}
        description={said.annotator_help}
        value={annotator}
        error={error_at(place.error, 'annotator')}
        onChange={(event) => {
          set_annotator(event.currentTarget.value);
        }}
      />
      <TextInput
        label={said.reason}
        description={said.reason_help}
        value={reason}
        error={error_at(place.error, 'reason')}
        onChange={(event) => {
          set_reason(event.currentTarget.value);
        }}
      />
    </Ask>
  );
}

interface LiftingProps {
  project: string;
  hold: LegalHold;
  on_close: () => void;
}

function Lifting({ project, hold, on_close }: LiftingProps) {
  const lift = useLiftHold(project);
  return (
    <Ask
      title={said.lift_title}
      text={said.lift_text}
      act={said.lift}
      busy={lift.isPending}
      error={lift.error}
      on_act={() => {
        lift.mutate(hold.id, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <p>
        <Name text={hold.reason} />
      </p>
    </Ask>
  );
}
