import { Button } from '@mantine/core';
import type { Sending } from '../../api/types.ts';
import { Mono, Name } from '../../parts/Name.tsx';
import type { Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { sending_words as said } from '../../words/messages.ts';

const { columns } = said;

// What is known of each sending, and the way to send it again.
export function sending_columns(again: (sending: Sending) => void): Column<Sending>[] {
  return [
    {
      key: 'created',
      title: columns.created,
      cell: (row) => <When at={row.created_at} />,
      sort: (row) => row.created_at,
    },
    {
      key: 'channel',
      title: columns.channel,
      cell: (row) => said.channels[row.channel],
      sort: (row) => row.channel,
    },
    { key: 'kind', title: columns.kind, cell: (row) => <Mono text={row.kind} />, sort: (row) => row.kind },
    {
      key: 'state',
      title: columns.state,
      cell: (row) => said.states[row.state],
      sort: (row) => row.state,
    },
    {
      key: 'attempts',
      title: columns.attempts,
      align: 'right',
      cell: (row) => said.attempts(row.attempts),
      sort: (row) => row.attempts,
    },
    {
      key: 'status',
      title: columns.status,
      align: 'right',
      cell: (row) => row.status?.toString() ?? '',
      sort: (row) => row.status,
    },
    {
      key: 'duration',
      title: columns.duration,
      align: 'right',
      cell: (row) => row.duration_ms?.toString() ?? '',
      sort: (row) => row.duration_ms,
    },
    {
      key: 'next',
      title: columns.next,
      cell: (row) => (row.next_at ? <When at={row.next_at} /> : ''),
      sort: (row) => row.next_at,
    },
    {
      key: 'error',
      title: columns.error,
      cell: (row) => (row.error ? <Name text={row.error} /> : ''),
      csv: (row) => row.error,
    },
    {
      key: 'again',
      title: columns.again,
      cell: (row) => (row.state === 'sending' ? '' : <Again sending={row} again={again} />),
    },
  ];
}

function Again({ sending, again }: { sending: Sending; again: (sending: Sending) => void }) {
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={said.again_of(sending.id)}
      onClick={() => {
        again(sending);
      }}
    >
      {said.again}
    </Button>
  );
}
