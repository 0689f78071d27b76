import { Button } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import {
  useRemoveWebhook,
  useSendWebhookAgain,
  useSwitchWebhook,
  useWebhooks,
  useWebhookSendings,
} from '../../api/webhooks.ts';
import type { OutgoingWebhook } from '../../api/types.ts';
import { Mono } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { app_words } from '../../words/app.ts';
import { sending_words, webhook_words as said } from '../../words/messages.ts';
import { printable } from '../../words/names.ts';
import { Ask } from '../frame/Ask.tsx';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { NewWebhook } from './NewWebhook.tsx';
import { sending_columns } from './sending_columns.tsx';

export function Webhooks() {
  const { project = '' } = useParams();
  const webhooks = useWebhooks(project);
  const [looked_at, look_at] = useState<string | null>(null);
  const [leaving, set_leaving] = useState<OutgoingWebhook | null>(null);
  const switching = useSwitchWebhook(project);
  const shown = webhooks.data?.items.find((row) => row.id === looked_at);
  const columns = columns_of({
    look_at,
    remove: set_leaving,
    turn: (row) => {
      switching.mutate({ webhook: row.id, state: row.state === 'on' ? 'off' : 'on' });
    },
  });
  return (
    <Screen title={said.title} lead={said.lead}>
      <Loaded query={webhooks}>
        {({ items, kinds, hosts }) => (
          <>
            {hosts.length === 0 ? (
              <p className="quiet">{said.none_allowed}</p>
            ) : (
              <NewWebhook project={project} kinds={kinds} hosts={hosts} />
            )}
            {items.length === 0 ? (
              <Nothing title={said.empty.title} text={said.empty.text} />
            ) : (
              <SortTable
                label={said.list}
                columns={columns}
                rows={items}
                row_key={(row) => row.id}
                top={50}
              />
            )}
          </>
        )}
      </Loaded>
      <Failed error={switching.error} />
      {shown && <History project={project} webhook={shown} />}
      {leaving && (
        <Leaving
          project={project}
          webhook={leaving}
          on_close={() => {
            set_leaving(null);
          }}
        />
      )}
    </Screen>
  );
}

interface Ways {
  look_at: (id: string) => void;
  turn: (row: OutgoingWebhook) => void;
  remove: (row: OutgoingWebhook) => void;
}

function columns_of({ look_at, turn, remove }: Ways): Column<OutgoingWebhook>[] {
  return [
    {
      key: 'url',
      title: said.columns.url,
      cell: (row) => <Mono text={row.url} />,
      sort: (row) => row.url,
    },
    {
      key: 'kinds',
      title: said.columns.kinds,
      cell: (row) => <Mono text={row.kinds.join(', ')} />,
      sort: (row) => row.kinds.join(' '),
    },
    {
      key: 'state',
      title: said.columns.state,
      cell: (row) => said.states[row.state],
      sort: (row) => row.state,
    },
    {
      key: 'created',
      title: said.columns.created,
      cell: (row) => <When at={row.created_at} />,
      sort: (row) => row.created_at,
    },
    {
      key: 'actions',
      title: said.columns.actions,
      cell: (row) => {
        const url = printable(row.url);
        const way = (text: string, label: string, act: () => void) => (
          <Button variant="default" size="compact-xs" aria-label={label} onClick={act}>
            {text}
          </Button>
        );
        return (
          <span className="actions">
            {way(said.history, said.history_of(url), () => {
              look_at(row.id);
            })}
            {way(said.switch_names[row.state], said.switch_of[row.state](url), () => {
              turn(row);
            })}
            {way(app_words.remove, said.remove_of(url), () => {
              remove(row);
            })}
          </span>
        );
      },
    },
  ];
}

function History({ project, webhook }: { project: string; webhook: OutgoingWebhook }) {
  const sendings = useWebhookSendings(project, webhook.id);
  const again = useSendWebhookAgain(project, webhook.id);
  return (
    <Section id="sendings" title={said.history_of(printable(webhook.url))}>
      <Failed error={again.error} />
      <Loaded query={sendings}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{sending_words.empty}</Empty>
          ) : (
            <SortTable
              label={sending_words.list}
              columns={sending_columns((row) => {
                again.mutate(row.id);
              })}
              rows={items}
              row_key={(row) => row.id}
              top={50}
            />
          )
        }
      </Loaded>
    </Section>
  );
}

interface LeavingProps {
  project: string;
  webhook: OutgoingWebhook;
  on_close: () => void;
}

function Leaving({ project, webhook, on_close }: LeavingProps) {
  const remove = useRemoveWebhook(project);
  return (
    <Ask
      title={said.remove_title}
      text={said.remove_text(printable(webhook.url))}
      act={app_words.remove}
      busy={remove.isPending}
      error={remove.error}
      on_act={() => {
        remove.mutate(webhook.id, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}
