import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Approval, Erasure } from '../../api/types.ts';
import { Hash } from '../../parts/Hash.tsx';
import { Name } from '../../parts/Name.tsx';
import type { Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { protection_words } from '../../words/protection.ts';

const said = protection_words.erasures;

export interface ErasureWays {
  approval: (row: Erasure) => Approval | undefined;
  ask: (row: Erasure) => void;
  execute: (row: Erasure) => void;
  withdraw: (row: Erasure) => void;
}

const state_of = (row: Erasure) => said.states[row.state] ?? row.state;
const basis_of = (row: Erasure) => said.bases[row.basis] ?? row.basis;

function way(text: string, label: string, act: () => void): ReactNode {
  return (
    <Button variant="default" size="compact-xs" aria-label={label} onClick={act}>
      {text}
    </Button>
  );
}

// What the one who demanded it does next: ask a second person, wait for them, execute.
function NextStep({ row, ways }: { row: Erasure; ways: ErasureWays }) {
  if (row.state !== 'received') return null;
  const approval = ways.approval(row);
  return (
    <>
      {!approval &&
        way(said.ask_approval, `${said.ask_approval}: ${row.id}`, () => {
          ways.ask(row);
        })}
      {approval?.state === 'requested' && <span className="attributes">{said.asked}</span>}
      {approval?.state === 'approved' &&
        way(said.execute, said.execute_of(row.id), () => {
          ways.execute(row);
        })}
      {way(said.withdraw, said.withdraw_of(row.id), () => {
        ways.withdraw(row);
      })}
    </>
  );
}

// What an execution takes away, in words.
export function what_goes(row: Erasure): string {
  if (row.person) return said.execute_person(printable(row.person.name), row.annotator_count);
  const parts = [
    row.item_count > 0 ? said.execute_items(row.item_count) : '',
    row.annotator_count > 0 ? said.execute_annotators(row.annotator_count) : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const counted = (key: 'item_count' | 'annotator_count'): Column<Erasure> => ({
  key,
  title: said.columns[key],
  cell: (row) => grouped(row[key]),
  sort: (row) => row[key],
  align: 'right',
});

const person: Column<Erasure> = {
  key: 'person',
  title: said.columns.person,
  cell: (row) => <Name text={row.person?.name ?? ''} />,
  sort: (row) => row.person?.name ?? '',
};

export const erasure_columns = (
  about: 'project' | 'people',
  ways: ErasureWays | undefined,
): Column<Erasure>[] => [
  ...(about === 'people' ? [person] : []),
  {
    key: 'reference',
    title: said.columns.reference,
    cell: (row) => <Name text={row.reference} />,
    sort: (row) => row.reference,
  },
  {
    key: 'state',
    title: said.columns.state,
    cell: (row) => (
      <span className="actions">
        {state_of(row)}
        {row.held_count > 0 && <span className="attributes">{said.held(row.held_count)}</span>}
        {ways && <NextStep row={row} ways={ways} />}
      </span>
    ),
    csv: state_of,
  },
  { key: 'basis', title: said.columns.basis, cell: basis_of, sort: basis_of },
  ...(about === 'project' ? [counted('item_count')] : []),
  counted('annotator_count'),
  {
    key: 'at',
    title: said.columns.at,
    cell: (row) => <When at={row.requested_at} />,
    sort: (row) => row.requested_at,
  },
  {
    key: 'receipt',
    title: said.columns.receipt,
    cell: (row) => <Hash text={row.receipt_sha256} />,
    csv: (row) => row.receipt_sha256 ?? '',
  },
];
