// The screens and where they are; each but the doors is a file of its own, read when it is asked for.

import { lazy, type ComponentType } from 'react';

export const SignIn = lazy(async () => ({ default: (await import('./access/SignIn.tsx')).SignIn }));
export const SetUp = lazy(async () => ({ default: (await import('./access/SetUp.tsx')).SetUp }));

interface Place {
  path: string;
  Screen: ComponentType;
}

const at = (path: string, load: () => Promise<ComponentType>): Place => ({
  path,
  Screen: lazy(async () => ({ default: await load() })),
});

export const inside: Place[] = [
  at('/', async () => (await import('./home/Home.tsx')).Home),
  at('/projects/new', async () => (await import('./new_project/NewProject.tsx')).NewProject),
  at('/projects/:project/schema', async () => (await import('./schema/Schema.tsx')).Schema),
  at('/projects/:project/import', async () => (await import('./imports/Imports.tsx')).Imports),
  at('/projects/:project/import/new', async () => (await import('./imports/Wizard.tsx')).Wizard),
  at('/projects/:project/overview', async () => (await import('./overview/Overview.tsx')).Overview),
];
