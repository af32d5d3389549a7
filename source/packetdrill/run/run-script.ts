import type { Script, ScriptOption } from '../language/script.ts';
import { Mismatch, NotModelled, type ScriptResult } from './result.ts';
import { firstUnknown } from './needs.ts';
import { ScriptRun } from './script-run.ts';
import { settingsOf } from './settings.ts';
import type { Target } from './target.ts';

/**
 * Runs a script against a kernel, from the first event to the last, and says how it ended. `options` count more than those of
 * the script itself, as those of packetdrill's command line do.
 */
export async function runScript(script: Script, target: Target, options: readonly ScriptOption[] = []): Promise<ScriptResult> {
  try {
    const settings = settingsOf([...script.options, ...options]);
    const unknown = firstUnknown(script, settings, target);
    if (unknown?.events === -1) throw unknown.error;
    try {
      await new ScriptRun(script, settings, target).run(unknown?.events);
    } finally {
      await target.close();
    }
    if (unknown) throw unknown.error;
    return { kind: 'pass' };
  } catch (error) {
    if (error instanceof Mismatch) return { kind: 'fail', place: error.place, difference: error.difference };
    if (error instanceof NotModelled) return { kind: 'skip', place: error.place, feature: error.feature };
    throw error;
  }
}
