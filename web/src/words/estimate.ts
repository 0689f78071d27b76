// An estimate as every document carries it: a number never stands alone (docs/reference/inspection.md).

export type Status = 'ok' | 'insufficient' | 'no_variation' | 'not_identifiable';

export interface Estimate {
  value: number | null;
  lower: number | null;
  upper: number | null;
  level: number | null;
  n: number;
  method: string;
  status: Status;
  n_needed: number;
  note: string;
}
