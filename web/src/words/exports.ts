import type { overview_words } from './overview.ts';
import { grouped } from './numbers.ts';

type Exported = keyof (typeof overview_words)['exports'];

export const export_words = {
  lead: 'A file is made of the project as it stands then, and kept for seven days.',
  // In the middle of a sentence.
  nouns: {
    annotations: 'the annotations',
    gold: 'the gold',
    items: 'the items',
    consensus: 'the consensus labels',
  } satisfies Record<Exported, string>,
  formats: { csv: 'CSV', jsonl: 'JSON Lines' },
  make: (noun: string, format: string) => `Make a file of ${noun} as ${format}`,
  making: 'A file is being made:',
  list: 'Files made before',
  columns: { file: 'file', position: 'as of', at: 'made', rows: 'rows', bytes: 'size', sha256: 'SHA-256' },
  position: (entry: number) => `entry ${grouped(entry)} of the log`,
  gone: 'no longer kept',
};
