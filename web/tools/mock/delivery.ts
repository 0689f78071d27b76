// A project's rows as files for the real binary, and what it says of them: every number on a screen is real.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { write_csv } from './csv.ts';
import type { HeldProject } from './state.ts';

const run = promisify(execFile);

export interface Files {
  folder: string;
  options: string[];
}

export function files_of(held: HeldProject): Files {
  const folder = mkdtempSync(join(tmpdir(), 'assay-mock-'));
  const file = (name: string) => join(folder, name);
  const attributes = [...new Set([...held.items.values()].flatMap((item) => Object.keys(item.attributes)))];
  const optional = ['time', 'duration_s', 'guideline_version', 'batch'] as const;
  const asked = held.annotations.some((row) => row.question !== '');
  writeFileSync(
    file('labels.csv'),
    write_csv([
      ['item', 'annotator', 'label', ...optional, ...(asked ? ['question'] : [])],
      ...held.annotations.map((row) => [
        row.item,
        row.annotator,
        row.label,
        ...optional.map((name) => row[name]),
        ...(asked ? [row.question] : []),
      ]),
    ]),
  );
  const options = [file('labels.csv')];
  if (held.gold.length > 0) {
    const rows = held.gold.map((row) => [row.item, row.label, ...(asked ? [row.question] : [])]);
    writeFileSync(
      file('gold.csv'),
      write_csv([['item', 'label', ...(asked ? ['question'] : [])], ...rows]),
    );
    options.push('--gold', file('gold.csv'));
  }
  if (attributes.length > 0) {
    const rows = [...held.items.values()].map((item) => [
      item.key,
      ...attributes.map((name) => item.attributes[name] ?? ''),
    ]);
    writeFileSync(file('items.csv'), write_csv([['item', ...attributes], ...rows]));
  }
  return { folder, options };
}

export async function assay(binary: string, ...options: string[]): Promise<string> {
  const { stdout } = await run(binary, options, { maxBuffer: 1 << 28 });
  return stdout;
}

export interface Inspected {
  // Nested by question: what the report embeds.
  document: string;
  report: string;
}

export async function inspect(binary: string, held: HeldProject, seed: number): Promise<Inspected> {
  const { folder, options } = files_of(held);
  const html = join(folder, 'report.html');
  const attributes = [...held.items.values()].some((item) => Object.keys(item.attributes).length > 0);
  const items = attributes ? ['--items', join(folder, 'items.csv')] : [];
  await assay(binary, 'inspect', ...options, ...items, '--seed', seed.toString(), '--html', html);
  const report = readFileSync(html, 'utf8');
  const [, document = ''] = /id="inspection">([^<]*)</.exec(report) ?? [];
  return { document, report };
}
