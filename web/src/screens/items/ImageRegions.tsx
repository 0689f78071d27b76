// The one place that knows Annotorious: regions drawn on an image, to be looked at.

import '@annotorious/annotorious/annotorious.css';
import {
  createImageAnnotator,
  type DrawingStyle,
  type ImageAnnotation,
  ShapeType,
  UserSelectAction,
} from '@annotorious/annotorious';
import { useEffect, useRef, useState } from 'react';
import { item_words as said } from '../../words/items.ts';
import { printable } from '../../words/names.ts';
import type { DrawnRegion } from './Content.tsx';

interface ImageRegionsProps {
  address: string;
  name: string;
  regions: DrawnRegion[];
  colours: Map<string, string>;
}

interface Size {
  width: number;
  height: number;
}

const points_in_pixels = ({ points, unit }: DrawnRegion, { width, height }: Size): [number, number][] =>
  points.map(([x = 0, y = 0]) => (unit === 'percent' ? [(x * width) / 100, (y * height) / 100] : [x, y]));

export function drawn(region: DrawnRegion, size: Size): ImageAnnotation | null {
  const points = points_in_pixels(region, size);
  if (points.length < 2) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const bounds = {
    ...{ minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) },
  };
  const { minX: x, minY: y } = bounds;
  const box = { x, y, w: bounds.maxX - x, h: bounds.maxY - y, bounds };
  const selector =
    region.shape === 'polygon'
      ? { type: ShapeType.POLYGON, geometry: { points, bounds } }
      : { type: ShapeType.RECTANGLE, geometry: box };
  const id = region.key;
  const body = { id: `${id} label`, annotation: id, purpose: 'tagging', value: region.label };
  return { id, bodies: [body], target: { annotation: id, selector } };
}

// The image must stand in a plain block: in a flexible one the drawing layer is moved away from it unseen.
export function ImageRegions({ address, name, regions, colours }: ImageRegionsProps) {
  const image = useRef<HTMLImageElement>(null);
  const [size, set_size] = useState<Size | null>(null);
  const [failed, set_failed] = useState(false);
  useEffect(() => {
    const element = image.current;
    if (!element || !size) return;
    const annotator = createImageAnnotator(element, {
      drawingEnabled: false,
      userSelectAction: UserSelectAction.NONE,
      style: (annotation): DrawingStyle => {
        const label = annotation.bodies[0]?.value ?? '';
        const tone = (colours.get(label) ?? '#0072b2') as `#${string}`;
        return { fill: tone, fillOpacity: 0.15, stroke: tone, strokeWidth: 2, strokeOpacity: 1 };
      },
    });
    annotator.setAnnotations(regions.flatMap((region) => drawn(region, size) ?? []));
    return () => {
      annotator.destroy();
    };
  }, [size, regions, colours]);
  if (failed) return <p className="empty">{said.image_failed}</p>;
  return (
    <div className="item_image">
      <img
        ref={image}
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
    </div>
  );
}
