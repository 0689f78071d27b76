import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Project } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { protection_words } from '../../words/protection.ts';
import { may } from '../frame/rights.ts';
import { Demand } from './Demand.tsx';
import { ErasureList } from './ErasureList.tsx';

const said = protection_words.erasures;

export function Erasures({ project }: { project: Project }) {
  const [demanding, set_demanding] = useState(false);
  const may_erase = may(project, 'erase');
  return (
    <Section id="erasures" title={said.title}>
      <ErasureList of={project.id} may_erase={may_erase} />
      {may_erase && (
        <Button
          className="space_above"
          variant="default"
          onClick={() => {
            set_demanding(true);
          }}
        >
          {said.demand}
        </Button>
      )}
      {demanding && (
        <Demand
          project={project.id}
          on_close={() => {
            set_demanding(false);
          }}
        />
      )}
    </Section>
  );
}
