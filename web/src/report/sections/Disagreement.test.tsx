import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { InspectionDocument } from '../document.ts';
import { emptied, fixture, plural_section } from '../fixture.ts';
import { Report } from '../Report.tsx';

function show(document: InspectionDocument) {
  return render(<Report document={document} />).container;
}

describe('disagreement', () => {
  afterEach(cleanup);
  it('compares agreement with and without answers that began as predictions', () => {
    const page = show(fixture({ annotators: 3, categories: ['a', 'b', 'c'] }));
    const table = page.querySelector('#agreement table.wide');
    expect(table?.textContent).toContain('0.610');
    expect(table?.textContent).toContain('0.480');
    const document = fixture({ annotators: 3, categories: ['a', 'b', 'c'] });
    for (const section of document.questions) section.agreement_unanchored = [];
    cleanup();
    expect(show(document).querySelector('#agreement table.wide')).toBeNull();
  });
  it('says where disagreement comes from, and what cannot be said', () => {
    const page = show(fixture({ annotators: 3, categories: ['a', 'b', 'c'] }));
    const rows = [...(page.querySelector('#sources table')?.querySelectorAll('tbody tr') ?? [])];
    expect(rows).toHaveLength(5);
    expect(rows[0]?.textContent).toContain('31.0');
    expect(rows[3]?.textContent).toContain('not enough evidence');
    expect(rows[0]?.textContent).toContain('repeated answers');
    expect(rows[4]?.textContent).toContain('the guideline');
  });
  it('calls nothing an error where several answers may be right', () => {
    const document = fixture({ annotators: 3, categories: ['a', 'b', 'c'] });
    document.questions = document.questions.map((section) => ({
      ...emptied(section),
      agreement: section.agreement,
      categories: section.categories,
      plural: plural_section(),
    }));
    const page = show(document);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(
      /^The most frequent answer has 71.3/,
    );
    for (const id of ['slices', 'confusion', 'consensus', 'gold', 'people', 'hints'])
      expect(page.querySelector(`#${id}, nav a[href="#${id}"]`), id).toBeNull();
    expect(page.querySelector('#categories')?.textContent).not.toContain('true category');
    expect(page.querySelectorAll('#plural tbody tr').length).toBeGreaterThanOrEqual(2);
    for (const link of page.querySelectorAll('nav a'))
      expect(page.querySelector(link.getAttribute('href') ?? ''), link.textContent).toBeTruthy();
  });
  it('names the distance that was asked for', () => {
    const document = fixture({ annotators: 3, categories: ['a', 'b', 'c'] });
    for (const section of document.questions) {
      const [first] = section.agreement;
      if (!first) throw new Error('no agreement');
      section.agreement.unshift(
        ...['circular', 'tree', '2,1'].map((weights) => ({
          ...first,
          metric: weights === '2,1' ? 'icc' : 'krippendorff_alpha',
          weights,
          value: 0.321,
        })),
      );
    }
    const page = show(document);
    expect(page.querySelector('.tiles')?.textContent).toContain('0.321');
    for (const words of ['distance on a circle', 'tree of categories', 'Intraclass correlation'])
      expect(page.querySelector('#agreement')?.textContent).toContain(words);
  });
});
