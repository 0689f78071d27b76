import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnnotatorSource, ImportPreview, ImportRequest } from '../../api/types.ts';
import { Mono, Name } from '../../parts/Name.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { app_words } from '../../words/app.ts';
import { import_words as said } from '../../words/imports.ts';
import { sentence } from '../../words/names.ts';
import { Failed, Loading } from '../frame/Failure.tsx';
import { KindOfItems } from './KindOfItems.tsx';
import { PreviewRows, Problems } from './Preview.tsx';

interface MappingStepProps {
  request: ImportRequest;
  preview: UseMutationResult<ImportPreview, Error, ImportRequest>;
  on_read: (request: ImportRequest) => void;
  on_back: () => void;
  on_next: () => void;
}

export function MappingStep({ request, preview, on_read, on_back, on_next }: MappingStepProps) {
  const read = preview.data;
  const back = (
    <Button variant="default" onClick={on_back}>
      {app_words.back}
    </Button>
  );
  if (preview.isError)
    return (
      <div className="form">
        <Failed error={preview.error} />
        <div className="form_end">{back}</div>
      </div>
    );
  if (!read) return <Loading />;
  return (
    <div className="form wide" aria-busy={preview.isPending}>
      <p>
        {said.read_as(read.format, read.row_count)}{' '}
        {read.new_count !== null && read.known_count !== null && (
          <span className="quiet">{said.counts(read.new_count, read.known_count)}</span>
        )}
      </p>
      {read.notes.map((note) => (
        <p key={note} className="quiet small">
          {sentence(note)}
        </p>
      ))}
      {read.warnings.length > 0 && (
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
      <Problems problems={read.problems} />
      <div className="form_end">
        {back}
        <Button
          disabled={preview.isPending || read.warnings.length > 0 || read.row_count === 0}
          onClick={on_next}
        >
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

// A role is played by one column; the column that played it before plays none.
function with_role(read: ImportPreview, column: string, role: string): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const each of read.columns) {
    if (each.name !== column && each.role && each.role !== 'attribute' && each.role !== role)
      mapping[each.role] = each.name;
  }
  if (role && role !== 'attribute') mapping[role] = column;
  return mapping;
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
                data={Object.entries({ ...said.roles, [row.role]: said.roles[row.role] ?? row.role }).map(
                  ([value, label]) => ({ value, label }),
                )}
                onChange={(event) => {
                  on_read({ ...request, mapping: with_role(read, row.name, event.currentTarget.value) });
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
