import { defineConfig } from 'vitest/config';

/** What judges the mutants: the unit tests of the decisions and of the runs. */
export default defineConfig({
  test: { include: ['test/unit/core/**/*.test.ts', 'test/unit/sync/**/*.test.ts'] },
});
