import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Many files wait for a Redmine or a browser: one worker less than cores would leave cores idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // They keep nothing between them, and loading everything anew for each file took longer than the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/unit/**'],
        },
      },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
