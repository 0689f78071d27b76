import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { annotator_report_address } from '../../api/erasures.ts';
import { Section } from '../../parts/Section.tsx';
import { protection_words } from '../../words/protection.ts';

const said = protection_words.people;

// What is held about one annotator, for who asks for it.
export function AnnotatorReport({ project }: { project: string }) {
  const [annotator, set_annotator] = useState('');
  return (
    <Section id="annotator-report" title={said.annotator_title}>
      <div className="take_fields">
        <TextInput
          size="xs"
          className="wide_field"
          label={said.annotator}
          description={said.annotator_help}
          value={annotator}
          onChange={(event) => {
            set_annotator(event.currentTarget.value);
          }}
        />
        {annotator.trim() !== '' && (
          <Button
            component="a"
            size="xs"
            variant="default"
            href={annotator_report_address(project, annotator.trim())}
            download
          >
            {said.annotator_save}
          </Button>
        )}
      </div>
    </Section>
  );
}
