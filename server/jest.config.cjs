/**
 * `sqlite` and `mariadb` run the same test files, `pure` holds the tests that touch no database and so
 * run once. One of them: `npx jest <file> -c server/jest.config.cjs --selectProjects sqlite`.
 */
const withoutDatabase = ['src/workbook/', 'src/pdf/', 'src/integrations/', 'src/sandbox/', 'test/scripts/']

const base = {
  rootDir: __dirname,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'node'],
  // `shared` is TypeScript source behind a workspace link, so it passes through here as well.
  transform: {
    '\\.ts$': ['@swc/jest', {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }],
  },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
  clearMocks: true,
  restoreMocks: true,
}

const onDatabase = (kind) => ({
  ...base,
  displayName: kind,
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: withoutDatabase.map((folder) => `<rootDir>/${folder}`),
  globals: { DATABASE_KIND: kind },
  globalSetup: `<rootDir>/test/global-setup-${kind}.ts`,
  globalTeardown: `<rootDir>/test/global-teardown-${kind}.ts`,
})

module.exports = {
  projects: [
    onDatabase('sqlite'),
    onDatabase('mariadb'),
    {
      ...base,
      displayName: 'pure',
      testMatch: withoutDatabase.map((folder) => `<rootDir>/${folder}**/*.test.ts`),
      globalSetup: '<rootDir>/test/global-setup-pure.ts',
    },
  ],
  testTimeout: 60_000,
  workerIdleMemoryLimit: '1GB',
}
