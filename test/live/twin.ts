import { connectWithoutWaiting, openSocket, type CallResult } from '../../source/kernel/calls.ts';
import { contextOf, type Output } from '../../source/kernel/context.ts';
import { COUNTER_NAMES } from '../../source/kernel/counter.ts';
import { createHost, type Host } from '../../source/kernel/host.ts';
import { nextTimerAt, receive, runTimer } from '../../source/kernel/receive.ts';
import type { SysctlName } from '../../source/kernel/sysctl.ts';
import { performCall } from '../../source/world/react.ts';
import type { Dialogue, Sent, Step, Transcript } from '../../source/live/dialogue/dialogue.ts';
import { createNumbers, type Numbers } from '../../source/live/dialogue/numbers.ts';
import { statesOfHost } from '../../source/live/dialogue/states.ts';
import type { Ms } from '../../source/time.ts';

/** How late a timer of the real kernel may run, by its length: the granularity of the wheel's level, with HZ=250. Source: kernel/time/timer.c. */
export function wheelLateness(length: Ms): Ms {
  if (length < 252) return 8;
  if (length < 2_016) return 36;
  if (length < 16_128) return 260;
  return length / 8;
}

/** The simulated kernel on its way through a dialogue. `late`: timers run as late as a real one's may. */
export class Twin {
  readonly host: Host;
  readonly numbers: Numbers = createNumbers();
  readonly late: boolean;
  now: Ms = 0;
  readonly made: Ms[] = [];
  readonly sent: Sent[] = [];
  readonly results: (string | null)[] = [];
  readonly states: (readonly string[])[] = [];
  readonly #descriptors = new Map<number, number>();
  readonly #seen = new Map<number, Ms>();
  readonly #output: Output;

  constructor(dialogue: Pick<Dialogue, 'ip' | 'sysctls'>, late = false) {
    this.late = late;
    this.host = createHost('host', [dialogue.ip], '6.18', 0x5eed, 1_000_000);
    Object.assign(this.host.sysctl, dialogue.sysctls);
    this.#output = {
      send: (segment) => void this.sent.push({ at: this.now, after: this.made.length, text: this.numbers.hear(segment) }),
      note: () => {},
    };
  }

  /** Lets time pass to `at`: timers that are due run. */
  advance(at: Ms): void {
    for (;;) {
      const due = this.#nextDue();
      if (due > at) break;
      this.now = Math.max(due, this.now);
      runTimer(this.host, null, this.now, this.#output);
    }
    this.now = at;
  }

  #nextDue(): Ms {
    const due = nextTimerAt(this.host);
    if (due === Infinity || !this.late) return due;
    const { serial } = this.host.timers.heap[0]!.item;
    if (!this.#seen.has(serial)) this.#seen.set(serial, this.now);
    return due + wheelLateness(due - this.#seen.get(serial)!);
  }

  make(step: Step, at: Ms): void {
    this.advance(at);
    this.made.push(at);
    this.results.push(this.#do(step));
    this.states.push(statesOfHost(this.host));
  }

  #do(step: Step): string | null {
    if (step.do === 'sysctl') {
      this.host.sysctl[step.name as SysctlName] = step.value;
      return null;
    }
    if (step.do === 'segment') {
      receive(this.host, null, this.now, this.numbers.toHost(step.segment), this.#output);
      return null;
    }
    const { call } = step;
    const socket = 'socket' in call ? this.#descriptors.get(call.socket) : 0;
    if (socket === undefined) return 'EBADF';
    const ctx = contextOf(this.host, null, this.now, this.#output);
    const state = this.host.sockets.get(socket)?.state;
    // Nothing is queued for a connection that is still opening when the program does not wait.
    if (call.call === 'write' && (state === 'SYN-SENT' || state === 'SYN-RECEIVED') && this.host.sockets.get(socket)?.error === null) return 'blocks';
    const connecting = call.call === 'connect' ? openSocket(ctx, socket) : undefined;
    const result = connecting && call.call === 'connect' ? connectWithoutWaiting(ctx, connecting, call.ip, call.port) : performCall(ctx, 'socket' in call ? { ...call, socket } : call, null);
    if (call.call === 'close' && 'socket' in call) this.#descriptors.delete(call.socket);
    if ((call.call === 'socket' || call.call === 'accept') && result.ok === true) {
      if (step.gives !== undefined) this.#descriptors.set(step.gives, result.value);
      return 'fd';
    }
    return resultText(result);
  }

  transcript(): Transcript {
    const counters = Object.fromEntries(COUNTER_NAMES.map((name) => [name, this.host.counters[name]] as const).filter(([, count]) => count !== 0));
    return { made: this.made, sent: this.sent, results: this.results, states: this.states, counters };
  }
}

function resultText(result: CallResult): string {
  if (result.ok === 'blocks') return 'blocks';
  if (result.ok) return String(result.value);
  return result.errno === 'EINPROGRESS' ? 'blocks' : result.errno;
}

/** Lets the simulated kernel live through a dialogue; `made` gives the times at which the steps were really made elsewhere. */
export function runOnTwin(dialogue: Dialogue, { late = false, made = [] }: { readonly late?: boolean; readonly made?: readonly Ms[] } = {}): Transcript {
  const twin = new Twin(dialogue, late);
  dialogue.steps.forEach((step, i) => twin.make(step, made[i] ?? step.at));
  twin.advance(dialogue.until);
  return twin.transcript();
}
