import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// style.md 43: strict, no any, no default exports (but where a tool wants one).
export default tseslint.config(
  { ignores: ['dist', 'screens-out', 'node_modules', 'src/api/generated.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'export by name' },
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'names come from files: never as HTML',
        },
      ],
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
      'max-lines': ['error', 600],
    },
  },
);
