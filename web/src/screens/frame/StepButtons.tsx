import { Button } from '@mantine/core';
import { app_words } from '../../words/app.ts';

interface StepButtonsProps {
  at: number;
  last: number;
  end: string; // what the last step does
  busy: boolean;
  on_back: () => void;
}

// The buttons under a form of several steps.
export function StepButtons({ at, last, end, busy, on_back }: StepButtonsProps) {
  return (
    <div className="form_end">
      {at > 0 && (
        <Button variant="default" onClick={on_back}>
          {app_words.back}
        </Button>
      )}
      <Button type="submit" loading={busy}>
        {at < last ? app_words.next : end}
      </Button>
    </div>
  );
}
