import type { Level } from '../../source/level/level.ts';
import { parseLevel } from '../../source/level/parse.ts';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { smallFiles } from '../level/level-files.ts';

/** The smallest level, changed for one test: nothing drawn, no prediction, a goal that is not reached by itself. */
export function smallLevel(changes: Partial<Omit<Level, 'setup'>> & { readonly setup: AuthorSetup }): Level & { readonly setup: AuthorSetup } {
  const read = parseLevel({ folder: '01-test/01-small', world: 1, files: smallFiles() });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { ...read.level, draw: [], lose: [], predictions: [], menu: [], goals: [{ id: 'open', holds: { accepted: { host: Object.keys(changes.setup.hosts)[0]!, atLeast: 99 } } }], ...changes };
}
