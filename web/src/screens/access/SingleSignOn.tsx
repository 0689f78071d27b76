import { Alert, Button } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { sign_on_address, useSignInByProxy, useSingleSignOn } from '../../api/session.ts';
import { access_words } from '../../words/access.ts';
import { Failed } from '../frame/Failure.tsx';
import { stopped_text } from './stopped.ts';

const said = access_words.sign_on;

// Why one is here again, when one was sent back.
export function Stopped() {
  const [search] = useSearchParams();
  const text = stopped_text(search.get('stopped'));
  if (text === null) return null;
  return (
    <Alert className="failure" role="alert" title={said.stopped_title} variant="outline">
      <p>{text}</p>
    </Alert>
  );
}

// The other ways in, as far as the server has any.
export function SingleSignOn() {
  const [search] = useSearchParams();
  const ways = useSingleSignOn();
  const by_proxy = useSignInByProxy();
  const openid = ways.data?.openid;
  const email = ways.data?.proxy_email;
  if (!openid && !email) return null;
  return (
    <div className="form">
      {email && (
        <Button
          loading={by_proxy.isPending}
          onClick={() => {
            by_proxy.mutate(undefined);
          }}
        >
          {said.by_proxy(email)}
        </Button>
      )}
      {openid && (
        <Button
          component="a"
          href={sign_on_address(search.get('then') ?? '/')}
          variant={email ? 'default' : 'filled'}
        >
          {openid.button}
        </Button>
      )}
      <Failed error={by_proxy.error} />
      <p className="quiet small">{said.or}</p>
    </div>
  );
}
