import { useState } from 'react';
import { useApprovals, useAskApproval } from '../../api/approvals.ts';
import {
  useErasures,
  useExecuteErasure,
  useWithdrawErasure,
  type ErasurePlace,
} from '../../api/erasures.ts';
import type { Erasure } from '../../api/types.ts';
import { Empty } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { printable } from '../../words/names.ts';
import { protection_words } from '../../words/protection.ts';
import { Ask } from '../frame/Ask.tsx';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { approval_of } from './approval_of.ts';
import { erasure_columns, what_goes } from './erasure_columns.tsx';

const said = protection_words.erasures;

interface Asked {
  step: 'ask' | 'execute';
  erasure: Erasure;
}

// The demands of a project, or those about people, each with its next step for who may take it.
export function ErasureList({ of, may_erase }: { of: ErasurePlace; may_erase: boolean }) {
  const erasures = useErasures(of);
  const approvals = useApprovals().data?.items ?? [];
  const withdraw = useWithdrawErasure(of);
  const [asked, set_asked] = useState<Asked | null>(null);
  const approval_for = (row: Erasure) => approval_of('destroy_key', row.request, approvals);
  const step = (name: Asked['step']) => (erasure: Erasure) => {
    set_asked({ step: name, erasure });
  };
  const ways = may_erase
    ? {
        approval: approval_for,
        ask: step('ask'),
        execute: step('execute'),
        withdraw: (row: Erasure) => {
          withdraw.mutate(row.id);
        },
      }
    : undefined;
  const close = () => {
    set_asked(null);
  };
  const approval = asked ? approval_for(asked.erasure) : undefined;
  return (
    <>
      <Loaded query={erasures}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{of === null ? said.no_person : said.empty}</Empty>
          ) : (
            <SortTable
              label={said.list}
              columns={erasure_columns(of === null ? 'people' : 'project', ways)}
              rows={items}
              row_key={(row) => row.id}
              top={20}
            />
          )
        }
      </Loaded>
      <Failed error={withdraw.error} />
      {asked?.step === 'ask' && <Asking of={of} erasure={asked.erasure} on_close={close} />}
      {asked?.step === 'execute' && approval && (
        <Executing of={of} erasure={asked.erasure} approval={approval.id} on_close={close} />
      )}
    </>
  );
}

interface StepProps {
  of: ErasurePlace;
  erasure: Erasure;
  on_close: () => void;
}

function Asking({ of, erasure, on_close }: StepProps) {
  const subject = erasure.person?.id ?? null;
  const ask = useAskApproval({ action: 'destroy_key', project: of, subject });
  return (
    <Ask
      title={said.ask_approval}
      text={said.demand_text}
      act={said.ask_approval}
      busy={ask.isPending}
      error={ask.error}
      on_act={() => {
        ask.mutate(erasure.request, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <code className="mono">{printable(JSON.stringify(erasure.request))}</code>
    </Ask>
  );
}

function Executing({ of, erasure, approval, on_close }: StepProps & { approval: string }) {
  const execute = useExecuteErasure(of);
  return (
    <Ask
      title={said.execute_title}
      text={what_goes(erasure)}
      act={said.execute}
      busy={execute.isPending}
      error={execute.error}
      on_act={() => {
        execute.mutate({ erasure: erasure.id, approval }, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}
