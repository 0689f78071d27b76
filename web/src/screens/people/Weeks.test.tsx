import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderWeek } from '../../api/types.ts';
import { Weeks } from './Weeks.tsx';

afterEach(cleanup);

function week(begins: string, value: number | null): ProviderWeek {
  const limits =
    value === null ? { lower: null, upper: null } : { lower: value - 0.1, upper: value + 0.05 };
  const about = { level: 0.95, n: value === null ? 0 : 20, method: 'wilson', n_needed: 0 };
  return {
    ...{ begins, annotations: 12, items: 4, annotators: 3, agreement: [] },
    accuracy: {
      ...{ ...about, ...limits, value },
      note: value === null ? 'no answer of this week has gold' : '',
      status: value === null ? 'insufficient' : 'ok',
    },
  };
}

const drawn = (weeks: ProviderWeek[], without_time = 0) =>
  render(<Weeks weeks={weeks} without_time={without_time} />).container;
const charts = (within: Element) => [...within.querySelectorAll('.line_chart')];

describe('a provider week by week', () => {
  const weeks = [
    week('2026-10-05', 0.8),
    week('2026-10-12', 0.9),
    week('2026-10-19', null),
    week('2026-10-26', 0.85),
  ];

  it('is a line that breaks where nothing was measured, with an interval at every point', () => {
    const [accuracy, volume] = charts(drawn(weeks));
    expect(accuracy?.querySelectorAll('.plot path.line')).toHaveLength(2);
    expect(accuracy?.querySelectorAll('.stem')).toHaveLength(3);
    expect(volume?.querySelectorAll('.plot path.line')).toHaveLength(1);
    expect(volume?.querySelectorAll('.point')).toHaveLength(4);
    expect(accuracy?.querySelectorAll('figcaption .legend')).toHaveLength(1);
  });

  it('is a table, latest first, that says why a week has no accuracy', () => {
    const rows = [...drawn(weeks).querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('2026-10-26');
    expect(rows[0]).toContain('n 20'.replace(' ', '\u00a0'));
    expect(rows[1]).toContain('no answer of this week has gold');
  });

  it('says that accuracy is not measured where no week has gold', () => {
    const shown = drawn([week('2026-10-05', null)]);
    expect(charts(shown)).toHaveLength(1);
    expect(shown.textContent).toContain('accuracy is not measured');
  });

  it('counts what says no time, alone or beside weeks', () => {
    expect(drawn(weeks, 1).textContent).toContain('1 annotation says no time and is in no week.');
    cleanup();
    const none = drawn([], 21);
    expect(none.textContent).toContain('21 annotations say no time and are in no week.');
    expect(none.querySelector('table')).toBeNull();
  });
});
