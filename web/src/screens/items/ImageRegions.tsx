import { useState } from 'react';
import { item_words as said } from '../../words/items.ts';
import { printable } from '../../words/names.ts';
import type { DrawnRegion } from './Content.tsx';

interface Size {
  width: number;
  height: number;
}

interface ImageRegionsProps {
  address: string;
  name: string;
  regions: DrawnRegion[];
  colours: Map<string, string>;
}

// An image with its regions drawn on it. The drawing takes its size from the image, whatever that is shown at;
// the list below says the same in words.
export function ImageRegions({ address, name, regions, colours }: ImageRegionsProps) {
  const [size, set_size] = useState<Size | null>(null);
  const [failed, set_failed] = useState(false);
  if (failed) return <p className="empty">{said.image_failed}</p>;
  return (
    <div className="item_image">
      <img
        src={address}
        alt={said.image_of(printable(name))}
        onLoad={(event) => {
          const { naturalWidth: width, naturalHeight: height } = event.currentTarget;
          set_size({ width, height });
        }}
        onError={() => {
          set_failed(true);
        }}
      />
      {size && (
        <svg viewBox={`0 0 ${size.width.toString()} ${size.height.toString()}`} aria-hidden="true">
          {regions.map((region) => (
            <Outline
              key={region.key}
              region={region}
              colour={colours.get(region.label) ?? 'var(--value)'}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

const numbers_text = (numbers: number[]): string => numbers.map((number) => number.toString()).join(' ');

// A line of no length with round ends is a dot of the same size at any size of the image.
const dots_path = (points: [number, number][]): string =>
  points.map((point) => `M${numbers_text(point)}h0`).join('');

// The back face of a cuboid, and the edges from each corner of the front to its own.
const behind_path = (front: [number, number][], back: [number, number][]): string =>
  [
    `M${back.map((point) => numbers_text(point)).join('L')}z`,
    ...front.map((point, at) => `M${numbers_text(point)}L${numbers_text(back[at] ?? point)}`),
  ].join('');

function Outline({ region, colour }: { region: DrawnRegion; colour: string }) {
  const { drawing } = region;
  if (!drawing) return null;
  const title = <title>{printable(said.region(region.label, region.shape, region.annotator))}</title>;
  const style = { '--tone': colour } as Record<string, string>;
  const shared = { vectorEffect: 'non-scaling-stroke', style, children: title };
  switch (drawing.kind) {
    case 'mask':
      return <path className="mask" d={drawing.path} style={style} children={title} />;
    case 'ellipse': {
      const [[cx, cy], [rx, ry]] = [drawing.centre, drawing.radii];
      const transform = `rotate(${numbers_text([drawing.degrees, cx, cy])})`;
      return <ellipse {...{ cx, cy, rx, ry, transform }} {...shared} />;
    }
    case 'cuboid':
      return (
        <g style={style}>
          {title}
          <polygon points={numbers_text(drawing.front.flat())} vectorEffect="non-scaling-stroke" />
          <path
            className="behind"
            d={behind_path(drawing.front, drawing.back)}
            vectorEffect="non-scaling-stroke"
          />
        </g>
      );
    case 'dots':
      return <path className="dots" d={dots_path(drawing.points)} {...shared} />;
    case 'line':
      return <polyline points={numbers_text(drawing.points.flat())} {...shared} />;
    case 'area':
      return <polygon points={numbers_text(drawing.points.flat())} {...shared} />;
    case 'mask_box':
      return <polygon className="stand_in" points={numbers_text(drawing.points.flat())} {...shared} />;
  }
}
