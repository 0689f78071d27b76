import { Button, CopyButton } from '@mantine/core';
import { account_words } from '../../words/access.ts';
import { app_words } from '../../words/app.ts';

const said = account_words.factor;

// They stay until the person says that they are kept: they are shown only once.
export function RecoveryCodes({ codes, on_kept }: { codes: string[]; on_kept: () => void }) {
  return (
    <div className="secret" role="status">
      <h3>{said.codes_title}</h3>
      <p>{said.codes}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code className="mono">{code}</code>
          </li>
        ))}
      </ul>
      <div className="form_end">
        <Button onClick={on_kept}>{said.kept}</Button>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? app_words.copied : app_words.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
