import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useOrganisations } from '../../api/organisations.ts';
import { useEngage } from '../../api/people.ts';
import { useSession } from '../../api/session.ts';
import type { Engagement } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { people_words } from '../../words/people.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';

const said = people_words.engage;
const fields = ['organisation'];

interface EngageProps {
  project: string;
  engagements: Engagement[];
}

export function Engage({ project, engagements }: EngageProps) {
  const organisations = useOrganisations();
  const [chosen, set_chosen] = useState('');
  const engage = useEngage(project);
  const engaged = new Set(engagements.map((each) => each.organisation.id));
  return (
    <>
      <h3 className="space_above">{said.title}</h3>
      <Loaded query={organisations}>
        {({ items }) => {
          const free = items.filter((each) => each.state === 'active' && !engaged.has(each.id));
          if (free.length === 0) return <NoneFree />;
          return (
            <form
              className="take"
              onSubmit={(event) => {
                event.preventDefault();
                if (chosen) engage.mutate(chosen, { onSuccess: () => set_chosen('') });
              }}
            >
              <p className="quiet small">{said.help}</p>
              <div className="take_fields">
                <NativeSelect
                  size="xs"
                  className="wide_field"
                  label={said.organisation}
                  value={chosen}
                  error={error_at(engage.error, 'organisation')}
                  data={[
                    { value: '', label: said.choose },
                    ...free.map((each) => ({ value: each.id, label: printable(each.name) })),
                  ]}
                  onChange={(event) => {
                    set_chosen(event.currentTarget.value);
                  }}
                />
                <Button type="submit" size="xs" loading={engage.isPending} disabled={chosen === ''}>
                  {said.act}
                </Button>
              </div>
              <Failed error={error_elsewhere(engage.error, fields)} />
            </form>
          );
        }}
      </Loaded>
    </>
  );
}

function NoneFree() {
  const administrator = useSession().data?.user.administrator;
  return (
    <p className="quiet">
      {said.none} {administrator ? <Link to="/organisations/new">{said.none_step}</Link> : said.none_ask}
    </p>
  );
}
