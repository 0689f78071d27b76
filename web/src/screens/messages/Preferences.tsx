import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMessagePreferences, useSetMessagePreferences } from '../../api/messages.ts';
import type { MessagePreferences } from '../../api/types.ts';
import { app_words } from '../../words/app.ts';
import { preference_words as said } from '../../words/messages.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';

const digests = ['off', 'hourly', 'daily'] as const satisfies MessagePreferences['digest'][];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const usual_quiet = { from: '22:00', to: '07:00' };

export function Preferences() {
  const preferences = useMessagePreferences();
  return (
    <Screen title={said.title} lead={said.lead} width="reading">
      <Loaded query={preferences}>
        {(kept) => (
          <>
            {!kept.has_mail && <p className="quiet">{said.no_mail}</p>}
            <Form kept={kept} />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

function Form({ kept }: { kept: MessagePreferences }) {
  const [wanted, set_wanted] = useState(kept);
  const set = useSetMessagePreferences();
  const change = (part: Partial<MessagePreferences>) => {
    set.reset();
    set_wanted({ ...wanted, ...part });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const { digest, digest_hour, quiet_from, quiet_to, kinds } = wanted;
        const mail = Object.fromEntries(kinds.map((row) => [row.kind, row.mail]));
        set.mutate({ digest, digest_hour, quiet_from, quiet_to, mail });
      }}
    >
      <Kinds wanted={wanted} change={change} />
      <div className="fields">
        <NativeSelect
          size="xs"
          label={said.digest}
          value={wanted.digest}
          data={digests.map((value) => ({ value, label: said.digests[value] }))}
          onChange={(event) => {
            const digest = digests.find((each) => each === event.currentTarget.value);
            if (digest) change({ digest });
          }}
        />
        {wanted.digest === 'daily' && (
          <NativeSelect
            size="xs"
            label={said.hour}
            value={wanted.digest_hour.toString()}
            data={hours.map((hour) => ({ value: hour.toString(), label: said.hour_name(hour) }))}
            onChange={(event) => {
              change({ digest_hour: Number(event.currentTarget.value) });
            }}
          />
        )}
      </div>
      <Quiet wanted={wanted} change={change} />
      <p className="quiet small">{said.zone(kept.time_zone)}</p>
      <Failed error={set.error} />
      <div className="form_end">
        <Button type="submit" size="xs" loading={set.isPending}>
          {app_words.save}
        </Button>
        {set.isSuccess && <span role="status">{said.saved}</span>}
      </div>
    </form>
  );
}

interface PartProps {
  wanted: MessagePreferences;
  change: (part: Partial<MessagePreferences>) => void;
}

function Kinds({ wanted, change }: PartProps) {
  return (
    <Checkbox.Group
      size="xs"
      label={said.kinds}
      value={wanted.kinds.filter((row) => row.mail).map((row) => row.kind)}
      onChange={(chosen) => {
        change({ kinds: wanted.kinds.map((row) => ({ ...row, mail: chosen.includes(row.kind) })) });
      }}
    >
      <div className="radios">
        {wanted.kinds.map((row) => (
          <Checkbox key={row.kind} size="xs" value={row.kind} label={row.title} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Quiet({ wanted, change }: PartProps) {
  const on = wanted.quiet_from !== null;
  return (
    <div>
      <Checkbox
        size="xs"
        label={said.quiet_on}
        description={said.quiet_help}
        checked={on}
        onChange={(event) => {
          const begins = event.currentTarget.checked;
          change({
            quiet_from: begins ? usual_quiet.from : null,
            quiet_to: begins ? usual_quiet.to : null,
          });
        }}
      />
      {on && (
        <div className="fields space_above">
          <TextInput
            size="xs"
            type="time"
            label={said.from}
            required
            withAsterisk={false}
            value={wanted.quiet_from ?? ''}
            onChange={(event) => {
              change({ quiet_from: event.currentTarget.value });
            }}
          />
          <TextInput
            size="xs"
            type="time"
            label={said.to}
            required
            withAsterisk={false}
            value={wanted.quiet_to ?? ''}
            onChange={(event) => {
              change({ quiet_to: event.currentTarget.value });
            }}
          />
        </div>
      )}
    </div>
  );
}
