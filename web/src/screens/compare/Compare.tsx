import { Button, NativeSelect } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useComparison, useSnapshots } from '../../api/snapshots.ts';
import type { Snapshot } from '../../api/types.ts';
import { local_text } from '../../words/dates.ts';
import { printable } from '../../words/names.ts';
import { compare_words as said } from '../../words/snapshots.ts';
import { words } from '../../words/words.ts';
import { Loaded } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { useSearch, with_value } from '../frame/use_search.ts';
import { Compared } from './Compared.tsx';

const label_of = (snapshot: Snapshot) =>
  [local_text(snapshot.created_at), printable(snapshot.name)].filter(Boolean).join(' · ');

export function Compare() {
  const { project = '' } = useParams();
  const [search, change] = useSearch();
  const snapshots = useSnapshots(project);
  const done = snapshots.data?.items.filter((each) => each.state === 'done') ?? [];
  const before = search.get('before') ?? done[1]?.id ?? '';
  const after = search.get('after') ?? done[0]?.id ?? '';
  const comparison = useComparison(project, before, after);
  const set = (name: 'before' | 'after', value: string) => {
    const both = (now: URLSearchParams) => ({ before, after, ...Object.fromEntries(now) });
    change((now) => with_value(new URLSearchParams(both(now)), name, value), { replace: true });
  };
  const pick = (name: 'before' | 'after', value: string) => (
    <NativeSelect
      size="xs"
      label={said[name]}
      value={value}
      data={done.map((each) => ({ value: each.id, label: label_of(each) }))}
      onChange={(event) => {
        set(name, event.currentTarget.value);
      }}
    />
  );
  const few = snapshots.data && done.length < 2;
  return (
    <Screen
      title={said.title}
      lead={said.lead}
      controls={
        done.length >= 2 && (
          <>
            {pick('before', before)}
            {pick('after', after)}
          </>
        )
      }
    >
      {few ? (
        <Nothing
          title={said.empty.title}
          text={said.empty.text}
          step={
            <Button component={Link} to={project_path(project, 'snapshots')}>
              {said.empty.step}
            </Button>
          }
        />
      ) : before === after && before !== '' ? (
        <p className="empty">{said.choose}</p>
      ) : (
        <Loaded query={comparison}>
          {({ questions }) =>
            questions.length === 0 ? (
              <p>{words.no_questions}</p>
            ) : (
              questions.map((question) => (
                <Compared key={question.question} question={question} alone={questions.length === 1} />
              ))
            )
          }
        </Loaded>
      )}
    </Screen>
  );
}
