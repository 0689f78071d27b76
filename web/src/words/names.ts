// Names and sentences come from files. What could turn a line around, hide or fake text is replaced, as in
// the terminal's report; React escapes the rest.

// Control characters and those that steer the direction of writing (Unicode 9: LRM, RLM, embeddings,
// isolates).
// eslint-disable-next-line no-control-regex
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const breaks = /[\n\t\u2028\u2029]/g;

export function printable(text: string): string {
  return text.replace(breaks, ' ').replace(steering, '\ufffd');
}

// A text of several lines: as above, and its lines stay lines.
export const printable_lines = (text: string): string => text.split(/\r?\n/).map(printable).join('\n');

// The last part of a path: who reads a report need not know where files stood.
export const base_name = (path: string): string => path.split(/[\\/]/).pop() || path;

// A note out of the document, as a sentence begins.
export function sentence(text: string): string {
  const shown = printable(text);
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}

export function shorten(text: string, length_max: number): string {
  const characters = Array.from(printable(text));
  return characters.length <= length_max
    ? characters.join('')
    : `${characters.slice(0, length_max - 1).join('')}…`;
}
