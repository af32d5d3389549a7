// Before the tests: an empty home for them, and a current build for those that start the built program.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenNeeded, scratch } from './project.mjs';

export function setup() {
  rmSync(join(scratch, 'home'), { recursive: true, force: true });
  if (!buildWhenNeeded()) console.error('The build failed: tests of the built program will see an old one, or none.');
}
