import type { Batch } from '../../api/types.ts';
import { batch_words as said, work_text } from '../../words/batches.ts';
import { local_text, utc_text } from '../../words/dates.ts';

// A time to come, on the reader's clock.
export const At = ({ at }: { at: string }) => (
  <time dateTime={at} title={utc_text(at)} className="nowrap">
    {local_text(at)}
  </time>
);

export function left_text({ time_left }: Batch): string {
  if (!time_left) return '';
  const text = work_text(time_left.work_minutes, time_left.day_minutes);
  return time_left.overdue ? said.overdue(text) : said.left(text);
}

// When a batch is due, and the working time until then or since.
export function Due({ batch }: { batch: Batch }) {
  if (batch.due_at === null) {
    const { at, work } = batch.due;
    if (at !== null) return <At at={at} />;
    return <>{work ? said.due_after(work.count, work.unit) : said.never_due}</>;
  }
  return (
    <>
      <At at={batch.due_at} />
      {batch.time_left && (
        <span className={batch.time_left.overdue ? 'attributes overdue' : 'attributes'}>
          {left_text(batch)}
        </span>
      )}
    </>
  );
}
