import { useState } from 'react';
import { useParams } from 'react-router';
import { usePreview } from '../../api/imports.ts';
import type { ImportKind, ImportPreview, ImportRequest } from '../../api/types.ts';
import { import_words as said } from '../../words/imports.ts';
import { Screen } from '../frame/Screen.tsx';
import { Steps } from '../frame/Steps.tsx';
import { FileStep } from './FileStep.tsx';
import { MappingStep } from './MappingStep.tsx';
import { RunStep } from './RunStep.tsx';

const steps = [said.steps.file, said.steps.mapping, said.steps.run];

// From a file on this machine to rows in the project: send, understand, try, bring in.
export function Wizard() {
  const { project = '' } = useParams();
  const [step, set_step] = useState(0);
  const [kind, set_kind] = useState<ImportKind>('annotations');
  const [request, set_request] = useState<ImportRequest | null>(null);
  const [name, set_name] = useState('');
  // What was understood last stays on screen while the file is read again, and when it cannot be read so.
  const [understood, set_understood] = useState<ImportPreview | null>(null);
  const preview = usePreview(project);
  const read = (wanted: ImportRequest) => {
    set_request(wanted);
    preview.mutate(wanted, { onSuccess: set_understood });
  };
  return (
    <Screen title={said.wizard_title} width={step === 1 ? 'full' : 'reading'}>
      <Steps titles={steps} at={step} />
      {step === 0 && (
        <FileStep
          project={project}
          kind={kind}
          on_kind={set_kind}
          on_sent={(upload, file_name) => {
            set_name(file_name);
            set_understood(null);
            read({ upload, kind });
            set_step(1);
          }}
        />
      )}
      {step === 1 && request && (
        <MappingStep
          request={request}
          read={understood}
          busy={preview.isPending}
          error={preview.error}
          on_read={read}
          on_back={() => {
            set_step(0);
          }}
          on_next={() => {
            set_step(2);
          }}
        />
      )}
      {step === 2 && request && (
        <RunStep
          project={project}
          request={request}
          file_name={name}
          on_back={() => {
            set_step(1);
          }}
          on_another={() => {
            set_step(0);
            set_request(null);
          }}
        />
      )}
    </Screen>
  );
}
