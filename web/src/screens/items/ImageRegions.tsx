import { useState } from 'react';
import { item_words as said } from '../../words/items.ts';
import { printable } from '../../words/names.ts';
import type { DrawnRegion } from './Content.tsx';
import { drawing_of } from './outline.ts';

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

function Outline({ region, colour }: { region: DrawnRegion; colour: string }) {
  const drawing = drawing_of(region);
  if (!drawing) return null;
  const title = <title>{printable(said.region(region.label, region.shape, region.annotator))}</title>;
  const style = { '--tone': colour } as Record<string, string>;
  if (drawing.kind === 'dots')
    // A line of no length with round ends is a dot of the same size at any size of the image.
    return (
      <path
        d={drawing.points.map(([x, y]) => `M${x.toString()} ${y.toString()}h0`).join('')}
        vectorEffect="non-scaling-stroke"
        style={style}
      >
        {title}
      </path>
    );
  const points = drawing.points.map(([x, y]) => `${x.toString()},${y.toString()}`).join(' ');
  const Shape = drawing.kind === 'area' ? 'polygon' : 'polyline';
  return (
    <Shape points={points} vectorEffect="non-scaling-stroke" style={style}>
      {title}
    </Shape>
  );
}
