import { Button } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { useState, type FormEvent } from 'react';
import { useBeginFactor, useConfirmFactor, useFactorRefresh } from '../../api/account.ts';
import { account_words } from '../../words/access.ts';
import { Failed } from '../frame/Failure.tsx';
import { CodeField, SecretField } from './fields.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

const said = account_words.factor;

// Password, then the secret with a code that shows the telephone has it, then the recovery codes.
export function Enrolment() {
  const begin = useBeginFactor();
  const confirm = useConfirmFactor();
  const refresh = useFactorRefresh();
  if (confirm.data)
    return <RecoveryCodes codes={confirm.data.recovery_codes} on_kept={() => void refresh()} />;
  if (begin.data)
    return (
      <Secret
        {...begin.data}
        pending={confirm.isPending}
        error={confirm.error}
        on_code={(code) => {
          confirm.mutate(code);
        }}
      />
    );
  return (
    <Begin
      pending={begin.isPending}
      error={begin.error}
      on_password={(password) => {
        begin.mutate(password);
      }}
    />
  );
}

interface StepProps {
  pending: boolean;
  error: unknown;
}

function Begin({ pending, error, on_password }: StepProps & { on_password: (password: string) => void }) {
  const [password, set_password] = useState('');
  const enter = (event: FormEvent) => {
    event.preventDefault();
    on_password(password);
  };
  return (
    <form onSubmit={enter} className="form">
      <SecretField label={said.password} kind="current" value={password} on_change={set_password} />
      <Failed error={error} />
      <div className="form_end">
        <Button type="submit" loading={pending}>
          {said.begin}
        </Button>
      </div>
    </form>
  );
}

interface SecretProps extends StepProps {
  secret: string;
  uri: string;
  on_code: (code: string) => void;
}

const picture_pixels = 208;

function Secret({ secret, uri, pending, error, on_code }: SecretProps) {
  const [code, set_code] = useState('');
  const enter = (event: FormEvent) => {
    event.preventDefault();
    on_code(code);
  };
  return (
    <form onSubmit={enter} className="form">
      <p>{said.picture}</p>
      {/* Black on white with a border whatever the theme: cameras read nothing else for sure. */}
      <QRCodeSVG
        value={uri}
        size={picture_pixels}
        marginSize={4}
        bgColor="#ffffff"
        fgColor="#000000"
        title={said.picture_label}
      />
      <p>
        <code className="mono">{secret.replace(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <CodeField label={said.code} value={code} on_change={set_code} />
      <Failed error={error} />
      <div className="form_end">
        <Button type="submit" loading={pending}>
          {said.confirm}
        </Button>
      </div>
    </form>
  );
}
