import { Button } from '@mantine/core';
import { useState } from 'react';
import { useApprovals, useApprove } from '../../api/approvals.ts';
import { useSession } from '../../api/session.ts';
import type { Approval } from '../../api/types.ts';
import { Hash } from '../../parts/Hash.tsx';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { approval_words as said } from '../../words/access.ts';
import { printable } from '../../words/names.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { CodeField, SecretField } from './fields.tsx';

export function Approvals() {
  const approvals = useApprovals();
  const own = useSession().data?.user.id;
  const [signing, set_signing] = useState<Approval | null>(null);
  return (
    <Screen title={said.title} lead={said.lead}>
      <Loaded query={approvals}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={said.empty.title} text={said.empty.text} />
          ) : (
            <SortTable
              label={said.list}
              columns={columns_of(set_signing, own)}
              rows={items}
              row_key={(row) => row.id}
              top={50}
            />
          )
        }
      </Loaded>
      {signing && (
        <Signing
          approval={signing}
          on_close={() => {
            set_signing(null);
          }}
        />
      )}
    </Screen>
  );
}

const action_of = ({ action, subject }: Approval) => {
  const what = said.actions[action] ?? action;
  return subject ? said.about(what, printable(subject.name)) : what;
};
const request_of = (approval: Approval) => printable(JSON.stringify(approval.request));
const state_of = (approval: Approval) => said.states[approval.state] ?? approval.state;

function columns_of(sign: (approval: Approval) => void, own: string | undefined): Column<Approval>[] {
  return [
    { key: 'action', title: said.columns.action, cell: action_of, sort: action_of },
    {
      key: 'state',
      title: said.columns.state,
      cell: (row) => (
        <span className="actions">
          {state_of(row)}
          {row.state === 'requested' && row.requested_by?.id !== own && (
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => {
                sign(row);
              }}
            >
              {said.approve}
            </Button>
          )}
        </span>
      ),
      csv: state_of,
    },
    {
      key: 'by',
      title: said.columns.by,
      cell: (row) => <Name text={row.requested_by?.name ?? ''} />,
      sort: (row) => row.requested_by?.name ?? '',
    },
    {
      key: 'request',
      title: said.columns.request,
      cell: (row) => <code className="mono">{request_of(row)}</code>,
      csv: request_of,
    },
    {
      key: 'until',
      title: said.columns.until,
      cell: (row) => <When at={row.expires_at} />,
      sort: (row) => row.expires_at,
    },
  ];
}

function Signing({ approval, on_close }: { approval: Approval; on_close: () => void }) {
  const [password, set_password] = useState('');
  const [code, set_code] = useState('');
  const approve = useApprove();
  return (
    <Ask
      title={said.approve_title}
      text={said.approve_text}
      act={said.approve}
      busy={approve.isPending}
      error={approve.error}
      on_act={() => {
        approve.mutate({ approval, proof: { password, code } }, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <p>{action_of(approval)}</p>
      <p>
        <code className="mono">{request_of(approval)}</code>
      </p>
      <p>
        {said.columns.sha256} <Hash text={approval.sha256} length={64} />
      </p>
      <SecretField label={said.password} kind="current" value={password} on_change={set_password} />
      <CodeField label={said.code} value={code} on_change={set_code} />
    </Ask>
  );
}
