import { useParams, useSearchParams } from 'react-router';
import { useInspection, useSnapshot } from '../../api/snapshots.ts';
import { Hash } from '../../parts/Hash.tsx';
import { When } from '../../parts/When.tsx';
import { Findings } from '../../report/Head.tsx';
import { finding_of } from '../../report/finding.ts';
import { Questions } from '../../report/Questions.tsx';
import { Data } from '../../report/sections/Data.tsx';
import { grouped } from '../../words/numbers.ts';
import { snapshot_words as said } from '../../words/snapshots.ts';
import { words } from '../../words/words.ts';
import { Loaded } from '../frame/Failure.tsx';
import { FoldedMethods } from '../frame/FoldedMethods.tsx';
import { ItemsBehind } from '../frame/ItemsBehind.tsx';
import { Screen } from '../frame/Screen.tsx';
import { Actions } from './Snapshots.tsx';

// One snapshot at a glance: the finding, what to do next, what was read, and all that it takes to repeat it.
export function OneSnapshot() {
  const { project = '', snapshot = '' } = useParams();
  const about = useSnapshot(snapshot);
  const inspection = useInspection(snapshot);
  const [search] = useSearchParams();
  const wanted = search.get('question');
  const questions = inspection.data?.questions ?? [];
  const index = Math.max(
    0,
    questions.findIndex((each) => each.question === wanted),
  );
  const section = questions[index];
  return (
    <Screen
      title={section ? finding_of(section).headline : (about.data?.name ?? words.title)}
      controls={
        about.data && (
          <div className="snapshot_facts">
            <span>
              <When at={about.data.created_at} />, {said.log_entry(about.data.log_position)},{' '}
              {said.columns.seed} {grouped(about.data.seed)}
            </span>
            <span>
              {said.columns.inputs} <Hash text={about.data.inputs_sha256} length={16} />
            </span>
            <span>
              {said.columns.document} <Hash text={about.data.document_sha256} length={16} />
            </span>
            <Actions snapshot={about.data} />
          </div>
        )
      }
    >
      <Loaded query={inspection}>
        {(document) =>
          section ? (
            <ItemsBehind project={project} question={section.question}>
              <Findings section={section} />
              {questions.length > 1 && (
                <Questions
                  questions={questions}
                  chosen={index}
                  address={(each) => `?${new URLSearchParams({ question: each.question }).toString()}`}
                />
              )}
              <Data document={document} data={section.data} />
              <FoldedMethods document={document} section={section} />
            </ItemsBehind>
          ) : (
            <p>{words.no_questions}</p>
          )
        }
      </Loaded>
    </Screen>
  );
}
