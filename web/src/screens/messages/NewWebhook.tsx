import { Button, Checkbox, CopyButton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAddWebhook } from '../../api/webhooks.ts';
import { app_words } from '../../words/app.ts';
import { webhook_words as said } from '../../words/messages.ts';
import { Failed } from '../frame/Failure.tsx';

interface NewWebhookProps {
  project: string;
  kinds: { kind: string; title: string }[];
  hosts: string[];
}

export function NewWebhook({ project, kinds, hosts }: NewWebhookProps) {
  const [url, set_url] = useState('');
  const [chosen, set_chosen] = useState<string[]>([]);
  const add = useAddWebhook(project);
  return (
    <div className="take">
      <p className="quiet small">{said.hosts(hosts)}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(
            { url: url.trim(), kinds: chosen },
            {
              onSuccess: () => {
                set_url('');
              },
            },
          );
        }}
      >
        <TextInput
          size="xs"
          label={said.url}
          placeholder={said.url_example}
          required
          withAsterisk={false}
          value={url}
          onChange={(event) => {
            set_url(event.currentTarget.value);
          }}
        />
        <Checkbox.Group size="xs" label={said.kinds} value={chosen} onChange={set_chosen}>
          <div className="radios">
            {kinds.map((row) => (
              <Checkbox key={row.kind} size="xs" value={row.kind} label={row.title} />
            ))}
          </div>
        </Checkbox.Group>
        <div className="form_end">
          <Button type="submit" size="xs" loading={add.isPending} disabled={chosen.length === 0}>
            {said.add}
          </Button>
        </div>
      </form>
      <Failed error={add.error} />
      {add.data && (
        <div className="secret" role="status">
          <p>{said.made}</p>
          <p className="secret_line">
            <code className="mono">{add.data.secret}</code>
            <CopyButton value={add.data.secret}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" onClick={copy}>
                  {copied ? app_words.copied : app_words.copy}
                </Button>
              )}
            </CopyButton>
          </p>
        </div>
      )}
    </div>
  );
}
