import { Button, NativeSelect } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useProject } from '../../api/projects.ts';
import { useInspection, useSnapshots } from '../../api/snapshots.ts';
import type { Snapshot } from '../../api/types.ts';
import { When } from '../../parts/When.tsx';
import type { InspectionDocument, QuestionSection } from '../../report/document.ts';
import { app_words } from '../../words/app.ts';
import { local_text } from '../../words/dates.ts';
import { printable } from '../../words/names.ts';
import { snapshot_words as said } from '../../words/snapshots.ts';
import { words } from '../../words/words.ts';
import { Loaded } from '../frame/Failure.tsx';
import { ItemsBehind } from '../frame/ItemsBehind.tsx';
import { FoldedMethods } from '../frame/FoldedMethods.tsx';
import { project_path } from '../frame/places.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { useMay } from '../frame/use_may.ts';
import { useSearch, with_value } from '../frame/use_search.ts';
import { TakeSnapshot } from '../snapshots/TakeSnapshot.tsx';

interface MeasuredProps {
  // The title while nothing is known yet.
  question: string;
  title: (section: QuestionSection) => string;
  // Its numbers, each with interval and n.
  numbers?: (section: QuestionSection) => string;
  children: (section: QuestionSection, document: InspectionDocument) => ReactNode;
}

// A screen on one snapshot and one of its questions; both stand in the address.
export function Measured({ question, title, numbers, children }: MeasuredProps) {
  const { project = '' } = useParams();
  const snapshots = useSnapshots(project);
  const [search] = useSearchParams();
  const done = snapshots.data?.items.filter((each) => each.state === 'done') ?? [];
  const chosen = done.find((each) => each.id === search.get('snapshot')) ?? done[0] ?? null;
  const inspection = useInspection(chosen?.id ?? null);
  const document = inspection.data;
  const wanted = search.get('question');
  const section = document?.questions.find((each) => each.question === wanted) ?? document?.questions[0];
  if (snapshots.data && !chosen) return <NeedsSnapshot title={question} project={project} />;
  return (
    <Screen
      title={section ? title(section) : question}
      lead={section && numbers?.(section)}
      controls={chosen && <Controls project={project} chosen={chosen} done={done} document={document} />}
    >
      <Loaded query={(chosen ? inspection : snapshots) as UseQueryResult}>
        {() =>
          section && document ? (
            <ItemsBehind project={project} question={section.question}>
              <div className="sections">
                {children(section, document)}
                <FoldedMethods document={document} section={section} />
              </div>
            </ItemsBehind>
          ) : (
            <p>{words.no_questions}</p>
          )
        }
      </Loaded>
    </Screen>
  );
}

function NeedsSnapshot({ title, project }: { title: string; project: string }) {
  const about = useProject(project);
  const may = useMay(project);
  const empty = about.data?.annotation_count === 0;
  return (
    <Screen title={title}>
      <Nothing
        title={said.needed.title}
        text={empty ? said.needed.no_data : said.needed.text}
        step={
          empty
            ? may('import_data') && (
                <Button component={Link} to={project_path(project, 'import/new')}>
                  {said.needed.import}
                </Button>
              )
            : may('make_snapshot') && <TakeSnapshot project={project} />
        }
      />
    </Screen>
  );
}

interface ControlsProps {
  project: string;
  chosen: Snapshot;
  done: Snapshot[];
  document: InspectionDocument | undefined;
}

const snapshot_label = (snapshot: Snapshot): string =>
  [local_text(snapshot.created_at), printable(snapshot.name)].filter(Boolean).join(' · ');

function Controls({ project, chosen, done, document }: ControlsProps) {
  const [search, change] = useSearch();
  const about = useProject(project);
  const set = (name: string, value: string) => {
    change((now) => with_value(now, name, value), { replace: true });
  };
  const newer = (about.data?.log_position ?? chosen.log_position) - chosen.log_position;
  const questions = useMemo(() => document?.questions ?? [], [document]);
  return (
    <>
      <NativeSelect
        size="xs"
        label={said.pick}
        value={chosen.id}
        data={done.map((each) => ({ value: each.id, label: snapshot_label(each) }))}
        onChange={(event) => {
          set('snapshot', event.currentTarget.value);
        }}
      />
      {questions.length > 1 && (
        <NativeSelect
          size="xs"
          label={said.question}
          value={search.get('question') ?? questions[0]?.question ?? ''}
          data={questions.map((each) => ({
            value: each.question,
            label: printable(each.question) || words.unnamed_question,
          }))}
          onChange={(event) => {
            set('question', event.currentTarget.value);
          }}
        />
      )}
      <p className="as_of">
        {said.as_of} <When at={chosen.created_at} />, {said.log_entry(chosen.log_position)}.{' '}
        {newer > 0 && (
          <>
            {said.newer(newer)}{' '}
            <Link to={project_path(project, 'snapshots')}>{app_words.places.snapshots}</Link>
          </>
        )}
      </p>
    </>
  );
}
