// Dates as people read them: absolute in the user's zone, with a hint how long ago, and UTC on demand.

const two = (value: number) => value.toString().padStart(2, '0');

export function local_text(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = `${at.getFullYear().toString()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function utc_text(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const steps: [number, string][] = [
  [60, 's'],
  [60, 'min'],
  [24, 'h'],
  [365, 'd'],
];

function in_one_unit(seconds: number): string {
  let amount = seconds;
  for (const [size, unit] of steps) {
    if (amount < size) return `${Math.round(amount).toString()} ${unit}`;
    amount /= size;
  }
  return `${Math.round(amount).toString()} y`;
}

// How far that is from now, whether it was or is yet to come. The clocks of server and browser differ a little.
export function ago_text(iso: string, now: number): string {
  const seconds = (now - new Date(iso).getTime()) / 1000;
  if (Number.isNaN(seconds)) return '';
  if (Math.abs(seconds) < 45) return 'just now';
  return seconds > 0 ? `${in_one_unit(seconds)} ago` : `in ${in_one_unit(-seconds)}`;
}
