/** Components and hooks of the admin view in jsdom. Style sheets become their own class names. */
module.exports = {
  displayName: 'admin',
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/environment.cjs',
  testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
  setupFiles: ['<rootDir>/test/browser.cjs'],
  setupFilesAfterEnv: ['<rootDir>/test/patience.cjs'],
  testTimeout: 60_000,
  moduleNameMapper: {
    '\\.css$': '<rootDir>/test/styles.cjs',
    // The CommonJS build of the icons asks for this one file of an ES build.
    '^@ant-design/colors/es/(.*)$': '@ant-design/colors/lib/$1',
    '^@talent/shared/(.*)$': '<rootDir>/../../shared/src/$1',
  },
  transform: {
    '\\.(ts|tsx)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
        module: { type: 'commonjs' },
      },
    ],
  },
}
