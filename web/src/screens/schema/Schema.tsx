import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useEditProject, useProject, useProjectState, useSchema } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { When } from '../../parts/When.tsx';
import { app_words } from '../../words/app.ts';
import { data_classes } from '../../words/home.ts';
import { schema_words as said } from '../../words/schema.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { Screen } from '../frame/Screen.tsx';
import { useMay } from '../frame/use_may.ts';
import { AttributeTable } from './AttributeTable.tsx';
import { Description } from './Description.tsx';
import { MappingLines } from './MappingLines.tsx';
import { QuestionTables } from './QuestionTables.tsx';

export function Schema() {
  const { project = '' } = useParams();
  const schema = useSchema(project);
  const about = useProject(project);
  const may = useMay(project);
  return (
    <Screen title={said.title}>
      <Loaded query={schema}>
        {({ questions, attributes, fit, version, versions }) => (
          <>
            <p className="quiet">{said.version(version)}</p>
            {questions.length > 0 && about.data?.state === 'open' && may('edit_schema') && (
              <Button
                component={Link}
                to={project_path(project, 'schema/change')}
                variant="default"
                size="xs"
                className="space_above"
              >
                {said.change}
              </Button>
            )}
            {questions.length === 0 ? (
              <Unnamed project={about.data} />
            ) : (
              <QuestionTables questions={questions} />
            )}
            <AttributeTable attributes={attributes} fit={fit} />
            {versions.length > 1 && (
              <section>
                <h2>{said.versions}</h2>
                <ul className="plain">
                  {versions.map((each) => (
                    <li key={each.version}>
                      {said.version(each.version)} <When at={each.created_at} />
                      <MappingLines mapping={each.mapping} />
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
      <Loaded query={about}>
        {(data) =>
          may('edit_project') ? <About key={data.etag} project={data} /> : <Described project={data} />
        }
      </Loaded>
    </Screen>
  );
}

// A project may do without: what it measures are the questions and labels that come.
function Unnamed({ project }: { project: Project | undefined }) {
  const may = useMay(project?.id ?? '');
  const to = (place: string, words: string) => (
    <Button component={Link} to={project_path(project?.id ?? '', place)} className="space_above">
      {words}
    </Button>
  );
  const has_come = (project?.annotation_count ?? 0) > 0;
  return (
    <>
      <p>{said.questionless.title}</p>
      {has_come
        ? may('see_quality') && to('overview', said.questionless.to_overview)
        : may('import_data') && to('import', said.questionless.to_import)}
    </>
  );
}

function Described({ project }: { project: Project }) {
  const data_class = data_classes[project.data_class];
  return (
    <section>
      <h2>{said.edit}</h2>
      {project.description && (
        <div className="space_above">
          <Description text={project.description} />
        </div>
      )}
      <p className="quiet small">
        {data_class.title}: {data_class.text}. {said.inspection}
      </p>
      {project.state === 'closed' && <p>{said.closed_note}</p>}
    </section>
  );
}

function About({ project }: { project: Project }) {
  const [name, set_name] = useState(project.name);
  const [description, set_description] = useState(project.description);
  const edit = useEditProject(project);
  const state = useProjectState(project.id);
  const closed = project.state === 'closed';
  const data_class = data_classes[project.data_class];
  return (
    <section>
      <h2>{said.edit}</h2>
      <form
        className="form space_above"
        onSubmit={(event) => {
          event.preventDefault();
          edit.mutate({ name: name.trim(), description: description.trim() });
        }}
      >
        <TextInput
          label={said.name}
          value={name}
          required
          withAsterisk={false}
          onChange={(event) => {
            set_name(event.currentTarget.value);
          }}
        />
        <Textarea
          label={said.description}
          rows={6}
          description={said.description_marks}
          value={description}
          onChange={(event) => {
            set_description(event.currentTarget.value);
          }}
        />
        {description && <Description text={description} />}
        <p className="quiet small">
          {data_class.title}: {data_class.text}. {said.inspection}
        </p>
        {closed && <p>{said.closed_note}</p>}
        <Failed error={edit.error ?? state.error} />
        <div className="form_end">
          <Button
            type="submit"
            loading={edit.isPending}
            disabled={name === project.name && description === project.description}
          >
            {app_words.save}
          </Button>
          <Button
            variant="default"
            loading={state.isPending}
            onClick={() => {
              state.mutate(closed ? 'open' : 'close');
            }}
          >
            {closed ? said.open : said.close}
          </Button>
        </div>
      </form>
    </section>
  );
}
