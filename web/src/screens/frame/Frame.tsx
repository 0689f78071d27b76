import { AppShell, Burger, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { Link, Outlet, useLocation, useParams } from 'react-router';
import { useEventStream, type Stream } from '../../api/events.ts';
import { useProject } from '../../api/projects.ts';
import { useSignOut } from '../../api/session.ts';
import type { Session } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { TablesAreSaved } from '../../parts/TableExport.tsx';
import { useTheme, type Theme } from '../../parts/theme.tsx';
import { app_words as said } from '../../words/app.ts';
import { Entrance } from './Entrance.tsx';
import { Loading } from './Failure.tsx';
import { Navigation } from './Navigation.tsx';
import { project_path } from './places.ts';
import { first_place } from './rights.ts';

export function Frame({ session }: { session: Session }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const stream = useEventStream();
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <a className="skip" href="#main">
        {said.skip}
      </a>
      <AppShell.Header className="top_bar">
        <Burger
          opened={opened}
          onClick={toggle}
          hiddenFrom="md"
          size="sm"
          aria-label={opened ? said.close_menu : said.menu}
        />
        <Link to="/" className="brand">
          {said.title}
        </Link>
        <ProjectName />
        <span className="grow" />
        <StreamState stream={stream} />
        <Account session={session} />
      </AppShell.Header>
      <AppShell.Navbar className="side" component="div">
        <Navigation administrator={session.user.administrator} />
      </AppShell.Navbar>
      <AppShell.Main id="main" className="content">
        <TablesAreSaved.Provider value>
          <Suspense fallback={<Loading />}>
            <Entrance>
              <Outlet />
            </Entrance>
          </Suspense>
        </TablesAreSaved.Provider>
      </AppShell.Main>
    </AppShell>
  );
}

function ProjectName() {
  const { project } = useParams();
  return project ? <NameOf id={project} /> : null;
}

function NameOf({ id }: { id: string }) {
  const { data } = useProject(id);
  if (!data) return null;
  return (
    <Link to={project_path(id, first_place(data))} className="project_name">
      <Name text={data.name} />
    </Link>
  );
}

// A broken stream is said; that all is well needs few words.
function StreamState({ stream }: { stream: Stream }) {
  return (
    <span className={`stream ${stream}`} role="status">
      <span className="dot" aria-hidden="true" />
      <span className="stream_text">{said.stream[stream]}</span>
    </span>
  );
}

const themes = ['system', 'light', 'dark'] as const satisfies Theme[];

function Account({ session }: { session: Session }) {
  const sign_out = useSignOut();
  const [theme, set_theme] = useTheme();
  const { user } = session;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <button type="button" className="account">
          <Name text={user.name} />
          <span aria-hidden="true"> ▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Name text={said.signed_in_as(user.email, user.organisation.name)} />
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{said.theme}</Menu.Label>
        {themes.map((each) => (
          <Menu.Item
            key={each}
            closeMenuOnClick={false}
            leftSection={<span className="tick">{each === theme ? '✓' : ''}</span>}
            onClick={() => {
              set_theme(each);
            }}
          >
            {said.themes[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/account">
          {said.your_account}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            sign_out.mutate();
          }}
        >
          {said.sign_out}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
