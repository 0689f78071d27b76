import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useSendAgain, useSendings } from '../../api/messages.ts';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { sending_words as said } from '../../words/messages.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { sending_columns } from '../messages/sending_columns.tsx';

// E-mail and webhooks of the whole server, for whoever looks after it.
export function Outgoing() {
  const [only_failed, set_only_failed] = useState(false);
  const sendings = useSendings(only_failed ? 'given_up' : '');
  const again = useSendAgain();
  return (
    <Section id="sendings" title={said.server_title} lead={said.server_lead}>
      <Checkbox
        size="xs"
        className="space_above"
        label={said.only_failed}
        checked={only_failed}
        onChange={(event) => {
          set_only_failed(event.currentTarget.checked);
        }}
      />
      <Failed error={again.error} />
      <Loaded query={sendings}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{said.empty}</Empty>
          ) : (
            <SortTable
              label={said.list}
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
