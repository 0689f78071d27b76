import { Button, Checkbox, CopyButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Invitation } from '../../api/types.ts';
import { useSession } from '../../api/session.ts';
import { useInvitations, useInvite, useOpenOrganisations, useRevokeInvitation } from '../../api/users.ts';
import { Email, Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { app_words } from '../../words/app.ts';
import { printable } from '../../words/names.ts';
import { invitation_words as said } from '../../words/server.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';

export function Invitations() {
  const invitations = useInvitations();
  const revoke = useRevokeInvitation();
  return (
    <section>
      <h2>{said.title}</h2>
      <Invite />
      <Failed error={revoke.error} />
      <Loaded query={invitations}>
        {({ items }) =>
          items.length > 0 && (
            <SortTable
              label={said.list}
              columns={columns_of((invitation) => {
                revoke.mutate(invitation.id);
              })}
              rows={items}
              row_key={(row) => row.id}
              top={50}
            />
          )
        }
      </Loaded>
    </section>
  );
}

function Invite() {
  const [email, set_email] = useState('');
  const [administrator, set_administrator] = useState(false);
  const own = useSession().data?.user.organisation.id ?? '';
  const [chosen, set_chosen] = useState<string | null>(null);
  const organisations = useOpenOrganisations().data ?? [];
  const organisation = chosen ?? own;
  const invite = useInvite();
  return (
    <div className="take">
      <form
        className="take_fields"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate(
            { email: email.trim(), administrator, organisation },
            { onSuccess: () => set_email('') },
          );
        }}
      >
        <TextInput
          size="xs"
          label={said.email}
          type="email"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => {
            set_email(event.currentTarget.value);
          }}
        />
        <NativeSelect
          size="xs"
          label={said.organisation}
          value={organisation}
          data={organisations.map(({ id, name }) => ({ value: id, label: printable(name) }))}
          onChange={(event) => {
            set_chosen(event.currentTarget.value);
          }}
        />
        <Checkbox
          size="xs"
          label={said.administrator}
          checked={administrator}
          onChange={(event) => {
            set_administrator(event.currentTarget.checked);
          }}
        />
        <Button type="submit" size="xs" loading={invite.isPending}>
          {said.invite}
        </Button>
      </form>
      <Failed error={invite.error} />
      {invite.data && <Link token={invite.data.token} />}
    </div>
  );
}

function Link({ token }: { token: string }) {
  const link = `${window.location.origin}/invitation#${token}`;
  return (
    <div className="secret" role="status">
      <p>{said.made}</p>
      <p className="secret_line">
        <code className="mono">{link}</code>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? app_words.copied : app_words.copy}
            </Button>
          )}
        </CopyButton>
      </p>
    </div>
  );
}

function columns_of(revoke: (invitation: Invitation) => void): Column<Invitation>[] {
  const state_of = (row: Invitation) => said.states[row.state] ?? row.state;
  return [
    {
      key: 'email',
      title: said.columns.email,
      cell: (row) => <Email text={row.email} />,
      sort: (row) => row.email,
    },
    {
      key: 'organisation',
      title: said.columns.organisation,
      cell: (row) => <Name text={row.organisation.name} />,
      sort: (row) => row.organisation.name,
    },
    {
      key: 'by',
      title: said.columns.by,
      cell: (row) => <Name text={row.created_by?.name ?? ''} />,
      sort: (row) => row.created_by?.name ?? '',
    },
    {
      key: 'made',
      title: said.columns.made,
      cell: (row) => <When at={row.created_at} />,
      sort: (row) => row.created_at,
    },
    {
      key: 'ends',
      title: said.columns.ends,
      cell: (row) => <When at={row.expires_at} />,
      sort: (row) => row.expires_at,
    },
    {
      key: 'state',
      title: said.columns.state,
      cell: (row) => (
        <span className="actions">
          {state_of(row)}
          {row.state === 'open' && (
            <Button
              variant="default"
              size="compact-xs"
              aria-label={said.revoke_of(printable(row.email))}
              onClick={() => {
                revoke(row);
              }}
            >
              {said.revoke}
            </Button>
          )}
        </span>
      ),
      csv: state_of,
    },
  ];
}
