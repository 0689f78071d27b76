import { Button, Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { app_words } from '../../words/app.ts';
import { Failed } from './Failure.tsx';

interface AskProps {
  title: string;
  // What follows.
  text: ReactNode;
  // The button that does it.
  act: string;
  busy: boolean;
  error: unknown;
  on_act: () => void;
  on_close: () => void;
  children?: ReactNode;
}

// Who closes it by keyboard stands where they were before; where that is gone, at the title of the page.
function useWayBack() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const there = before?.isConnected && before !== document.body ? before : document.querySelector('h1');
      if (there instanceof HTMLElement) there.focus();
    },
    [before],
  );
}

// What has consequences is asked once more. Put together from parts, since the head that Modal makes by itself
// is a second banner to screen readers. Its lock of scrolling would write a style that the policy blocks.
export function Ask({ title, text, act, busy, error, on_act, on_close, children }: AskProps) {
  useWayBack();
  return (
    <Modal.Root opened onClose={on_close} lockScroll={false} returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content>
        <div className="ask_head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={app_words.close} />
        </div>
        <Modal.Body>
          <form
            className="ask"
            onSubmit={(event) => {
              event.preventDefault();
              on_act();
            }}
          >
            <p>{text}</p>
            {children}
            <Failed error={error} />
            <div className="form_end">
              <Button type="submit" loading={busy}>
                {act}
              </Button>
              <Button variant="default" onClick={on_close}>
                {app_words.cancel}
              </Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
