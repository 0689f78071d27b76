// Joins what Vite built into one HTML file that needs nothing else, and forbids it by a content security
// policy to load anything, or to run a script or use a style whose hash is not named: a report opens
// offline and stays so.

import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

const csp_hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${csp_hash(script)}`,
    `style-src ${csp_hash(style)}`,
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

// What would end the element early is written differently; both spellings mean the same to the engine.
const script_text = (code: string) =>
  code
    .trim()
    .replace(/<\/(script)/gi, '<\\/$1')
    .replace(/<!--/g, '<\\!--');

function text_of(file: Rolldown.OutputAsset | Rolldown.OutputChunk): string {
  if (file.type === 'chunk') return file.code;
  return typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source);
}

// One script, one style sheet: a second of either would be lost in silence.
function take_only(bundle: Rolldown.OutputBundle, ending: string): string {
  const names = Object.keys(bundle).filter((name) => name.endsWith(ending));
  if (names.length !== 1) throw new Error(`one *${ending} expected, found ${names.join(', ') || 'none'}`);
  const name = names[0] as string;
  const file = bundle[name];
  if (!file) throw new Error(`${name} vanished`);
  Reflect.deleteProperty(bundle, name);
  return text_of(file);
}

export function join(html: string, script: string, style: string): string {
  const code = script_text(script);
  const sheet = style.trim();
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(code, sheet)}">`;
  return html
    .replace(/\s*<script type="module"[^>]*><\/script>/, '')
    .replace(/\s*<link rel="(stylesheet|modulepreload)"[^>]*>/g, '')
    .replace(/\s+@ASSAY_INSPECTION@\s+/, '@ASSAY_INSPECTION@')
    .replace('</title>', () => `</title>\n    ${meta}\n    <style>${sheet}</style>`)
    .replace('</body>', () => `<script>${code}</script>\n  </body>`);
}

export function one_file(): Plugin {
  return {
    name: 'assay-one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find((file) => file.fileName.endsWith('.html'));
      if (page?.type !== 'asset') throw new Error('no page was built');
      page.source = join(text_of(page), take_only(bundle, '.js'), take_only(bundle, '.css'));
    },
  };
}
