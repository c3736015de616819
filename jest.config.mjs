export default {
  testEnvironment: 'node',
  maxWorkers: '100%', // many tests wait for servers
  testTimeout: 60_000, // ms; tests that start the service wait for it on whatever machine
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.json' }] },
  moduleNameMapper: {
    '^@app/(api|projector|publisher)$': '<rootDir>/apps/$1/src/index.ts',
    '^@app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
