import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'data/', 'test/conformance/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off', // interface is a port, type is data
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }], // decorators read the type
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }], // by code points, on purpose
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // Nest types its options as classes
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ], // "" counts as none
      '@typescript-eslint/require-await': 'off', // an async function that throws rejects
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: { 'no-undef': 'error' }, // tsc does not read these files
    languageOptions: {
      globals: readonly(
        'AbortController',
        'AbortSignal',
        'Buffer',
        'console',
        'fetch',
        'module',
        'performance',
        'process',
        'setTimeout',
        'URL',
      ),
    },
  },
  {
    rules: {
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.{spec,contract,fixture}.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true }], // stands for any class
      '@typescript-eslint/no-misused-spread': 'off', // toEqual() compares with plain objects
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any() and its like are any
      '@typescript-eslint/unbound-method': 'off', // expect(object.method)
    },
  },
  {
    files: ['libs/orchestration/src/**/*.ts', 'libs/task-run/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['console', 'crypto', 'fetch', 'process', 'setInterval', 'setTimeout'],
      ],
      'no-restricted-syntax': [
        'error',
        ...[
          ["NewExpression[callee.name='Date'][arguments.length=0]", 'Time is an input.'],
          ["MemberExpression[object.name='Date'][property.name='now']", 'Time is an input.'],
          ["MemberExpression[object.name='Math'][property.name='random']", 'Chance is an input.'],
          ['ThrowStatement', 'The domain refuses with a verdict; it does not throw.'],
          ['AwaitExpression', 'The domain is synchronous.'],
        ].map(([selector, message]) => ({ selector, message })),
      ],
    },
  },
  onlyImports('libs/orchestration/src', '^(?!\\.)'),
  onlyImports('libs/task-run/src', '^(?!\\.|@app/orchestration$)'),
);

function onlyImports(folder, forbidden) {
  return {
    files: [`${folder}/**/*.ts`],
    ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: forbidden, message: 'The domain imports nothing but itself.' }] },
      ],
    },
  };
}

function readonly(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
