import { Button, FileButton, Progress, Radio } from '@mantine/core';
import { useRef, useState, type DragEvent } from 'react';
import { upload_file } from '../../api/imports.ts';
import type { ImportKind } from '../../api/types.ts';
import { import_words as said, size_text } from '../../words/imports.ts';
import { percent } from '../../words/numbers.ts';
import { Failed } from '../frame/Failure.tsx';

interface FileStepProps {
  project: string;
  kind: ImportKind;
  on_kind: (kind: ImportKind) => void;
  on_sent: (upload: string, file_name: string) => void;
}

export function FileStep({ project, kind, on_kind, on_sent }: FileStepProps) {
  const [file, set_file] = useState<File | null>(null);
  const [share, set_share] = useState<number | null>(null);
  const [failed, set_failed] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  const send = async () => {
    if (!file) return;
    stop.current = new AbortController();
    const { signal } = stop.current;
    set_failed(null);
    set_share(0);
    try {
      const upload = await upload_file(project, file, signal, set_share);
      on_sent(upload.id, file.name);
    } catch (error) {
      if (!signal.aborted) set_failed(error);
    } finally {
      set_share(null);
    }
  };
  return (
    <div className="form">
      <Radio.Group
        label={said.kind}
        value={kind}
        onChange={(value) => {
          on_kind(value as ImportKind);
        }}
      >
        <div className="radios">
          {Object.entries(said.kinds).map(([value, { title, text }]) => (
            <Radio key={value} value={value} label={title} description={text} />
          ))}
        </div>
      </Radio.Group>
      <Chooser file={file} on_file={set_file} />
      <Failed error={failed} />
      {share === null ? (
        <div className="form_end">
          <Button disabled={!file} onClick={() => void send()}>
            {said.upload}
          </Button>
        </div>
      ) : (
        <div className="job">
          <p role="status">{said.uploading(percent(share))}</p>
          <div className="job_line">
            <Progress value={100 * share} aria-label={said.uploading('')} className="job_bar" />
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                stop.current?.abort();
              }}
            >
              {said.stop}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Chooser({ file, on_file }: { file: File | null; on_file: (file: File | null) => void }) {
  const [over, set_over] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    set_over(false);
    on_file(event.dataTransfer.files[0] ?? null);
  };
  return (
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        set_over(true);
      }}
      onDragLeave={() => {
        set_over(false);
      }}
      onDrop={drop}
    >
      <p>
        <FileButton onChange={on_file} inputProps={{ 'aria-label': said.file }}>
          {(props) => (
            <Button variant="default" {...props}>
              {said.choose}
            </Button>
          )}
        </FileButton>{' '}
        <span className="quiet">{said.drop}</span>
      </p>
      {file && <p className="mono chosen">{said.chosen(file.name, size_text(file.size))}</p>}
      <p className="quiet small">{said.formats}</p>
    </div>
  );
}
