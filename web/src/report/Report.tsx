import { useEffect, useState } from 'react';
import { ThemeSwitch } from '../parts/ThemeSwitch.tsx';
import { words } from '../words/words.ts';
import type { InspectionDocument, PluralSection, QuestionSection } from './document.ts';
import { finding_of } from './finding.ts';
import { Head } from './Head.tsx';
import { Navigation } from './Navigation.tsx';
import { Questions } from './Questions.tsx';
import { Agreement } from './sections/Agreement.tsx';
import { Annotators } from './sections/Annotators.tsx';
import { ByType } from './sections/ByType.tsx';
import { Categories } from './sections/Categories.tsx';
import { Confusion } from './sections/Confusion.tsx';
import { Consensus } from './sections/Consensus.tsx';
import { Data } from './sections/Data.tsx';
import { ErrorSlices } from './sections/ErrorSlices.tsx';
import { Doubts, Gold } from './sections/Gold.tsx';
import { Hints } from './sections/Hints.tsx';
import { Methods } from './sections/Methods.tsx';
import { Pairs } from './sections/Pairs.tsx';
import { People } from './sections/People.tsx';
import { Plural } from './sections/Plural.tsx';
import { Sources } from './sections/Sources.tsx';

// #question-2 in the address chooses the question, so that a link can lead to it.
function question_in_address(count: number): number {
  const found = /^#question-(\d+)$/.exec(window.location.hash);
  const index = found ? Number(found[1]) - 1 : 0;
  return index >= 0 && index < count ? index : 0;
}

function useQuestion(count: number): number {
  const [index, set_index] = useState(() => question_in_address(count));
  useEffect(() => {
    const follow = () => {
      if (window.location.hash.startsWith('#question-')) set_index(question_in_address(count));
    };
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
    };
  }, [count]);
  return index;
}

export function Report({ document: inspection }: { document: InspectionDocument }) {
  const index = useQuestion(inspection.questions.length);
  const section = inspection.questions[index];
  useEffect(() => {
    if (section) document.title = words.page_title(finding_of(section).headline);
  }, [section]);
  if (!section) {
    return (
      <main id="main">
        <h1>{words.title}</h1>
        <p>{words.no_questions}</p>
      </main>
    );
  }
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="top">
        <span className="brand">
          <b>{words.title}</b> {words.inspection}
        </span>
        <ThemeSwitch />
      </header>
      <div className="page">
        <Navigation plural={section.plural !== null} />
        <main id="main">
          <Head document={inspection} section={section} />
          {inspection.questions.length > 1 && <Questions questions={inspection.questions} chosen={index} />}
          <Sections key={index} document={inspection} section={section} />
        </main>
      </div>
    </>
  );
}

function Sections({ document, section }: { document: InspectionDocument; section: QuestionSection }) {
  if (section.plural)
    return <PluralSections document={document} section={section} plural={section.plural} />;
  return (
    <>
      <ErrorSlices section={section} />
      <Categories section={section} />
      <Confusion accuracy={section.accuracy} />
      <Hints hints={section.hints} />
      <ByType section={section} />
      <Agreement section={section} />
      <Sources section={section} />
      <Annotators section={section} />
      <Pairs matrix={section.pairs} />
      <People people={section.people} />
      <Consensus section={section} />
      <Gold gold={section.gold} />
      <Doubts rows={section.label_errors} />
      <Data document={document} data={section.data} />
      <Methods document={document} section={section} />
    </>
  );
}

interface PluralSectionsProps {
  document: InspectionDocument;
  section: QuestionSection;
  plural: PluralSection;
}

// Where several answers may be right nothing is said of errors.
function PluralSections({ document, section, plural }: PluralSectionsProps) {
  return (
    <>
      <Plural plural={plural} />
      <Categories section={section} />
      <ByType section={section} />
      <Agreement section={section} />
      <Sources section={section} />
      <Pairs matrix={section.pairs} />
      <Data document={document} data={section.data} />
      <Methods document={document} section={section} />
    </>
  );
}
