import type { ReactNode } from 'react';
import { Mono, Name } from '../parts/Name.tsx';
import { Empty } from '../parts/Section.tsx';
import { Tile } from '../parts/Tile.tsx';
import { metric_name, model_name } from '../words/metrics.ts';
import { base_name, printable, sentence } from '../words/names.ts';
import { decimals, grouped } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import type { Advice, InspectionDocument, QuestionSection, Warning } from './document.ts';
import { finding_of, main_agreement } from './finding.ts';

interface HeadProps {
  document: InspectionDocument;
  section: QuestionSection;
}

const files_max = 4;

export function Head({ document, section }: HeadProps) {
  const finding = finding_of(section);
  return (
    <>
      <p className="source">
        <Source document={document} section={section} />
      </p>
      <h1>{finding.headline}</h1>
      <Findings section={section} />
    </>
  );
}

// The numbers of the headline and what follows from them.
export function Findings({ section }: { section: QuestionSection }) {
  const finding = finding_of(section);
  return (
    <>
      <p className="numbers">{finding.numbers}</p>
      <ul className="findings">
        {finding.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Tiles section={section} />
      <div className="decide">
        <Next rows={section.next} />
        {section.warnings.length > 0 && <Warnings rows={section.warnings} />}
      </div>
    </>
  );
}

function Source({ document, section }: HeadProps) {
  const { files } = document;
  return (
    <>
      {files.slice(0, files_max).map((file, index) => (
        <span key={`${file.role} ${file.name}`}>
          {index > 0 && ', '}
          <Mono text={base_name(file.name)} />
        </span>
      ))}
      {files.length > files_max && `, +${grouped(files.length - files_max)}`}
      {section.question !== '' && (
        <>
          {' · '}
          {words.question.toLowerCase()} <Name text={section.question} />
        </>
      )}
    </>
  );
}

function Tiles({ section }: { section: QuestionSection }) {
  const said = words.tiles;
  const agreement = main_agreement(section);
  const consensus = section.consensus.find((row) => row.default);
  return (
    <dl className="tiles">
      {!section.plural && (
        <>
          <Tile
            title={said.accuracy}
            note={section.accuracy ? words.against(section.accuracy.against) : ''}
            estimate={section.accuracy?.overall}
            unit="share"
            missing={said.no_gold}
          />
          <Tile
            title={said.consensus}
            note={consensus ? `${model_name(consensus.model)}, ${words.against('gold')}` : ''}
            estimate={consensus?.accuracy}
            unit="share"
            missing={said.no_gold}
          />
        </>
      )}
      <Tile
        title={said.agreement}
        note={agreement ? metric_name(agreement.metric) : ''}
        estimate={agreement ?? undefined}
        unit="coefficient"
        missing={said.no_agreement}
      />
      <Volume section={section} />
    </dl>
  );
}

function Volume({ section: { data } }: { section: QuestionSection }) {
  const said = words.tiles;
  const per_item = data.labels_per_item;
  const lines: ReactNode[] = [
    said.annotators(data.annotators),
    said.categories(data.categories.length),
    said.per_item(decimals(per_item.median, per_item.median % 1 === 0 ? 0 : 1), per_item.min, per_item.max),
  ];
  return (
    <div className="tile">
      <dt>{said.volume}</dt>
      <dd>
        <span className="estimate">
          <span className="value">{said.items(data.items)}</span>
        </span>
        <span className="tile_lines">
          <span>{said.annotations(data.annotations)}</span>
          {lines.map((line, index) => (
            <span key={index}>{line}</span>
          ))}
        </span>
      </dd>
    </div>
  );
}

function Next({ rows }: { rows: Advice[] }) {
  return (
    <section id="next" aria-labelledby="next-title" className="next">
      <h2 id="next-title">{words.next.title}</h2>
      {rows.length === 0 && <Empty>{words.next.empty}</Empty>}
      <ol>
        {rows.map((row) => (
          <li key={row.text}>
            {sentence(row.text)}
            {row.evidence && <p className="evidence">{printable(row.evidence)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Warnings({ rows }: { rows: Warning[] }) {
  return (
    <section id="warnings" aria-labelledby="warnings-title" className="warnings">
      <h2 id="warnings-title">{words.warnings.title}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.code + row.text}>{sentence(row.text)}</li>
        ))}
      </ul>
    </section>
  );
}
