import { useSession } from '../../api/session.ts';
import { useSettings } from '../../api/settings.ts';
import type { Setting } from '../../api/types.ts';
import { Mono } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { printable } from '../../words/names.ts';
import { setting_words as said } from '../../words/server.ts';
import { Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { Outgoing } from './Outgoing.tsx';

const columns: Column<Setting>[] = [
  { key: 'name', title: said.name, cell: (row) => <Mono text={row.name} />, sort: (row) => row.name },
  { key: 'value', title: said.value, cell: (row) => <Mono text={row.value} />, csv: (row) => row.value },
  {
    key: 'source',
    title: said.source,
    cell: (row) => said.sources[row.source] ?? row.source,
    sort: (row) => row.source,
  },
  { key: 'help', title: said.help, cell: (row) => printable(row.help), csv: (row) => row.help },
];

export function Settings() {
  const settings = useSettings();
  const server = useSession().data?.server;
  return (
    <Screen title={said.title} lead={said.lead}>
      {server && (
        <p className="quiet small">{said.about(server.version, said.databases[server.database])}</p>
      )}
      <Loaded query={settings}>
        {(data) => (
          <SortTable
            label={said.list}
            columns={columns}
            rows={data.settings}
            row_key={(row) => row.name}
            top={100}
          />
        )}
      </Loaded>
      <Outgoing />
    </Screen>
  );
}
