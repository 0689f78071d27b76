import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { join } from './one_file.ts';

const html = `<!doctype html><html><head><title>t</title>
<script type="module" crossorigin src="/assets/a.js"></script>
<link rel="stylesheet" href="/assets/a.css"></head>
<body><script type="application/json" id="inspection">
  @ASSAY_INSPECTION@
</script></body></html>`;

const between = (text: string, opening: string, closing: string) => {
  const begin = text.lastIndexOf(opening) + opening.length;
  return text.slice(begin, text.indexOf(closing, begin));
};

describe('one file', () => {
  const made = join(html, 'console.log("</script><!-- $& $1");', 'body { color: red }');
  it('refers to no other file', () => {
    expect(made).not.toMatch(/<link|src=/);
  });
  it('names the hash of the very script and style that it holds', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('base64');
    expect(made).toContain(`script-src 'sha256-${hash(between(made, '<script>', '</script>'))}'`);
    expect(made).toContain(`style-src 'sha256-${hash(between(made, '<style>', '</style>'))}'`);
  });
  it('lets no text of the script end the script', () => {
    expect(made.match(/<\/script>/g)).toHaveLength(2);
    expect(made).not.toContain('<!--');
    expect(made).toContain('$& $1');
  });
  it('keeps the place of the document, without space around', () => {
    expect(made).toContain('id="inspection">@ASSAY_INSPECTION@</script>');
  });
});
