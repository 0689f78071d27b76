import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { InspectionDocument } from './document.ts';
import { emptied, fixture } from './fixture.ts';
import { read_document } from './read.ts';
import { Report } from './Report.tsx';

const hostile = [
  '</script><script>window.broken = 1</script>',
  '<img src=x onerror="window.broken = 1">',
  '\u202egnp.exe',
  '"\'`${1}',
  'a\u2028b',
];

function show(document: InspectionDocument) {
  return render(<Report document={document} />).container;
}

describe('report', () => {
  afterEach(cleanup);
  it('never shows NaN, undefined, null or an empty paragraph', () => {
    const page = show(fixture());
    expect(page.textContent).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
    for (const paragraph of page.querySelectorAll('p, h2, h3, dt, dd'))
      expect(paragraph.textContent.trim()).not.toBe('');
  });
  it('says what belongs into each empty section', () => {
    const document = fixture();
    document.questions = document.questions.map(emptied);
    const page = show(document);
    for (const section of page.querySelectorAll('main > section')) {
      const words = section.textContent.replace(section.querySelector('h2')?.textContent ?? '', '').trim();
      expect(words, section.id).not.toBe('');
    }
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^Not enough evidence/);
  });
  it('shows hostile names as text', () => {
    const name = (index: number) => hostile[index % hostile.length] + index.toString();
    const page = show(fixture({ categories: hostile, annotator_name: name, item_name: name }));
    expect(page.querySelectorAll('script, img')).toHaveLength(0);
    expect(page.textContent).toContain('<img src=x onerror=');
    expect(page.textContent).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect('broken' in window).toBe(false);
  });
  it('shows one question at a time and leads to the others', () => {
    show(fixture({ questions: 3 }));
    const links = screen
      .getAllByRole('link')
      .filter((link) => link.getAttribute('href')?.startsWith('#question-'));
    expect(links).toHaveLength(3);
    expect(links[0]?.getAttribute('aria-current')).toBe('true');
    window.location.hash = '#question-2';
    fireEvent(window, new Event('hashchange'));
    const current = screen
      .getAllByRole('link')
      .find((link) => link.getAttribute('aria-current') === 'true');
    expect(current?.textContent).toBe('finding 2');
    window.location.hash = '';
  });
  it('puts a table behind every chart', () => {
    const page = show(fixture());
    for (const chart of page.querySelectorAll('.histogram, table.heat')) {
      const section = chart.closest('section');
      expect(section?.querySelector('details.twin'), section?.id).toBeTruthy();
    }
    const twin = page.querySelector('#agreement details.twin');
    if (!(twin instanceof HTMLDetailsElement)) throw new Error('no twin');
    twin.open = true;
    fireEvent(twin, new Event('toggle'));
    expect(twin.querySelectorAll('tbody tr')).toHaveLength(10);
  });
  it('normalises rows of the confusion on demand', () => {
    const page = show(fixture());
    const first = () => page.querySelector('#confusion table.heat tbody td')?.textContent;
    expect(first()).toMatch(/^\d+$/);
    fireEvent.click(screen.getByRole('button', { name: 'share of the true category' }));
    expect(first()).toMatch(/%$/);
  });
});

describe('reading the document', () => {
  const page = (text: string) => {
    const made = document.implementation.createHTMLDocument();
    const script = made.createElement('script');
    script.id = 'inspection';
    script.type = 'application/json';
    script.textContent = text;
    made.body.append(script);
    return made;
  };
  it('tells a page without a document from one that is broken', () => {
    expect(read_document(page('@ASSAY_INSPECTION@'))).toBe('none');
    expect(read_document(page('{"questions": ['))).toBe('broken');
    expect(read_document(page('{}'))).toBe('broken');
    expect(read_document(page(JSON.stringify(fixture())))).toEqual(fixture());
  });
});
