import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fixture } from '../fixture.ts';
import { Charts } from './Charts.tsx';

const charts = fixture().questions[0]?.people?.charts ?? [];

function show(shown = charts) {
  return render(<Charts charts={shown} />).container;
}

describe('charts', () => {
  afterEach(cleanup);
  it('marks signals and points outside, and says how many chance would make', () => {
    const page = show();
    expect(page.querySelectorAll('svg.lines circle.standout')).toHaveLength(1);
    const marks = [...page.querySelectorAll('.mark_text')].map((mark) => mark.textContent);
    expect(marks).toEqual(['rate changed', 'CUSUM', 'e-detector']);
    const row = page.querySelector('tbody tr')?.textContent;
    expect(row).toContain('1 of 10 (0.02 by chance)');
    expect(row).toContain('1 (0.08 by chance)');
    expect(row).toContain('at most 0.001');
  });
  it('shows the chart that was chosen, with its table', () => {
    const page = show();
    fireEvent.click(screen.getByRole('button', { name: 'opacity' }));
    expect(page.querySelectorAll('.mark_text, svg.lines circle.standout')).toHaveLength(0);
    expect(page.textContent).toContain('limits are widened');
    expect(page.textContent).toContain('Charted: 400 of 1,990');
    const twin = page.querySelector('details.twin');
    if (!(twin instanceof HTMLDetailsElement)) throw new Error('no twin');
    twin.open = true;
    fireEvent(twin, new Event('toggle'));
    expect(twin.querySelectorAll('tbody tr')).toHaveLength(10);
  });
  it('says when there is nothing to chart', () => {
    expect(show([]).textContent).toContain('Nobody and no category');
  });
});
