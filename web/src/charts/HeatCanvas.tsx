import { useEffect, useRef, useState, type PointerEvent } from 'react';

interface HeatCanvasProps {
  label: string;
  size: number;
  // 0..1, or null for what is muted.
  strength: (row: number, column: number) => number | null;
  describe: (row: number, column: number) => string;
  hint: string;
}

function draw(canvas: HTMLCanvasElement, { size, strength }: HeatCanvasProps, cell: number) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (let row = 0; row < size; ++row) {
    for (let column = 0; column < size; ++column) {
      const at = strength(row, column);
      if (at === 0) continue;
      context.globalAlpha = at === null ? 0.3 : 0.12 + 0.88 * at;
      context.fillStyle = style.getPropertyValue(at === null ? '--line' : '--error');
      context.fillRect(column * cell, row * cell, cell, cell);
    }
  }
}

// A matrix too large for a table of cells. What is under the pointer is said below it.
export function HeatCanvas(props: HeatCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [said, set_said] = useState(props.hint);
  const cell = Math.max(3, Math.floor(800 / props.size));
  useEffect(() => {
    const redraw = () => {
      if (canvas.current) draw(canvas.current, props, cell);
    };
    redraw();
    const watcher = new MutationObserver(redraw);
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      watcher.disconnect();
    };
  }, [props, cell]);
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * props.size);
    const column = Math.floor(((event.clientX - box.left) / box.width) * props.size);
    if (row >= 0 && column >= 0 && row < props.size && column < props.size)
      set_said(props.describe(row, column));
  };
  const pixels = cell * props.size;
  return (
    <figure className="heat_canvas">
      <canvas
        ref={canvas}
        width={pixels}
        height={pixels}
        role="img"
        aria-label={props.label}
        onPointerMove={point}
      />
      <figcaption>{said}</figcaption>
    </figure>
  );
}
