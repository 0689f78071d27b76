import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRevokeToken, useTokens } from '../../api/tokens.ts';
import type { Token } from '../../api/types.ts';
import { Mono, Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { token_words as said } from '../../words/server.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { NewToken } from './NewToken.tsx';

export function Tokens() {
  const tokens = useTokens();
  const [leaving, set_leaving] = useState<Token | null>(null);
  return (
    <Screen title={said.title} lead={said.lead}>
      <NewToken />
      <Loaded query={tokens}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={said.empty.title} text={said.empty.text} />
          ) : (
            <SortTable
              label={said.list}
              columns={columns_of(set_leaving)}
              rows={items}
              row_key={(row) => row.id}
              top={50}
            />
          )
        }
      </Loaded>
      {leaving && (
        <Leaving
          token={leaving}
          on_close={() => {
            set_leaving(null);
          }}
        />
      )}
    </Screen>
  );
}

function state_of(token: Token): string {
  if (token.revoked_at) return said.revoked;
  return token.expires_at && new Date(token.expires_at) < new Date() ? said.expired : said.active;
}

function columns_of(revoke: (token: Token) => void): Column<Token>[] {
  const time = (at: string | null) => (at ? <When at={at} /> : said.never);
  return [
    {
      key: 'name',
      title: said.columns.name,
      cell: (row) => <Name text={row.name} />,
      sort: (row) => row.name,
    },
    {
      key: 'prefix',
      title: said.columns.prefix,
      cell: (row) => <Mono text={row.prefix} />,
      sort: (row) => row.prefix,
    },
    {
      key: 'scopes',
      title: said.columns.scopes,
      cell: (row) => row.scopes.map((scope) => said.scope_names[scope]).join(', '),
      sort: (row) => row.scopes.join(' '),
    },
    {
      key: 'created',
      title: said.columns.created,
      cell: (row) => time(row.created_at),
      sort: (row) => row.created_at,
    },
    {
      key: 'expires',
      title: said.columns.expires,
      cell: (row) => time(row.expires_at),
      sort: (row) => row.expires_at,
    },
    {
      key: 'used',
      title: said.columns.used,
      cell: (row) => time(row.last_used_at),
      sort: (row) => row.last_used_at,
    },
    {
      key: 'state',
      title: said.columns.state,
      align: 'short',
      cell: (row) =>
        row.revoked_at ? (
          <span className="quiet">{said.revoked}</span>
        ) : (
          <span className="actions">
            {state_of(row)}
            <Button
              variant="default"
              size="compact-xs"
              aria-label={said.revoke_of(printable(row.name))}
              onClick={() => {
                revoke(row);
              }}
            >
              {said.revoke}
            </Button>
          </span>
        ),
      csv: state_of,
    },
  ];
}

function Leaving({ token, on_close }: { token: Token; on_close: () => void }) {
  const revoke = useRevokeToken();
  return (
    <Ask
      title={said.revoke_title(printable(token.name))}
      text={said.revoke_text}
      act={said.revoke}
      busy={revoke.isPending}
      error={revoke.error}
      on_act={() => {
        revoke.mutate(token.id, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}
