import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFactorRefresh, useNewCodes, useRemoveFactor, useSecondFactor } from '../../api/account.ts';
import { account_words } from '../../words/access.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { Enrolment } from './Enrolment.tsx';
import { CodeField, SecretField } from './fields.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

const said = account_words.factor;

export function SecondFactor() {
  const factor = useSecondFactor();
  return (
    <section>
      <h2>{said.title}</h2>
      <Loaded query={factor}>
        {({ enrolled, recovery_codes_left, demanded }) => (
          <>
            <p>
              {enrolled ? said.enrolled(recovery_codes_left) : said.none} {demanded && said.demanded}
            </p>
            {enrolled ? <Kept /> : <Enrolment />}
          </>
        )}
      </Loaded>
    </section>
  );
}

// What is done with one that is there takes password and code.
function Kept() {
  const [password, set_password] = useState('');
  const [code, set_code] = useState('');
  const renew = useNewCodes();
  const remove = useRemoveFactor();
  const refresh = useFactorRefresh();
  if (renew.data)
    return (
      <RecoveryCodes
        codes={renew.data.recovery_codes}
        on_kept={() => {
          renew.reset();
          void refresh();
        }}
      />
    );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        renew.mutate({ password, code });
      }}
    >
      <SecretField label={said.password} kind="current" value={password} on_change={set_password} />
      <CodeField label={said.code} value={code} on_change={set_code} />
      <Failed error={renew.error ?? remove.error} />
      <div className="form_end">
        <Button type="submit" loading={renew.isPending}>
          {said.more_codes}
        </Button>
        <Button
          variant="default"
          loading={remove.isPending}
          disabled={password === '' || code === ''}
          onClick={() => {
            remove.mutate({ password, code });
          }}
        >
          {said.remove}
        </Button>
      </div>
    </form>
  );
}
