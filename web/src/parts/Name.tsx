import { printable } from '../words/names.ts';

// A name out of a file: set apart from the direction of the text around it.
export function Name({ text }: { text: string }) {
  return <bdi className="name">{printable(text)}</bdi>;
}

// An address breaks before its @ where it must, and inside of a word only where nothing else helps.
export function Email({ text }: { text: string }) {
  const [person = '', ...host] = printable(text).split('@');
  return (
    <bdi className="email">
      {person}
      {host.length > 0 && (
        <>
          <wbr />@{host.join('@')}
        </>
      )}
    </bdi>
  );
}

export function Mono({ text }: { text: string }) {
  return <bdi className="mono">{printable(text)}</bdi>;
}
