import { connectWithoutWaiting, openSocket } from '../../source/kernel/calls.ts';
import type { CallResult } from '../../source/kernel/call-errnos.ts';
import { contextOf, type Output } from '../../source/kernel/context.ts';
import { COUNTER_NAMES } from '../../source/kernel/counter.ts';
import type { DecisionName } from '../../source/kernel/decision.ts';
import { createHost, type Host, type KernelTimer } from '../../source/kernel/host.ts';
import { receive, runTimer, timerLives } from '../../source/kernel/receive.ts';
import type { SysctlName } from '../../source/kernel/sysctl.ts';
import { performCall } from '../../source/world/react.ts';
import { connectionOf, type Dialogue, type Sent, type Step, type Transcript } from '../../source/live/dialogue/dialogue.ts';
import { createNumbers, type Numbers } from '../../source/live/dialogue/numbers.ts';
import { statesOfHost } from '../../source/live/dialogue/states.ts';
import { inOrder, type Ms, type Schedule, type Scheduled } from '../../source/time.ts';
import { exactly, type Wheel } from './wheel.ts';

/** The simulated kernel on its way through a dialogue; `wheel` says when its timers run. */
export class Twin {
  readonly host: Host;
  readonly numbers: Numbers = createNumbers();
  readonly #wheel: Wheel;
  now: Ms = 0;
  readonly made: Ms[] = [];
  readonly sent: Sent[] = [];
  readonly results: (string | null)[] = [];
  readonly states: (readonly string[])[] = [];
  /** What the kernel decided on the way. */
  readonly decided = new Set<DecisionName>();
  readonly #descriptors = new Map<number, number>();
  /** When each timer was started, by its serial. */
  readonly #armed = new Map<number, Ms>();
  readonly #output: Output;

  /** `phase`: ms that its clock is ahead of the usual one. */
  constructor(dialogue: Pick<Dialogue, 'ip' | 'sysctls'>, wheel: Wheel = exactly, phase: Ms = 0) {
    this.#wheel = wheel;
    this.host = createHost('host', [dialogue.ip], '6.18', 0x5eed, 1_000_000 + phase);
    Object.assign(this.host.sysctl, dialogue.sysctls);
    this.#output = {
      send: (segment) => void this.sent.push({ at: this.now, after: this.made.length, connection: connectionOf(segment), text: this.numbers.hear(segment) }),
      note: (event) => void (event.type === 'decided' && this.decided.add(event.decision)),
    };
  }

  /** Lets time pass to `at`: timers that are due run. */
  advance(at: Ms): void {
    for (;;) {
      const next = this.#nextTimer();
      if (next === null || next.runsAt > at) break;
      this.now = Math.max(next.runsAt, this.now);
      bringToFront(this.host.timers, next.timer);
      runTimer(this.host, null, this.now, this.#output);
    }
    this.now = at;
  }

  /** The timer that runs first, not always the one that is due first. */
  #nextTimer(): { readonly timer: Scheduled<KernelTimer>; readonly runsAt: Ms } | null {
    let first: { readonly timer: Scheduled<KernelTimer>; readonly runsAt: Ms } | null = null;
    for (const timer of inOrder(this.host.timers)) {
      if (!timerLives(this.host, timer.item)) continue;
      const armed = this.#armed.get(timer.item.serial) ?? this.now;
      this.#armed.set(timer.item.serial, armed);
      const runsAt = this.#wheel({ armed, due: timer.at }, this.now, this.sent.length);
      if (first === null || runsAt < first.runsAt) first = { timer, runsAt };
    }
    return first;
  }

  make(step: Step, at: Ms): void {
    this.advance(at);
    this.made.push(at);
    this.results.push(this.#do(step));
    // Writes down when new timers were started.
    this.#nextTimer();
    this.states.push(statesOfHost(this.host));
  }

  #do(step: Step): string | null {
    if (step.do === 'sysctl') {
      this.host.sysctl[step.name as SysctlName] = step.value;
      return null;
    }
    if (step.do === 'segment') {
      receive(this.host, null, this.now, this.numbers.toHost(step.segment, step.echoes), this.#output);
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
    const result = connecting && call.call === 'connect' ? connectWithoutWaiting(ctx, connecting, call.ip, call.port) : performCall(ctx, 'socket' in call ? { ...call, socket } : call, null).result;
    if (call.call === 'close' && 'socket' in call) this.#descriptors.delete(call.socket);
    if ((call.call === 'socket' || call.call === 'accept') && result.ok === true) {
      if (step.gives !== undefined) this.#descriptors.set(step.gives, result.value);
      return 'fd';
    }
    return resultText(result);
  }

  transcript(): Transcript {
    const counters = Object.fromEntries(COUNTER_NAMES.map((name) => [name, this.host.counters[name]] as const).filter(([, count]) => count !== 0));
    return { made: this.made, ended: this.now, sent: this.sent, results: this.results, states: this.states, counters };
  }
}

function resultText(result: CallResult): string {
  if (result.ok === 'blocks') return 'blocks';
  if (result.ok) return String(result.value);
  return result.errno === 'EINPROGRESS' ? 'blocks' : result.errno;
}

/** So that takeNext() gives this one, whatever is due before it. */
function bringToFront<T>(queue: Schedule<T>, one: Scheduled<T>): void {
  queue.heap = [one, ...inOrder(queue).filter((other) => other !== one)];
}

/** Lets the simulated kernel live through a dialogue; `made` gives the times at which the steps were really made elsewhere. */
export function runOnTwin(dialogue: Dialogue, { wheel = exactly, made = [], ended = dialogue.until, phase = 0 }: { readonly wheel?: Wheel; readonly made?: readonly Ms[]; readonly ended?: Ms; readonly phase?: Ms } = {}): Transcript {
  const twin = new Twin(dialogue, wheel, phase);
  dialogue.steps.forEach((step, i) => twin.make(step, made[i] ?? step.at));
  twin.advance(ended);
  return twin.transcript();
}
