import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Markdown } from './Markdown.tsx';

afterEach(cleanup);

const shown = (text: string): HTMLElement => render(<Markdown text={text} />).container;

describe('Markdown that people wrote', () => {
  it('has its lists, titles and emphasis', () => {
    const page = shown('# Aim\n\nLabels for **triage**:\n\n* urgent\n* not urgent\n');
    expect(page.querySelector('h3')?.textContent).toBe('Aim');
    expect(page.querySelector('strong')?.textContent).toBe('triage');
    expect(page.querySelectorAll('li')).toHaveLength(2);
  });

  it('shows HTML as the text it is', () => {
    const html = '<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>';
    const page = shown(`${html}\n\nand <b onclick="alert(1)">inline</b> <iframe src="//x"></iframe>`);
    expect(page.querySelectorAll('script, img, svg, b, iframe')).toHaveLength(0);
    expect(page.textContent).toContain('<script>alert(1)</script>');
    expect(page.textContent).toContain('<b onclick="alert(1)">');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#x0A;script:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    '/api/v1/session',
    '//elsewhere.example',
  ])('makes no link of %s', (address) => {
    const page = shown(`[click](${address}) and <${address}>`);
    expect(page.querySelectorAll('a')).toHaveLength(0);
    expect(page.textContent).toContain('click');
  });

  it('leads to the web apart from this page and tells nobody from where', () => {
    const link = shown('[paper](https://example.org/a "hint") <ada@example.org>').querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://example.org/a');
    expect(link?.getAttribute('target')).toBe('_blank');
    expect(link?.getAttribute('rel')).toContain('noreferrer');
    expect(link?.hasAttribute('title')).toBe(false);
  });

  it('loads no picture', () => {
    const page = shown('![a chart](https://tracker.example/pixel.png)');
    expect(page.querySelectorAll('img')).toHaveLength(0);
    expect(page.textContent).toBe('a chart');
  });

  it('shows what would turn a line around', () => {
    expect(shown('a\u202eb\n\nc').textContent).toContain('a\ufffdb');
  });

  it('bears what is nested without end', () => {
    const deep = `${'> '.repeat(200)}${'*'.repeat(2000)}${'['.repeat(2000)}`;
    expect(shown(deep).textContent.length).toBeGreaterThan(0);
  });
});
