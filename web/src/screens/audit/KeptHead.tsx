import { Button, FileButton } from '@mantine/core';
import { useHeadCheck } from '../../api/audit.ts';
import type { LogHead } from '../../api/types.ts';
import { save_text } from '../../parts/csv.ts';
import { audit_words as said } from '../../words/audit.ts';
import { sentence } from '../../words/names.ts';
import { Failed } from '../frame/Failure.tsx';

// A head as a file to keep elsewhere, and one kept earlier held against the log as it stands.
export function KeptHead({ head }: { head: LogHead }) {
  const check = useHeadCheck();
  return (
    <div className="kept_head">
      <p className="prove">
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            save_text(
              `assay-head-${head.size.toString()}.txt`,
              head.checkpoint,
              'text/plain;charset=utf-8',
            );
          }}
        >
          {said.save_head}
        </Button>
        <FileButton
          inputProps={{ 'aria-label': said.head_file }}
          onChange={(file) =>
            void file?.text().then((text) => {
              check.mutate(text);
            })
          }
        >
          {(props) => (
            <Button variant="default" size="xs" loading={check.isPending} {...props}>
              {said.check_head}
            </Button>
          )}
        </FileButton>
        <span className="quiet small">{said.save_head_help}</span>
      </p>
      {check.data && (
        <p role="status" className={`verdict ${check.data.consistent ? 'pass' : 'fail'}`}>
          <span aria-hidden="true">{check.data.consistent ? '✓' : '✕'}</span>{' '}
          {check.data.consistent
            ? said.consistent(sentence(check.data.message))
            : said.inconsistent(sentence(check.data.message))}
        </p>
      )}
      <Failed error={check.error} />
    </div>
  );
}
