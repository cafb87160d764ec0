const swc = (jsx) => ['@swc/jest', { jsc: { parser: { syntax: 'typescript', tsx: jsx }, transform: { react: { runtime: 'automatic' } }, target: 'es2022' }, module: { type: 'commonjs' } }]
const shared = { '^@talent/shared/(.*)$': '<rootDir>/../shared/src/$1' }

/** `unit`: hooks and components in jsdom. `weapp`: the compiled mini-program, run without WeChat. */
module.exports = {
  testTimeout: 60_000,
  projects: [
    {
      displayName: 'unit',
      rootDir: __dirname,
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      setupFiles: ['<rootDir>/test/unit/setup.ts'],
      transform: { '\\.tsx?$': swc(true), '\\.[cm]?js$': ['@swc/jest', { module: { type: 'commonjs' } }] },
      transformIgnorePatterns: ['/node_modules/(?!(taro-ui|@tarojs|zod)/)'],
      moduleNameMapper: {
        ...shared,
        '\\.scss$': '<rootDir>/test/unit/no-style.ts',
        '^@tarojs/components$': '<rootDir>/test/unit/components.tsx',
        '^@tarojs/taro$': '<rootDir>/test/unit/taro.ts',
      },
    },
    {
      displayName: 'weapp',
      rootDir: __dirname,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      globalSetup: '<rootDir>/test/harness/global-setup.ts',
      transform: { '\\.ts$': swc(false), '/zod/.*\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }] },
      transformIgnorePatterns: ['/node_modules/(?!zod/)'],
      moduleNameMapper: shared,
    },
  ],
}
