import { Button } from '@mantine/core';
import { useSignOut } from '../../api/session.ts';
import { access_words } from '../../words/access.ts';
import { app_words } from '../../words/app.ts';
import { Enrolment } from './Enrolment.tsx';
import { Outside } from './Outside.tsx';

const said = access_words.must_enrol;

export function MustEnrol() {
  const sign_out = useSignOut();
  return (
    <Outside is_known title={said.title} lead={said.lead}>
      <Enrolment />
      <p>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            sign_out.mutate();
          }}
        >
          {app_words.sign_out}
        </Button>
      </p>
    </Outside>
  );
}
