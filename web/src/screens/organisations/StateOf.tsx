import { Button } from '@mantine/core';
import { useState } from 'react';
import { useChangeOrganisation, type OrganisationVerb } from '../../api/organisations.ts';
import type { Organisation } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { organisation_words as said } from '../../words/organisations.ts';
import { Ask } from '../frame/Ask.tsx';

const verbs: Record<Organisation['state'], OrganisationVerb[]> = {
  active: ['suspend', 'close'],
  suspended: ['activate', 'close'],
  closed: [],
};

interface StateOfProps {
  organisation: Organisation;
  own: boolean;
}

export function StateOf({ organisation, own }: StateOfProps) {
  const [asked, set_asked] = useState<OrganisationVerb | null>(null);
  return (
    <section aria-labelledby="state-title">
      <h2 id="state-title">
        {said.state_title}: {said.states[organisation.state]}
      </h2>
      <p className="lead">{own ? said.own_state : said.state_texts[organisation.state]}</p>
      {!own && verbs[organisation.state].length > 0 && (
        <div className="form_end space_above">
          {verbs[organisation.state].map((verb) => (
            <Button
              key={verb}
              variant="default"
              onClick={() => {
                set_asked(verb);
              }}
            >
              {said.verbs[verb].act}
            </Button>
          ))}
        </div>
      )}
      {asked && (
        <AskFirst
          organisation={organisation}
          verb={asked}
          on_close={() => {
            set_asked(null);
          }}
        />
      )}
    </section>
  );
}

interface AskFirstProps {
  organisation: Organisation;
  verb: OrganisationVerb;
  on_close: () => void;
}

function AskFirst({ organisation, verb, on_close }: AskFirstProps) {
  const change = useChangeOrganisation(organisation.id);
  const { title, text, act } = said.verbs[verb];
  return (
    <Ask
      title={title(printable(organisation.name))}
      text={text}
      act={act}
      busy={change.isPending}
      error={change.error}
      on_act={() => {
        change.mutate(verb, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}
