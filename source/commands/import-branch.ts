import { DEFAULT_PROFILE } from '../kernel/profile.ts';
import type { Lang } from '../language.ts';
import { message, say } from '../message/say.ts';
import { parseScript } from '../packetdrill/language/parse-script.ts';
import type { Script } from '../packetdrill/language/script.ts';
import { Mismatch, NotModelled } from '../packetdrill/run/result.ts';
import { Sandbox, type Sent } from '../packetdrill/run/sandbox.ts';
import { TwinTarget } from '../packetdrill/twin/twin-target.ts';
import { seconds } from '../plain/voice.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Ms } from '../time.ts';
import { parseDuration } from '../world/move-notation/duration.ts';

/** The longest time that may pass at once. */
const LONGEST_WAIT: Ms = 1_000_000;

/** Where a script's n-th segment (from 1) stands among its events. */
function eventOf({ events }: Script, n: number): number {
  const segments = events.flatMap(({ action }, index) => (action.kind === 'segment' ? [index] : []));
  return segments[n - 1] ?? events.length;
}

/**
 * Goes on otherwise before the n-th segment, on the simulated kernel, by the first of the scripts that brings it there: each line is an event, `wait 3s`, or `back`. False when
 * the input is over.
 */
export async function branchFrom(scripts: readonly Script[], n: number, { lines, print, lang }: { readonly lines: AsyncIterator<string>; readonly print: (...lines: readonly string[]) => void; readonly lang: Lang }): Promise<boolean> {
  const told = (sent: readonly Sent[], now: Ms): readonly string[] =>
    sent.length === 0 ? [message(lang, 'import.branch.silence', { time: seconds(now) })] : sent.map(({ at, text }) => message(lang, 'import.branch.sent', { time: seconds(at), segment: text }));
  let sandbox: Sandbox | null = null;
  const faults: string[] = [];
  for (const script of scripts) {
    try {
      sandbox ??= await Sandbox.after(script, eventOf(script, n), new TwinTarget(DEFAULT_PROFILE));
    } catch (error) {
      faults.push(faultOf(error, lang, script));
    }
  }
  if (sandbox === null) {
    print(...[...new Set(faults)].map((text) => message(lang, 'import.error', { text })));
    return true;
  }
  print(message(lang, 'import.branch.open', { kernel: DEFAULT_PROFILE, n }));
  for (;;) {
    const next = await lines.next();
    if (next.done === true) return false;
    const line = next.value.trim();
    if (line === '') continue;
    if (line === 'back' || line === 'quit') break;
    try {
      if (/^wait\b/.test(line)) {
        const read = parseDuration(line.slice('wait'.length).trim());
        if (read.ok && read.value <= LONGEST_WAIT) print(...told(await sandbox.wait(read.value), sandbox.now));
        else print(message(lang, 'import.error', { text: message(lang, 'import.branch.wait', { got: visible(line) }) }));
        continue;
      }
      const parsed = parseScript(`+0 ${line}`);
      const event = parsed.ok && parsed.script.events.length === 1 ? parsed.script.events[0]! : null;
      if (event === null) print(message(lang, 'import.error', { text: message(lang, 'import.branch.event', { got: visible(line) }) }));
      else print(...told(await sandbox.make(event.action), sandbox.now));
    } catch (error) {
      print(message(lang, 'import.error', { text: faultOf(error, lang) }));
    }
  }
  await sandbox.close();
  print(message(lang, 'import.branch.closed', { n }));
  return true;
}

function faultOf(error: unknown, lang: Lang, script?: Script): string {
  if (error instanceof NotModelled) return message(lang, 'import.branch.not-modelled', { feature: visible(error.feature) });
  if (!(error instanceof Mismatch)) throw error;
  const { place, difference } = error;
  const textOf = (value: Mismatch['difference']['expected']): string => (typeof value === 'string' ? value : say(lang, value));
  const params = { expected: textOf(difference.expected), actual: textOf(difference.actual) };
  // What was made from a capture has no lines that anybody could look up.
  return script && place.line === 0 ? message(lang, 'import.branch.not-so', params) : message(lang, 'import.branch.otherwise', { line: place.line, ...params });
}
