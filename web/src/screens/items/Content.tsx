import { useMemo, useState } from 'react';
import type { ItemDetail, Region } from '../../api/types.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Hash } from '../../parts/Hash.tsx';
import { Name } from '../../parts/Name.tsx';
import { Swatch } from '../../parts/Swatch.tsx';
import { item_words as said } from '../../words/items.ts';
import { printable } from '../../words/names.ts';
import { ImageRegions } from './ImageRegions.tsx';
import { drawing_of, type Drawing } from './outline.ts';
import { Spans } from './Spans.tsx';

interface ContentProps {
  item: ItemDetail;
  colours: Map<string, string>;
}

export interface DrawnRegion extends Region {
  key: string;
  annotator: string;
  drawing: Drawing | null; // on an image
}

// Sequence 0: somebody marked regions and said nothing of the item as a whole.
const regions_of = (item: ItemDetail): DrawnRegion[] =>
  item.annotations
    .filter((annotation) => annotation.in_force || annotation.sequence === 0)
    .flatMap((annotation) =>
      annotation.regions.map((region, at) => ({
        ...region,
        key: `${annotation.sequence.toString()} ${annotation.annotator} ${at.toString()}`,
        annotator: annotation.annotator,
        drawing: drawing_of(region),
      })),
    );

// What was judged, with the regions of one annotator or of all drawn on it.
export function Content({ item, colours }: ContentProps) {
  const [whose, set_whose] = useState('');
  const regions = useMemo(() => regions_of(item), [item]);
  const annotators = [...new Set(regions.map((region) => region.annotator))];
  const shown = regions.filter((region) => !whose || region.annotator === whose);
  return (
    <>
      {annotators.length > 1 && (
        <Choice
          label={said.show_of}
          value={whose}
          options={[
            { value: '', text: said.all_annotators },
            ...annotators
              .filter((name) => name !== '')
              .map((name) => ({ value: name, text: printable(name) })),
          ]}
          on_change={set_whose}
        />
      )}
      <Body item={item} regions={shown} colours={colours} />
      {shown.length > 0 && (
        <RegionList regions={shown} colours={colours} on_image={item.kind === 'image'} />
      )}
    </>
  );
}

interface BodyProps extends ContentProps {
  regions: DrawnRegion[];
}

const is_record = (content: unknown): content is Record<string, unknown> =>
  content !== null && typeof content === 'object' && !Array.isArray(content);

const text_of = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

// What is not a text may arrive as one: the server keeps content as it was given.
function content_of({ content, kind }: ItemDetail): unknown {
  if (typeof content !== 'string' || kind === 'text') return content;
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

function Body({ item, regions, colours }: BodyProps) {
  const { kind } = item;
  const content = content_of(item);
  if (kind === 'image')
    return (
      <>
        {item.image_url && (
          <ImageRegions address={item.image_url} name={item.key} regions={regions} colours={colours} />
        )}
        <ImageFacts item={item} />
      </>
    );
  if (kind === 'comparison' && is_record(content)) return <Comparison content={content} />;
  if (typeof content === 'string' && content !== '')
    return <Spans text={content} regions={regions} colours={colours} />;
  if (Array.isArray(content))
    return kind === 'comparison' ? <Sides sides={content} /> : <Turns turns={content} />;
  if (is_record(content) && Object.keys(content).length > 0) return <Fields fields={content} />;
  return <p className="empty">{said.no_content}</p>;
}

// Where the image is, what its bytes should be, and whether they are.
function ImageFacts({ item }: { item: ItemDetail }) {
  const { image } = item;
  if (!image) return item.image_url ? null : <p className="empty">{said.no_content}</p>;
  const note = [said.image_states[image.state], image.note].filter(Boolean).join(' ');
  return (
    <>
      {note && <p className={image.note ? 'warnings' : 'quiet small'}>{printable(note)}</p>}
      <p className="quiet small">
        <Name text={image.name} />
      </p>
      {image.sha256 && (
        <p className="quiet small">
          {said.sha256} <Hash text={image.sha256} length={64} />
        </p>
      )}
    </>
  );
}

function Comparison({ content }: { content: Record<string, unknown> }) {
  const prompt = text_of(content.prompt ?? '');
  return (
    <>
      {prompt && (
        <>
          <b>{said.prompt}</b>
          <p className="running_text">{printable(prompt)}</p>
        </>
      )}
      <Sides sides={[content.a, content.b]} />
    </>
  );
}

function Fields({ fields }: { fields: Record<string, unknown> }) {
  return (
    <dl className="facts">
      {Object.entries(fields).map(([name, value]) => (
        <div key={name}>
          <dt>
            <Name text={name} />
          </dt>
          <dd>
            <Name text={text_of(value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Turns({ turns }: { turns: unknown[] }) {
  return (
    <ol className="turns">
      {turns.map((turn, at) => {
        const speaker = is_record(turn) ? text_of(turn.role ?? turn.speaker ?? '') : '';
        const text = is_record(turn) ? text_of(turn.text ?? turn.content ?? '') : text_of(turn);
        return (
          <li key={at}>
            <b>{printable(speaker) || said.speaker(at + 1)}</b>
            <p className="running_text">{printable(text)}</p>
          </li>
        );
      })}
    </ol>
  );
}

function Sides({ sides }: { sides: unknown[] }) {
  return (
    <div className="two_sides">
      {sides.slice(0, 2).map((side, at) => (
        <div key={at}>
          <b>{said.sides[at]}</b>
          <p className="running_text">{printable(text_of(side))}</p>
        </div>
      ))}
    </div>
  );
}

interface RegionListProps {
  regions: DrawnRegion[];
  colours: Map<string, string>;
  on_image: boolean;
}

function RegionList({ regions, colours, on_image }: RegionListProps) {
  return (
    <>
      <h3>{said.region_list}</h3>
      <ul className="region_list">
        {regions.map((region) => (
          <li key={region.key}>
            <Swatch colour={colours.get(region.label) ?? 'var(--value)'} />
            {printable(said.region(region.label, region.shape, region.annotator))}
            {on_image && <HowDrawn drawing={region.drawing} />}
            {region.text && <q className="quiet">{printable(region.text)}</q>}
          </li>
        ))}
      </ul>
    </>
  );
}

function HowDrawn({ drawing }: { drawing: Drawing | null }) {
  if (!drawing) return <span className="quiet"> ({said.not_drawn})</span>;
  return drawing.kind === 'mask_box' ? <span className="quiet"> ({said.mask_as_box})</span> : null;
}
