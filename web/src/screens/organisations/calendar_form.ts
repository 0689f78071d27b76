// A calendar as it is typed, and what it says; what is wrong is said for each field.

import type { Calendar } from '../../api/types.ts';
import { organisation_words } from '../../words/organisations.ts';

const said = organisation_words.calendar;

export interface CalendarDraft {
  time_zone: string;
  days: string[];
  from: string;
  until: string;
  holidays: string;
}

export const days_of_week = ['1', '2', '3', '4', '5', '6', '7'];

export const draft_of = (calendar: Calendar): CalendarDraft => ({
  time_zone: calendar.time_zone,
  days: calendar.days.map(String),
  from: calendar.from,
  until: calendar.until,
  holidays: calendar.holidays.join('\n'),
});

// As the server begins with; the zone is the reader's own.
export const first_draft = (zone: string): CalendarDraft => ({
  ...{ time_zone: zone, days: ['1', '2', '3', '4', '5'], from: '09:00', until: '17:00', holidays: '' },
});

// "9:00" is meant as 09:00. Minutes of the day; nothing when it is no time.
export function minute_of(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  const at = hour * 60 + minute;
  return minute < 60 && at <= 24 * 60 ? at : undefined;
}

const time_text = (minute: number): string =>
  `${Math.floor(minute / 60)
    .toString()
    .padStart(2, '0')}:${(minute % 60).toString().padStart(2, '0')}`;

function is_date(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

// The dates, each once and in order, or what is wrong with the first that is none.
export function holidays_from(text: string): { dates: string[]; problem?: string } {
  const lines = text.split('\n').map((line) => line.trim());
  const wrong = lines.findIndex((line) => line !== '' && !is_date(line));
  if (wrong >= 0) return { dates: [], problem: said.no_date(wrong + 1, lines[wrong] ?? '') };
  return { dates: [...new Set(lines.filter(Boolean))].sort() };
}

export type CalendarProblems = Partial<Record<keyof CalendarDraft, string>>;

export function read_calendar(draft: CalendarDraft): { calendar: Calendar; problems: CalendarProblems } {
  const problems: CalendarProblems = {};
  const from = minute_of(draft.from);
  const until = minute_of(draft.until);
  const holidays = holidays_from(draft.holidays);
  if (draft.days.length === 0) problems.days = said.no_days;
  if (from === undefined) problems.from = said.no_time;
  if (until === undefined) problems.until = said.no_time;
  else if (from !== undefined && until <= from) problems.until = said.until_first;
  if (holidays.problem) problems.holidays = holidays.problem;
  return {
    problems,
    calendar: {
      time_zone: draft.time_zone,
      days: draft.days.map(Number).sort((a, b) => a - b),
      from: time_text(from ?? 0),
      until: time_text(until ?? 0),
      holidays: holidays.dates,
    },
  };
}

// Every zone that this browser knows, UTC, and the one that is kept.
export function zones_with(kept: string): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(kept ? [kept] : [])])];
}

export const own_zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

// "Mon to Fri", "Mon, Wed, Sat": days that follow each other are a span.
export function days_text(days: number[]): string {
  const name = (day: number) => said.day_short[day - 1] ?? day.toString();
  const spans: [number, number][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const span = spans.at(-1);
    if (span && day === span[1] + 1) span[1] = day;
    else spans.push([day, day]);
  }
  return spans
    .map(([first, last]) =>
      last - first < 2
        ? [...new Set([first, last])].map(name).join(', ')
        : `${name(first)} to ${name(last)}`,
    )
    .join(', ');
}
