import { printable } from '../words/names.ts';

// A name out of a file: set apart from the direction of the text around it.
export function Name({ text }: { text: string }) {
  return <bdi className="name">{printable(text)}</bdi>;
}

export function Mono({ text }: { text: string }) {
  return <bdi className="mono">{printable(text)}</bdi>;
}
