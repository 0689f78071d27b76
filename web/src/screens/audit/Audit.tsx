import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { audit_export_address, inclusion_proof, useEvents, useHead } from '../../api/audit.ts';
import { useProjects } from '../../api/projects.ts';
import { useSession } from '../../api/session.ts';
import type { AuditEvent, EventQuery, LogHead, Project } from '../../api/types.ts';
import { Hash } from '../../parts/Hash.tsx';
import { Mono, Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { audit_words as said } from '../../words/audit.ts';
import { printable, sentence } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { Pages } from '../frame/Pages.tsx';
import { may } from '../frame/rights.ts';
import { Screen } from '../frame/Screen.tsx';
import { useSearch, with_value } from '../frame/use_search.ts';
import { Head } from './Head.tsx';
import { can_compute } from './head.ts';
import { is_included } from './merkle.ts';

const page_size = 50;

function query_of(search: URLSearchParams): EventQuery {
  const query: EventQuery = { limit: page_size };
  for (const name of ['project', 'verb', 'user', 'cursor'] as const) {
    const value = search.get(name);
    if (value) query[name] = value;
  }
  return query;
}

// The projects whose entries the reader may see; administrators see those of no project as well.
function useReach() {
  const administrator = useSession().data?.user.administrator ?? false;
  const projects = useProjects().data?.items.filter((project) => may(project, 'see_audit'));
  return { administrator, projects };
}

export function Audit() {
  const [search, change] = useSearch();
  const { administrator, projects } = useReach();
  const query = query_of(search);
  if (!administrator && !query.project && projects?.[0]) query.project = projects[0].id;
  const is_closed = !administrator && projects?.length === 0;
  const events = useEvents(query, administrator || query.project !== undefined);
  const head = useHead();
  const set = (name: string, value: string) => {
    change((now) => with_value(now, name, value), { replace: name !== 'cursor' });
  };
  return (
    <Screen title={said.title} controls={administrator && <Export />}>
      <Loaded query={head}>{(data) => <Head key={data.root} head={data} />}</Loaded>
      <section aria-labelledby="events-title">
        <h2 id="events-title">{said.list}</h2>
        {is_closed ? (
          <p className="empty">{said.yours_none}</p>
        ) : (
          <>
            <Filters
              search={search}
              set={set}
              any={administrator}
              projects={projects ?? []}
              chosen={query.project ?? ''}
            />
            <Loaded query={events}>
              {({ items, next }) => (
                <>
                  <Events events={items} head={head.data} />
                  <Pages
                    next={next}
                    search={search}
                    set={set}
                    words={{ back: said.first, next: said.next }}
                  />
                </>
              )}
            </Loaded>
          </>
        )}
      </section>
    </Screen>
  );
}

const Export = () => (
  <p className="small">
    <a href={audit_export_address} download>
      {said.export}
    </a>{' '}
    <span className="quiet">{said.export_help}</span>
  </p>
);

interface FiltersProps {
  search: URLSearchParams;
  set: (name: string, value: string) => void;
  // Whether entries of all projects may be asked for.
  any: boolean;
  projects: Project[];
  chosen: string;
}

function Filters({ search, set, any, projects, chosen }: FiltersProps) {
  const typed = (name: 'verb' | 'user', title: string) => (
    <TextInput
      key={`${name} ${search.get(name) ?? ''}`}
      size="xs"
      className="typed"
      label={title}
      placeholder={said.any}
      defaultValue={search.get(name) ?? ''}
      onBlur={(event) => {
        set(name, event.currentTarget.value.trim().replaceAll(' ', '_'));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') set(name, event.currentTarget.value.trim().replaceAll(' ', '_'));
      }}
    />
  );
  return (
    <div className="controls">
      {typed('verb', said.filter_verb)}
      {typed('user', said.filter_user)}
      <NativeSelect
        size="xs"
        label={said.filter_project}
        value={chosen}
        data={[
          ...(any ? [{ value: '', label: said.any }] : []),
          ...projects.map((project) => ({ value: project.id, label: printable(project.name) })),
        ]}
        onChange={(event) => {
          set('project', event.currentTarget.value);
        }}
      />
    </div>
  );
}

type Proofs = Record<number, boolean>;

// Every entry shown is proved against the signed head, one after another.
function Events({ events, head }: { events: AuditEvent[]; head: LogHead | undefined }) {
  const [proofs, set_proofs] = useState<Proofs>({});
  const [busy, set_busy] = useState(false);
  const [failed, set_failed] = useState<unknown>(null);
  const prove = async (log: LogHead) => {
    set_busy(true);
    set_failed(null);
    const made: Proofs = {};
    try {
      for (const { index, leaf_sha256: leaf } of events) {
        if (index >= log.size) continue;
        const { proof } = await inclusion_proof(index, log.size);
        made[index] = await is_included({ leaf, index, size: log.size, root: log.root, proof });
        set_proofs({ ...made });
      }
    } catch (error) {
      set_failed(error);
    }
    set_busy(false);
  };
  const results = events.flatMap((event) => proofs[event.index] ?? []);
  const bad = results.filter((result) => !result).length;
  if (events.length === 0) return <p className="empty">{said.empty}</p>;
  return (
    <>
      {head && can_compute() && (
        <p className="prove">
          <Button variant="default" size="xs" loading={busy} onClick={() => void prove(head)}>
            {said.verify_shown}
          </Button>
          <span role="status">
            {busy && said.progress(results.length, events.length)}
            {!busy && results.length > 0 && (bad > 0 ? said.failed(bad) : said.verified(results.length))}
          </span>
        </p>
      )}
      <Failed error={failed} />
      <SortTable
        label={said.list}
        columns={columns_of(proofs)}
        rows={events}
        row_key={(row) => row.index.toString()}
        top={page_size}
      />
    </>
  );
}

function columns_of(proofs: Proofs): Column<AuditEvent>[] {
  const object = (row: AuditEvent) => `${said.verb(row.object_kind)} ${row.object}`;
  return [
    {
      key: 'index',
      title: said.columns.index,
      cell: (row) => grouped(row.index),
      csv: (row) => row.index,
    },
    { key: 'at', title: said.columns.at, cell: (row) => <When at={row.at} />, csv: (row) => row.at },
    {
      key: 'user',
      title: said.columns.user,
      align: 'short',
      cell: (row) =>
        row.user ? <Name text={row.user.name} /> : <span className="quiet">{said.system}</span>,
      csv: (row) => row.user?.name ?? said.system,
    },
    { key: 'verb', title: said.columns.verb, cell: (row) => said.verb(row.verb), csv: (row) => row.verb },
    {
      key: 'object',
      title: said.columns.object,
      cell: (row) => (
        <>
          {said.verb(row.object_kind)} <Mono text={row.object} />
          {row.rows && <span className="attributes">{said.rows(row.rows.count)}</span>}
          {row.reason && <span className="attributes">{sentence(row.reason)}</span>}
        </>
      ),
      csv: object,
    },
    {
      key: 'leaf',
      title: said.columns.leaf,
      cell: (row) => <Hash text={row.leaf_sha256} />,
      csv: (row) => row.leaf_sha256,
    },
    {
      key: 'request',
      title: said.columns.request,
      align: 'short',
      cell: (row) => <Hash text={row.request_id} length={10} />,
      csv: (row) => row.request_id,
    },
    {
      key: 'proof',
      title: said.columns.proof,
      align: 'short',
      cell: (row) => <Proof held={proofs[row.index]} />,
      csv: (row) => proofs[row.index],
    },
  ];
}

function Proof({ held }: { held: boolean | undefined }) {
  if (held === undefined) return '';
  return (
    <span className={`verdict ${held ? 'pass' : 'fail'}`}>
      <span aria-hidden="true">{held ? '✓' : '✕'}</span> {held ? said.proved : said.not_proved}
    </span>
  );
}
