import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'export by name' },
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'names come from files: never as HTML',
  },
];
const shown = 'JSXAttribute[name.name=/^(label|title|placeholder|alt|aria-label)$/]';
const in_words = [
  'JSXText[value=/[A-Za-z]{2}/]',
  `${shown} > Literal[value=/[A-Za-z]{2}/]`,
  `${shown} > JSXExpressionContainer > Literal[value=/[A-Za-z]{2}/]`,
].map((selector) => ({ selector, message: 'visible words stand in words/' }));

// style.md 43: strict, no any, no default exports (but where a tool wants one).
export default tseslint.config(
  { ignores: ['dist', 'screens-out', 'node_modules', 'src/api/generated.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere],
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
      'max-lines': ['error', 600],
    },
  },
  {
    files: ['src/**/*.tsx'],
    ignores: ['src/**/*.test.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...in_words] },
  },
);
