import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const home = join(import.meta.dirname, 'node_modules/.cache/ackademy/home');
/** Tests that start whole programs: slower, and measured on a quiet machine, so they come after the rest. */
const wholePrograms = ['test/terminal/**/*.test.{ts,tsx}', 'test/package/**/*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['tools/vitest-setup.mjs'],
    // Two cores are what a small machine has; more workers only make the terminal tests wait.
    maxWorkers: 2,
    env: {
      // Without these, ink-testing-library makes Ink start `tput` for every frame.
      COLUMNS: '100',
      LINES: '40',
      TZ: 'UTC',
      // Under CI Ink prints its last frame only.
      CI: 'false',
      CONTINUOUS_INTEGRATION: 'false',
      // Progress and settings of whoever runs the tests are not ours to touch.
      HOME: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_DATA_HOME: join(home, 'data'),
      XDG_STATE_HOME: join(home, 'state'),
      XDG_CACHE_HOME: join(home, 'cache'),
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: wholePrograms,
          testTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'programs',
          include: wholePrograms,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
