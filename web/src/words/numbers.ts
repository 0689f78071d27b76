// Numbers as they are shown. Shares are 0..1 in the document; percent exists only here.

const nbsp = '\u00a0';
const minus = '\u2212';
const dash = '\u2013';

export function grouped(count: number): string {
  const [whole = '', part] = Math.abs(count)
    .toFixed(Number.isInteger(count) ? 0 : 1)
    .split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
  return count < 0 && Number(text.replace(/,/g, '')) !== 0 ? minus + text : text;
}

export function decimals(value: number, places: number): string {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? minus + text : text;
}

// What is almost nothing or almost all is not rounded to certainty.
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return `<${nbsp}0.1${nbsp}%`;
  if (share < 1 && share > 0.9995) return `>${nbsp}99.9${nbsp}%`;
  return `${decimals(share * 100, 1)}${nbsp}%`;
}

// How an estimate's numbers are written: a share of cases, a coefficient of agreement, a ratio.
export type Unit = 'share' | 'coefficient' | 'ratio';

export function value_text(value: number, unit: Unit): string {
  if (unit === 'share') return percent(value);
  return unit === 'ratio' ? `${decimals(value, 1)}×` : decimals(value, 3);
}

// "9.1–14.0 %", "0.598–0.628"; "to" where a limit is negative.
export function range_text(lower: number, upper: number, unit: Unit): string {
  const scale = unit === 'share' ? 100 : 1;
  const places = unit === 'coefficient' ? 3 : 1;
  const between = lower < 0 ? ' to ' : dash;
  const ending = unit === 'share' ? `${nbsp}%` : '';
  return decimals(lower * scale, places) + between + decimals(upper * scale, places) + ending;
}

// A ratio of chance in words people use: "1 in 8". Only from one in three to one in a hundred.
export function one_in(share: number): string | null {
  if (!(share >= 0.0095 && share <= 0.34)) return null;
  return `1 in ${Math.round(1 / share).toString()}`;
}

export function seconds_text(seconds: number): string {
  return seconds < 90
    ? `${decimals(seconds, seconds < 10 ? 1 : 0)}${nbsp}s`
    : `${decimals(seconds / 60, 1)}${nbsp}min`;
}

// p values below what matters are not spelled out.
export function p_text(p: number): string {
  if (p < 0.001) return `p${nbsp}<${nbsp}0.001`;
  return p > 0.9995 ? `p${nbsp}=${nbsp}1` : `p${nbsp}=${nbsp}${decimals(p, 3)}`;
}

export const plural = (count: number, one: string, many: string): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;
