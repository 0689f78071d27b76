import { useParams } from 'react-router';
import { access_report_address, processing_record_address } from '../../api/protection.ts';
import { useProject } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { printable } from '../../words/names.ts';
import { protection_words as said } from '../../words/protection.ts';
import { Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { is_about_people } from './about_people.ts';
import { Erasures } from './Erasures.tsx';
import { Glass } from './Glass.tsx';
import { Holds } from './Holds.tsx';
import { Retention } from './Retention.tsx';

const lead_of = (project: Project) =>
  is_about_people(project) ? said.lead(printable(project.purpose) || said.no_purpose) : said.lead_open;

// How items are kept, held, erased and looked at.
export function Protection() {
  const { project = '' } = useParams();
  const about = useProject(project);
  return (
    <Screen title={said.title} lead={about.data && lead_of(about.data)}>
      <Loaded query={about}>
        {(of) => (
          <>
            <Retention project={of} />
            <Holds project={of} />
            <Erasures project={of} />
            {is_about_people(of) && <Glass project={of} />}
            <Section id="files" title={said.files.title}>
              <ul className="plain">
                <li>
                  <a href={access_report_address(of.id)} download>
                    {said.files.access}
                  </a>
                </li>
                <li>
                  <a href={processing_record_address(of.id)} download>
                    {said.files.processing}
                  </a>
                </li>
              </ul>
            </Section>
          </>
        )}
      </Loaded>
    </Screen>
  );
}
