import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useImports } from '../../api/imports.ts';
import type { Import } from '../../api/types.ts';
import { Hash } from '../../parts/Hash.tsx';
import { Mono } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { app_words } from '../../words/app.ts';
import { import_words as said } from '../../words/imports.ts';
import { grouped } from '../../words/numbers.ts';
import { Loaded } from '../frame/Failure.tsx';
import { MadeBy } from '../frame/MadeBy.tsx';
import { project_path } from '../frame/places.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { useMay } from '../frame/use_may.ts';

const count_column = (key: 'rows' | 'added' | 'known' | 'refused'): Column<Import> => ({
  key,
  title: said.columns[key],
  align: 'right',
  cell: (row) => grouped(row[key]),
  sort: (row) => row[key],
});

const columns: Column<Import>[] = [
  {
    key: 'file',
    title: said.columns.file,
    cell: (row) => <Mono text={row.file_name} />,
    sort: (row) => row.file_name,
  },
  {
    key: 'kind',
    title: said.columns.kind,
    cell: (row) => said.kind_names[row.kind],
    sort: (row) => row.kind,
  },
  count_column('rows'),
  count_column('added'),
  count_column('known'),
  count_column('refused'),
  {
    key: 'state',
    title: said.columns.state,
    cell: (row) => app_words.job[row.state],
    sort: (row) => row.state,
  },
  {
    key: 'at',
    title: said.columns.at,
    cell: (row) => <MadeBy at={row.created_at} by={row.created_by} />,
    sort: (row) => row.created_at,
  },
  {
    key: 'sha256',
    title: said.columns.sha256,
    cell: (row) => <Hash text={row.file_sha256} />,
    csv: (row) => row.file_sha256,
  },
];

export function Imports() {
  const { project = '' } = useParams();
  const imports = useImports(project);
  const may = useMay(project);
  const step = may('import_data') && (
    <Button component={Link} to={project_path(project, 'import/new')}>
      {said.new}
    </Button>
  );
  const some = imports.data && imports.data.items.length > 0;
  return (
    <Screen title={said.title} lead={said.lead} controls={some ? step : undefined}>
      <Loaded query={imports}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={said.empty.title} text={said.empty.text} step={step} />
          ) : (
            <SortTable
              label={said.list}
              columns={columns}
              rows={items}
              row_key={(row) => row.id}
              top={50}
            />
          )
        }
      </Loaded>
    </Screen>
  );
}
