// A project whose items are an image, a text and a conversation, with regions: no format of the mock reads them.

import { deflateSync, crc32 } from 'node:zlib';
import type { Region } from '../../src/api/types.ts';
import type { HeldAnnotation, HeldItem, State } from './state.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

// A grey picture with a bright disc at (200, 150).
function picture(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x)
      rows[y * (width + 1) + 1 + x] = Math.hypot(x - 200, y - 150) < 60 ? 220 : 40 + (60 * y) / height;
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Buffer.concat([
    ...[signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))],
  ]);
}

const text = 'Cough and fever since Monday, no chest pain; took paracetamol twice.';
const span = (label: string, quote: string): Region => ({
  ...{ label, shape: 'span', points: [], unit: 'characters', text: quote },
  ...{ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length },
});
const area = (label: string, shape: 'box' | 'polygon', points: number[][], unit = 'pixels'): Region => ({
  ...{ label, shape, points, unit, start: null, end: null, text: null },
});

const items: HeldItem[] = [
  {
    key: 'scan-1.png',
    kind: 'image',
    content: {},
    attributes: { site: 'north' },
    image: '/files/scan-1.png',
  },
  { key: 'note-1', kind: 'text', content: text, attributes: { site: 'south' } },
  {
    ...{ key: 'talk-1', kind: 'conversation', attributes: { site: 'south' } },
    content: [
      { role: 'patient', text: 'It hurts when I cough.' },
      { role: 'nurse', text: 'Since when?' },
    ],
  },
];

const given: [string, string, string, Region[]][] = [
  [
    ...(['scan-1.png', 'ann-1', 'mass'] as const),
    [
      area('mass', 'box', [
        [140, 90],
        [260, 210],
      ]),
    ],
  ],
  [
    ...(['scan-1.png', 'ann-2', 'mass'] as const),
    [
      area('mass', 'polygon', [
        [200, 88],
        [262, 150],
        [200, 212],
        [138, 150],
      ]),
      area(
        ...(['shadow', 'box'] as const),
        [
          [5, 70],
          [45, 95],
        ],
        'percent',
      ),
    ],
  ],
  ['note-1', 'ann-1', 'symptom', [span('symptom', 'Cough and fever'), span('time', 'since Monday')]],
  ['note-1', 'ann-2', 'symptom', [span('symptom', 'fever since Monday'), span('drug', 'paracetamol')]],
  ['talk-1', 'ann-1', 'symptom', []],
];

const category = (name: string, colour: string) => ({
  ...{ name, colour, description: '', parent: null, critical: false, weight: 1 },
});

export function add_regions(state: State): string {
  const held = state.create({
    ...{ name: 'Regions', description: 'Boxes, polygons and spans', data_class: 'internal' },
    questions: [
      {
        ...{ name: '', kind: 'set', truth: 'single', condition: null },
        categories: [
          category('mass', '#d55e00'),
          category('shadow', '#56b4e9'),
          category('symptom', '#0072b2'),
          category('time', '#e69f00'),
          category('drug', '#009e73'),
        ],
      },
    ],
  });
  state.images.set('/files/scan-1.png', picture(400, 300));
  for (const item of items) held.items.set(item.key, item);
  held.annotations.push(
    ...given.map(([item, annotator, label, regions], at): HeldAnnotation => ({
      ...{ sequence: at + 1, item, annotator, label, regions, question: '', time: '', duration_s: '' },
      ...{ guideline_version: '', batch: '' },
    })),
  );
  state.count(held);
  return held.project.id;
}
