import { decimals, type Unit } from '../words/numbers.ts';
import { type Axis, place } from './axis.ts';

export interface Line {
  key: string;
  points: [number, number][];
  // How it is drawn; the legend says the same in words.
  look: 'value' | 'error' | 'quiet' | 'limit' | 'error_limit';
  // Counts rise in steps.
  stepped?: boolean;
  // Belongs to another line of the same look, which the legend names.
  unnamed?: boolean;
}

// A dot on the line, with whiskers where it has an interval.
export interface Interval {
  at: number;
  value: number;
  lower: number | null;
  upper: number | null;
  is_sure: boolean;
}

interface LineChartProps {
  label: string;
  x: Axis;
  y: Axis;
  x_unit: Unit | 'count';
  y_unit: Unit | 'count';
  x_title: string;
  y_title: string;
  lines: Line[];
  // Hairlines with a word above the lines: a rate, an item.
  marks?: { at: number; text: string }[];
  // Places that stand out, and the word for them in the legend.
  dots?: { text: string; places: [number, number][] } | undefined;
  intervals?: Interval[];
  // Where the ticks below are no plain numbers: dates.
  x_text?: (tick: number) => string;
}

const height = 240;
const mark_height = 15; // of the word of a mark, in the strip above the lines

function tick_text(tick: number, axis: Axis, unit: Unit | 'count'): string {
  const scale = unit === 'share' ? 100 : 1;
  const step = ((axis.ticks[1] ?? 1) - (axis.ticks[0] ?? 0)) * scale;
  return decimals(tick * scale, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}

function path_of({ points, stepped }: Line, x: Axis, y: Axis): string {
  let path = '';
  let before = 0;
  for (const [at, value] of points) {
    const across = place(x, at);
    const down = 100 - place(y, value);
    if (path === '') path = `M${across.toFixed(3)} ${down.toFixed(3)}`;
    else if (stepped)
      path += `L${across.toFixed(3)} ${before.toFixed(3)}L${across.toFixed(3)} ${down.toFixed(3)}`;
    else path += `L${across.toFixed(3)} ${down.toFixed(3)}`;
    before = down;
  }
  return path;
}

function Grid({ axis }: { axis: Axis }) {
  return axis.ticks.map((tick) => {
    const y = `${(100 - place(axis, tick)).toFixed(2)}%`;
    return <line className="grid" key={tick} x1="0" x2="100%" y1={y} y2={y} />;
  });
}

// Words of marks stand below each other, each at the top of its own hairline: marks may be near. They come
// after all hairlines, so that none runs through a word.
function Marks({ axis, marks }: { axis: Axis; marks: { at: number; text: string }[] }) {
  const across = (at: number) => `${place(axis, at).toFixed(2)}%`;
  return (
    <>
      {marks.map(({ at, text }, row) => (
        <line
          key={text}
          className="mark"
          x1={across(at)}
          x2={across(at)}
          y1={mark_height * row + 2}
          y2="100%"
        />
      ))}
      {marks.map(({ at, text }, row) => {
        const turned = place(axis, at) > 50;
        return (
          <text
            key={text}
            className="mark_text"
            x={across(at)}
            y={mark_height * row + 11}
            dx={turned ? -5 : 5}
            textAnchor={turned ? 'end' : 'start'}
          >
            {text}
          </text>
        );
      })}
    </>
  );
}

interface TicksProps {
  axis: Axis;
  unit: Unit | 'count';
  side: 'x' | 'y';
  text?: ((tick: number) => string) | undefined;
}

function Ticks({ axis, unit, side, text }: TicksProps) {
  if (side === 'y') {
    return axis.ticks.map((tick) => (
      <text key={tick} x="34" y={`${(100 - place(axis, tick)).toFixed(2)}%`} dy="4" textAnchor="end">
        {tick_text(tick, axis, unit)}
      </text>
    ));
  }
  return axis.ticks.map((tick) => {
    const across = place(axis, tick);
    const anchor = across > 98 ? 'end' : across < 2 ? 'start' : 'middle';
    return (
      <text key={tick} x={`${across.toFixed(2)}%`} y="12" textAnchor={anchor}>
        {text ? text(tick) : tick_text(tick, axis, unit)}
      </text>
    );
  });
}

function Legend({ lines, dots }: { lines: Line[]; dots: LineChartProps['dots'] | undefined }) {
  return (
    <>
      {lines
        .filter((line) => !line.unnamed)
        .map((line) => (
          <span key={line.key} className="legend">
            <svg width="26" height="8" aria-hidden="true">
              <line className={`line ${line.look}`} x1="1" x2="25" y1="4" y2="4" />
            </svg>
            {line.key}
          </span>
        ))}
      {dots && dots.places.length > 0 && (
        <span className="legend">
          <svg width="12" height="12" aria-hidden="true">
            <circle className="standout" cx="6" cy="6" r="4.5" />
          </svg>
          {dots.text}
        </span>
      )}
    </>
  );
}

function Whiskers({ x, y, intervals }: Pick<LineChartProps, 'x' | 'y'> & { intervals: Interval[] }) {
  return intervals.map(({ at, value, lower, upper, is_sure }) => {
    const across = `${place(x, at).toFixed(2)}%`;
    const down = (height_of: number) => `${(100 - place(y, height_of)).toFixed(2)}%`;
    return (
      <g key={at} className={is_sure ? 'sure' : 'unsure'}>
        {lower !== null && upper !== null && (
          <line className="stem" x1={across} x2={across} y1={down(lower)} y2={down(upper)} />
        )}
        <circle className="point" cx={across} cy={down(value)} r="3" />
      </g>
    );
  });
}

type DrawingProps = Pick<LineChartProps, 'x' | 'y' | 'lines' | 'dots'> & { intervals: Interval[] };

function Drawing({ x, y, lines, dots, intervals }: DrawingProps) {
  return (
    <>
      <Grid axis={y} />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
        {lines.map((line) => (
          <path
            key={line.key}
            className={`line ${line.look}`}
            d={path_of(line, x, y)}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <Whiskers x={x} y={y} intervals={intervals} />
      {dots?.places.map(([at, value]) => (
        <circle
          className="standout"
          key={at}
          cx={`${place(x, at).toFixed(2)}%`}
          cy={`${(100 - place(y, value)).toFixed(2)}%`}
          r="4.5"
        />
      ))}
    </>
  );
}

// Lines over a shared axis. Decoration for those who see: its table stands behind it.
export function LineChart(props: LineChartProps) {
  const { x, y, lines, marks = [], dots, intervals = [] } = props;
  const strip = mark_height * marks.length;
  return (
    <figure className="line_chart" aria-label={props.label}>
      <div className="y_title">{props.y_title}</div>
      <div className="plot">
        <svg width="40" height={strip + height} aria-hidden="true">
          <svg y={strip} height={height}>
            <Ticks axis={y} unit={props.y_unit} side="y" />
          </svg>
        </svg>
        <svg className="lines" width="100%" height={strip + height} aria-hidden="true">
          <Marks axis={x} marks={marks} />
          <svg y={strip} width="100%" height={height}>
            <Drawing x={x} y={y} lines={lines} dots={dots} intervals={intervals} />
          </svg>
        </svg>
        <span />
        <svg width="100%" height="16" aria-hidden="true">
          <Ticks axis={x} unit={props.x_unit} side="x" text={props.x_text} />
        </svg>
      </div>
      <div className="x_title">{props.x_title}</div>
      <figcaption>
        <Legend lines={lines} dots={dots} />
      </figcaption>
    </figure>
  );
}
