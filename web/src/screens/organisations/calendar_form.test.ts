import { describe, expect, it } from 'vitest';
import {
  days_text,
  draft_of,
  first_draft,
  holidays_from,
  minute_of,
  read_calendar,
  zones_with,
} from './calendar_form.ts';

const draft = first_draft('Europe/Berlin');

describe('a calendar as it is typed', () => {
  it('is read as it was written, and written as it was read', () => {
    const { calendar, problems } = read_calendar({
      ...draft,
      ...{ days: ['5', '1'], from: '8:30', until: '24:00' },
      holidays: ' 2026-12-25\n\n2026-01-01\n2026-12-25 \n',
    });
    expect(problems).toEqual({});
    expect(calendar).toEqual({
      ...{ time_zone: 'Europe/Berlin', days: [1, 5], from: '08:30', until: '24:00' },
      holidays: ['2026-01-01', '2026-12-25'],
    });
    expect(read_calendar(draft_of(calendar)).calendar).toEqual(calendar);
  });

  it('says for each field what is wrong', () => {
    const { problems } = read_calendar({
      ...draft,
      ...{ days: [], from: 'nine', until: '25:00', holidays: '2026-12-25\n2026-02-30' },
    });
    expect(Object.keys(problems).sort()).toEqual(['days', 'from', 'holidays', 'until']);
    expect(problems.holidays).toContain('Line 2');
    expect(problems.holidays).toContain('2026-02-30');
    expect(read_calendar({ ...draft, from: '17:00', until: '17:00' }).problems).toHaveProperty('until');
  });

  it('knows times of the day and dates that exist', () => {
    expect(minute_of('00:00')).toBe(0);
    expect(minute_of('24:00')).toBe(1440);
    expect(minute_of('24:01')).toBeUndefined();
    expect(minute_of('12:60')).toBeUndefined();
    expect(holidays_from('2024-02-29').problem).toBeUndefined();
    expect(holidays_from('2023-02-29').problem).toBeDefined();
    expect(holidays_from('25.12.2026').problem).toBeDefined();
  });

  it('offers UTC and a zone that this browser does not know', () => {
    const zones = zones_with('Mars/Olympus');
    expect(zones).toContain('UTC');
    expect(zones).toContain('Europe/Berlin');
    expect(zones).toContain('Mars/Olympus');
    expect(new Set(zones).size).toBe(zones.length);
  });

  it('says its days in words', () => {
    expect(days_text([1, 2, 3, 4, 5])).toBe('Mon to Fri');
    expect(days_text([6, 1, 3, 7])).toBe('Mon, Wed, Sat, Sun');
    expect(days_text([1, 2, 3, 7])).toBe('Mon to Wed, Sun');
  });
});
