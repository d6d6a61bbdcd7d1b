import { defineConfig } from 'vitest/config';

const PURE = ['test/unit/{core,sync,text}/**/*.test.ts'];

export default defineConfig({
  test: {
    // Many files wait for a Redmine or a browser: one worker less than cores would leave cores idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: PURE,
          // No test here touches the process, and loading everything anew for each file took longer than the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: PURE,
        },
      },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
