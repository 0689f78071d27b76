import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { is_over, useJob } from '../../api/jobs.ts';
import { useTakeSnapshot } from '../../api/snapshots.ts';
import type { NewSnapshot } from '../../api/types.ts';
import { snapshot_words as said } from '../../words/snapshots.ts';
import { Failed } from '../frame/Failure.tsx';
import { JobProgress } from '../frame/JobProgress.tsx';

interface TakeSnapshotProps {
  project: string;
}

const seed_default = 1;

// Measures everything as it is now. What it needs to be repeated stands beside the button.
export function TakeSnapshot({ project }: TakeSnapshotProps) {
  const [name, set_name] = useState('');
  const [seed, set_seed] = useState(seed_default);
  const [by, set_by] = useState('');
  const [id, set_id] = useState<string | null>(null);
  const take = useTakeSnapshot(project);
  const job = useJob(id).data;
  const busy = take.isPending || (job !== undefined && !is_over(job));
  const start = () => {
    const attributes = by
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean);
    const body: NewSnapshot = { seed };
    if (name.trim()) body.name = name.trim();
    if (attributes.length > 0) body.by = attributes;
    take.mutate(body, { onSuccess: (started) => set_id(started.id) });
  };
  return (
    <form
      className="take"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div className="take_fields">
        <TextInput
          size="xs"
          label={said.name}
          placeholder={said.name_help}
          value={name}
          onChange={(event) => {
            set_name(event.currentTarget.value);
          }}
        />
        <TextInput
          size="xs"
          label={said.by}
          placeholder={said.by_help}
          value={by}
          onChange={(event) => {
            set_by(event.currentTarget.value);
          }}
        />
        <NumberInput
          size="xs"
          label={said.seed}
          className="seed"
          min={0}
          allowDecimal={false}
          value={seed}
          onChange={(value) => {
            set_seed(typeof value === 'number' ? value : seed_default);
          }}
        />
        <Button type="submit" size="xs" loading={busy}>
          {said.take}
        </Button>
      </div>
      <Failed error={take.error} />
      {job && job.state !== 'done' && <JobProgress job={job} title={said.running} />}
    </form>
  );
}
