import { DEFAULT_PROFILE } from '../../kernel/profile.ts';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { parseScript } from '../../packetdrill/language/parse-script.ts';
import type { Script, ScriptEvent } from '../../packetdrill/language/script.ts';
import { Mismatch, NotModelled } from '../../packetdrill/run/result.ts';
import { Sandbox, type Sent } from '../../packetdrill/run/sandbox.ts';
import { TwinTarget } from '../../packetdrill/twin/twin-target.ts';
import { printPacketdrill } from '../../tcp/notation/print-packetdrill.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Ms } from '../../time.ts';
import { parseDuration } from '../../world/move-notation/duration.ts';
import { parseGivenSegment } from '../../world/move-notation/segment-line.ts';
import type { Conversation, Spoken } from './conversation.ts';
import { fromScript } from './from-script.ts';
import { eventBefore, type Role } from './role.ts';

/** The longest time that may pass at once. */
const LONGEST_WAIT: Ms = 1_000_000;

/** The window of a segment whose window nobody said: room for what the kernel may answer. */
const UNSAID_WINDOW = 1000;

/** A simulated kernel that a script has brought to a point of the conversation, or why it cannot be brought there. */
export type Brought = { readonly sandbox: Sandbox } | { readonly fault: string };

/** Brings a kernel to the point before the conversation's n-th segment. */
export async function bring(role: Role, n: number, lang: Lang): Promise<Brought> {
  try {
    return { sandbox: await Sandbox.after(role.script, eventBefore(role, n), new TwinTarget(DEFAULT_PROFILE)) };
  } catch (error) {
    return { fault: faultOf(error, lang, role.script) };
  }
}

/** What came of a line: the event that it was, if any (a wait is none), and what the kernel sent. */
export type LineMade = { readonly event: ScriptEvent | null; readonly sent: readonly Sent[]; readonly now: Ms } | { readonly fault: string };

/** One line of somebody who goes on by hand: an event of a script, or `wait 3s`. */
export async function makeLine(sandbox: Sandbox, line: string, lang: Lang): Promise<LineMade> {
  try {
    if (/^wait\b/.test(line)) {
      const read = parseDuration(line.slice('wait'.length).trim());
      if (!read.ok || read.value > LONGEST_WAIT) return { fault: message(lang, 'import.branch.wait', { got: visible(line) }) };
      const sent = await sandbox.wait(read.value);
      return { event: null, sent, now: sandbox.now };
    }
    const event = eventOf(line);
    if (event === null) return { fault: message(lang, 'import.branch.event', { got: visible(line) }) };
    const at = sandbox.now;
    const sent = await sandbox.make(event.action);
    return { event: { ...event, time: { kind: 'absolute', at } }, sent, now: sandbox.now };
  } catch (error) {
    return { fault: faultOf(error, lang) };
  }
}

/** An event as in a script, or a segment alone, in any notation that a player may write: the other side sends it. */
function eventOf(line: string): ScriptEvent | null {
  const parsed = parseScript(`+0 ${line}`);
  if (parsed.ok) return parsed.script.events.length === 1 ? parsed.script.events[0]! : null;
  const read = parseGivenSegment(line, {});
  if (!read.ok) return null;
  const { flags = 0, seq = 0, ack = 0, win = UNSAID_WINDOW, length = 0, options = {} } = read.value;
  return eventOf(`< ${printPacketdrill({ flags, seq, ack, win, length, options })}`);
}

/** A branch as far as it has come: the imported connection, what it has become, and where they part. */
export interface Branch {
  /** In the script's numbers, like `taken`: the two can be compared. */
  readonly original: Conversation;
  readonly taken: Conversation;
  /** Index of the first segment that is another one; null as long as there is none. */
  readonly differsAt: number | null;
  /** What came of the last line. */
  readonly last: LineMade | null;
}

/** A branch before the n-th segment, and what came of each line there; always from the beginning, so lines can be taken back. */
export async function branchAlong(role: Role, n: number, lines: readonly string[], lang: Lang): Promise<Branch | { readonly fault: string }> {
  const { script } = role;
  const brought = await bring(role, n, lang);
  if ('fault' in brought) return brought;
  const events: ScriptEvent[] = script.events.slice(0, eventBefore(role, n));
  const keep = (sent: readonly Sent[]): void => void events.push(...sent.map(({ at, segment }): ScriptEvent => ({ place: segment.place, time: { kind: 'absolute', at }, action: { ...segment, direction: 'out', ports: null } })));
  // What the kernel answered at once to the last one it was given is on its way already.
  keep(await brought.sandbox.wait(0));
  let last: LineMade | null = null;
  for (const line of lines) {
    last = await makeLine(brought.sandbox, line, lang);
    if ('fault' in last) break;
    if (last.event?.action.kind === 'segment') events.push(last.event);
    keep(last.sent);
  }
  await brought.sandbox.close();
  const original = conversationOf(script);
  const taken = conversationOf({ ...script, events });
  return { original, taken, differsAt: firstDifference(original.spoken, taken.spoken), last };
}

/** One with no segment yet is empty. */
function conversationOf(script: Script): Conversation {
  const imported = fromScript(script);
  return imported.ok ? imported.conversation : { ends: ['peer', 'kernel'], spoken: [], others: 0 };
}

/** The first that the branch has and the original has not so; windows and options are not compared. */
function firstDifference(original: readonly Spoken[], taken: readonly Spoken[]): number | null {
  const at = taken.findIndex((one, index) => {
    const other = original[index];
    return !other || other.from !== one.from || (['flags', 'seq', 'ack', 'length'] as const).some((field) => other.segment[field] !== one.segment[field]);
  });
  return at < 0 ? null : at;
}

function faultOf(error: unknown, lang: Lang, script?: Script): string {
  if (error instanceof NotModelled) return message(lang, 'import.branch.not-modelled', { feature: visible(error.feature) });
  if (!(error instanceof Mismatch)) throw error;
  const { place, difference } = error;
  // In these sentences a comma of their own follows.
  const textOf = (value: Mismatch['difference']['expected']): string => (typeof value === 'string' ? value : say(lang, value)).replace(/,$/, '');
  const params = { expected: textOf(difference.expected), actual: textOf(difference.actual) };
  // What was made from a capture has no lines that anybody could look up.
  if (!script) return message(lang, 'import.branch.line-otherwise', params);
  return place.line === 0 ? message(lang, 'import.branch.not-so', params) : message(lang, 'import.branch.otherwise', { line: place.line, ...params });
}
