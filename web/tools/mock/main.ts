// node main.js BINARY [PORT] [DELIVERY]: the mock by hand. With a delivery's folder it holds a project.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run_import } from './imports.ts';
import { take_snapshot } from './quality.ts';
import { add_regions } from './regions.ts';
import { start_mock } from './server.ts';

const [binary = 'assay', port = '0', delivery] = process.argv.slice(2);
const mock = await start_mock({ app: resolve('dist/app'), binary, port: Number(port) });
const { state } = mock;

if (delivery) {
  state.user = {
    ...{
      id: '1',
      name: 'Ada Owner',
      email: 'ada@example.com',
      password: 'correct horse',
      administrator: true,
    },
    organisation: { id: '1', name: 'Example Clinic' },
  };
  const held = state.create({
    name: 'Chest findings',
    description: '',
    data_class: 'internal',
    questions: [],
  });
  add_regions(state);
  for (const [kind, name] of [
    ['items', 'items.csv'],
    ['annotations', 'labels.csv'],
    ['gold', 'gold.csv'],
  ] as const) {
    const file = join(delivery, name);
    if (!existsSync(file)) continue;
    const parts = new Map([[1, readFileSync(file)]]);
    const upload = { id: name, name, project: held.project.id, parts };
    run_import(state, held, { upload: name, kind, dry_run: false }, upload);
  }
  const import_ms = 1500;
  for (const wait of [1, 2])
    setTimeout(
      () => take_snapshot(state, binary, held, { name: `Delivery ${wait.toString()}` }),
      wait * import_ms,
    );
}
process.stdout.write(
  `${mock.address} (ada@example.com, correct horse; set-up token ${state.setup_token})\n`,
);
