import type { Ms } from '../../time.ts';
import type { Script, ScriptEvent, ScriptSegment } from '../language/script.ts';
import { printFields } from '../language/print-script.ts';
import { asScriptSegment, toScript } from './connection.ts';
import { requireAll } from './needs.ts';
import { ScriptRun } from './script-run.ts';
import { settingsOf } from './settings.ts';
import type { Target } from './target.ts';

/** What the kernel sent while somebody went on by hand. */
export interface Sent {
  readonly at: Ms;
  /** As a script writes it: `. 1:1(0) ack 2 win 63`. */
  readonly text: string;
  readonly segment: ScriptSegment;
}

/** A kernel that a script has brought to some point, and that goes on with events made up on the spot. */
export class Sandbox {
  readonly #run: ScriptRun;

  private constructor(run: ScriptRun) {
    this.#run = run;
  }

  /** Plays the first `count` events. Throws a Mismatch where the kernel does otherwise, and NotModelled for what it has not. */
  static async after(script: Script, count: number, target: Target): Promise<Sandbox> {
    const begun: Script = { ...script, events: script.events.slice(0, count), cleanup: null };
    const settings = settingsOf(script.options);
    requireAll(begun, settings, target);
    const run = new ScriptRun(begun, settings, target);
    await run.begin();
    return new Sandbox(run);
  }

  get now(): Ms {
    return this.#run.target.now();
  }

  /** Makes an event happen now, and gives what the kernel sent at once. Throws like `after`. */
  async make(action: ScriptEvent['action']): Promise<readonly Sent[]> {
    requireAll({ options: [], init: null, events: [{ place: action.place, time: { kind: 'any' }, action }], cleanup: null }, this.#run.settings, this.#run.target);
    await this.#run.happen({ place: action.place, time: { kind: 'absolute', at: this.now }, action });
    return this.wait(0);
  }

  /** Lets so many ms pass, and gives what the kernel sent meanwhile. */
  async wait(ms: Ms): Promise<readonly Sent[]> {
    const until = this.now + ms;
    const sent: Sent[] = [];
    for (;;) {
      const next = await this.#run.target.nextOutbound(until);
      if (!next) break;
      const plain = asScriptSegment(next.segment, { line: 1, column: 1 });
      // A first SYN of the kernel is what its numbers count from: 0, as scripts write it.
      const named = { ...plain, seq: 0 };
      const connection = this.#run.descriptors.current && this.#run.connectionFor(named);
      const own = connection ? asScriptSegment(toScript(connection, next.segment, named), plain.place) : plain;
      const stamp = next.segment.options.find((option) => option.kind === 'ts');
      // So that an answer may echo the number that was shown.
      if (stamp?.kind === 'ts') connection?.timestamps.set(stamp.val, stamp.val);
      sent.push({ at: next.at, text: printFields(own), segment: own });
    }
    await this.#run.target.sleepUntil(until);
    this.#run.collectCall();
    return sent;
  }

  async close(): Promise<void> {
    await this.#run.target.close();
  }
}
