import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AnnotatorSource, ImportPreview, ImportRequest } from '../../api/types.ts';
import { Mono, Name } from '../../parts/Name.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { app_words } from '../../words/app.ts';
import { import_words as said } from '../../words/imports.ts';
import { sentence } from '../../words/names.ts';
import { Failed, Loading } from '../frame/Failure.tsx';
import { KindOfItems } from './KindOfItems.tsx';
import { roles_for, with_role } from './mapping.ts';
import { PreviewRows, Problems } from './Preview.tsx';

interface MappingStepProps {
  request: ImportRequest;
  read: ImportPreview | null;
  busy: boolean;
  error: Error | null;
  on_read: (request: ImportRequest) => void;
  on_back: () => void;
  on_next: () => void;
}

export function MappingStep({ request, read, busy, error, on_read, on_back, on_next }: MappingStepProps) {
  const back = (
    <Button variant="default" onClick={on_back}>
      {app_words.back}
    </Button>
  );
  if (!read)
    return error ? (
      <div className="form">
        <Failed error={error} />
        <div className="form_end">{back}</div>
      </div>
    ) : (
      <Loading />
    );
  const unclear = read.warnings.length > 0;
  return (
    <div className="form wide" aria-busy={busy}>
      <Failed error={error} />
      <p>
        {unclear ? said.unclear(read.format) : said.read_as(read.format, read.row_count)}{' '}
        {read.new_count !== null && read.known_count !== null && (
          <span className="quiet">{said.counts(read.new_count, read.known_count)}</span>
        )}
      </p>
      {read.notes.map((note) => (
        <p key={note} className="quiet small">
          {sentence(note)}
        </p>
      ))}
      {unclear && (
        <section className="warnings" aria-label={said.warnings}>
          <ul>
            {read.warnings.map((warning) => (
              <li key={warning}>{sentence(warning)}</li>
            ))}
          </ul>
        </section>
      )}
      {request.kind === 'items' && read.columns.length > 0 && (
        <KindOfItems request={request} rows={read.rows} on_read={on_read} />
      )}
      {read.columns.length > 0 && <Columns request={request} read={read} on_read={on_read} />}
      {request.kind === 'annotations' && <Source request={request} on_read={on_read} />}
      <PreviewRows rows={read.rows} />
      {!unclear && <Problems problems={read.problems} />}
      <div className="form_end">
        {back}
        <Button disabled={busy || error !== null || unclear || read.row_count === 0} onClick={on_next}>
          {app_words.next}
        </Button>
      </div>
    </div>
  );
}

interface ColumnsProps {
  request: ImportRequest;
  read: ImportPreview;
  on_read: (request: ImportRequest) => void;
}

function Columns({ request, read, on_read }: ColumnsProps) {
  return (
    <div>
      <h2>{said.mapping}</h2>
      <SortTable
        label={said.mapping}
        columns={[
          { key: 'column', title: said.column, cell: (row) => <Mono text={row.name} /> },
          {
            key: 'examples',
            title: said.examples,
            cell: (row) => <Name text={row.examples.filter(Boolean).slice(0, 3).join(', ')} />,
          },
          {
            key: 'role',
            title: said.role,
            cell: (row) => (
              <NativeSelect
                size="xs"
                aria-label={said.role_of(row.name)}
                value={row.role}
                data={roles_for(request.kind, row.role).map((value) => ({
                  value,
                  label: said.roles[value] ?? value,
                }))}
                onChange={(event) => {
                  on_read(with_role(request, read, row.name, event.currentTarget.value));
                }}
              />
            ),
          },
        ]}
        rows={read.columns}
        row_key={(row) => row.name}
        top={60}
      />
    </div>
  );
}

function Source({
  request,
  on_read,
}: {
  request: ImportRequest;
  on_read: (request: ImportRequest) => void;
}) {
  const source = request.annotator_source ?? { kind: 'column' };
  const [name, set_name] = useState(source.value ?? '');
  const say = (kind: AnnotatorSource['kind'], value: string) => {
    on_read({ ...request, annotator_source: kind === 'fixed' ? { kind, value } : { kind } });
  };
  return (
    <Radio.Group
      label={said.annotator_source}
      value={source.kind}
      onChange={(kind) => {
        say(kind as AnnotatorSource['kind'], name);
      }}
    >
      <div className="radios">
        {Object.entries(said.sources).map(([value, label]) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </div>
      {source.kind === 'fixed' && (
        <TextInput
          className="space_above"
          maw={320}
          label={said.annotator_name}
          value={name}
          onChange={(event) => {
            set_name(event.currentTarget.value);
          }}
          onBlur={() => {
            say('fixed', name);
          }}
        />
      )}
    </Radio.Group>
  );
}
