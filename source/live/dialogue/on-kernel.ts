import { COUNTER_NAMES } from '../../kernel/counter.ts';
import { SOCKET_OPTIONS as KERNEL_OPTIONS } from '../../kernel/socket-options.ts';
import type { Call } from '../../world/move.ts';
import { type Bench, openBench } from '../bench.ts';
import type { BlockingCaller } from '../blocking-caller.ts';
import type { Libc } from '../libc.ts';
import { writeSysctl } from '../write-sysctl.ts';
import { LEVELS } from '../packetdrill/constants.ts';
import { optionNumber } from '../packetdrill/perform-call.ts';
import { int32, type Returned } from '../system-call.ts';
import { begin } from './begin.ts';
import type { Ms } from '../../time.ts';
import { type Beginning, connectionOf, type Dialogue, type Sent, type Step, type Transcript } from './dialogue.ts';
import { createNumbers, type Numbers } from './numbers.ts';
import { statesOfKernel } from './states.ts';
import { sysctlName, SYSCTLS, sysctlText } from '../../kernel/sysctl.ts';
import { GONE, PROFILE_SYSCTLS } from './sysctls.ts';

const PORTS = 'ip_local_port_range';

/** Beyond this age all TIME-WAITs are alike to connect(), ms: tcp_tw_reuse_delay and a little (F8.3). Older ones are waited for only where their end is seen; what stays open is old enough, too. */
const OLD_ENOUGH: Ms = 1200;
/** TIME-WAIT lasts so long, ms (F7.1). */
const TIME_WAIT: Ms = 60_000;

/** Time that is given to what a step makes the kernel do at once, ms: softirqs run before write() to the TUN device returns. */
const AT_ONCE = 0.4;
/** And what the last step makes it do, ms. */
const AFTER_LAST = 10;
/** What a call that would block says on a socket that does not. */
const BLOCKS: ReadonlySet<string> = new Set(['EAGAIN', 'EINPROGRESS']);

/** Lets this machine's kernel live through a dialogue, in real time. */
export function runOnKernel(libc: Libc, blocking: BlockingCaller, dialogue: Dialogue): Transcript {
  const bench = openBench(libc, blocking, { addresses: [dialogue.ip], ...(dialogue.mtu === undefined ? {} : { mtu: dialogue.mtu }) });
  try {
    for (const [name, value] of Object.entries({ ...PROFILE_SYSCTLS, ...dialogue.sysctls })) if (!GONE.has(name)) setSysctl(name, value);
    return talk(bench, dialogue);
  } finally {
    bench.close();
  }
}

function talk(bench: Bench, dialogue: Dialogue): Transcript {
  const numbers = createNumbers();
  const sent: Sent[] = [];
  const made: number[] = [];
  const results: (string | null)[] = [];
  const states: (readonly string[])[] = [];
  const descriptors = new Map<number, number>();
  const ageOf = (beginning: Beginning | null): Ms => waitedAge(beginning, dialogue.until);
  const begins = (dialogue.begins ?? []).toSorted((a, b) => ageOf(b) - ageOf(a));
  for (const [i, beginning] of begins.entries()) {
    begin(bench, dialogue.ip, descriptors, numbers, beginning);
    const younger = ageOf(begins[i + 1] ?? null);
    if (beginning.kind === 'connection' && younger < ageOf(beginning)) bench.wire.sleep(ageOf(beginning) - younger);
  }
  // The beginnings chose their ports by it.
  setSysctl(PORTS, dialogue.sysctls[PORTS] ?? PROFILE_SYSCTLS[PORTS]!);
  const before = bench.counters();
  const start = bench.now();
  let lag = 0;
  /** The dialogue's own time: what the kernel's timers were late by is taken off. */
  const now = (): number => bench.now() - start - lag;
  const listen = (until: number, enough = (): boolean => false): void => {
    for (;;) {
      for (let heard = bench.wire.next(); heard; heard = bench.wire.next()) {
        const what = heard.segment ? { connection: connectionOf(heard.segment), text: numbers.hear(heard.segment) } : { text: `not TCP: ${Buffer.from(heard.bytes).toString('hex')}` };
        sent.push({ at: heard.at - start - lag, after: made.length, ...what });
      }
      const left = until - now();
      if (left <= 0 || enough()) return;
      bench.wire.sleep(left);
    }
  };
  for (const step of dialogue.steps) {
    const { awaits } = step;
    const answeredBy = (): Sent | undefined => sent.filter(({ connection }) => connection === awaits?.connection)[(awaits?.count ?? 0) - 1];
    if (awaits && !answeredBy()) {
      listen(step.at + patience(step.at - (made.at(-1) ?? 0)), () => answeredBy() !== undefined);
      const answered = answeredBy();
      if (answered) lag += Math.max(0, answered.at - awaits.sentAt);
    }
    listen(step.at);
    made.push(now());
    results.push(makeStep(bench, descriptors, numbers, step));
    listen(now() + AT_ONCE);
    states.push(statesOfKernel(bench.entries()));
  }
  listen(Math.max(dialogue.until, (made.at(-1) ?? 0) + AFTER_LAST));
  const { expects } = dialogue;
  if (expects) listen(now() + expects.patience, () => sent.length >= expects.count);
  const ended = now();
  const endStates = statesOfKernel(bench.entries());
  const after = bench.counters();
  const counters = Object.fromEntries(COUNTER_NAMES.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const).filter(([, count]) => count !== 0));
  return { made, ended, sent, results, states, endStates, counters };
}

/** How long a segment is waited for that a timer is to send so many ms after the step before. */
function patience(length: number): number {
  return 40 + length / 8;
}

/** Listeners come first: a connection may be accepted from one. */
function waitedAge(beginning: Beginning | null, until: Ms): Ms {
  if (beginning === null) return 0;
  if (beginning.kind === 'listener') return Infinity;
  const { age = 0, orphan, state } = beginning;
  const ends = state === 'TIME-WAIT' || orphan;
  return ends && age + until >= TIME_WAIT ? age : Math.min(age, OLD_ENOUGH);
}

function makeStep(bench: Bench, descriptors: Map<number, number>, numbers: Numbers, step: Step): string | null {
  if (step.do === 'sysctl') {
    setSysctl(step.name, step.value);
    return null;
  }
  if (step.do === 'segment') {
    bench.wire.inject(numbers.toHost(step.segment, step.echoes));
    return null;
  }
  const fd = 'socket' in step.call ? descriptors.get(step.call.socket) : -1;
  if (fd === undefined) return 'EBADF';
  const result = makeCall(bench, fd, step.call);
  if (result.errno !== null) return BLOCKS.has(result.errno) ? 'blocks' : result.errno;
  if (step.call.call === 'close') {
    bench.disown(fd);
    descriptors.delete(step.call.socket);
  }
  if (step.call.call !== 'socket' && step.call.call !== 'accept') return String(result.value);
  bench.own(result.value);
  if (step.gives !== undefined) descriptors.set(step.gives, result.value);
  return 'fd';
}

const HOW = { RD: 0, WR: 1, RDWR: 2 } as const;

function makeCall({ calls }: Bench, fd: number, call: Call): Returned {
  switch (call.call) {
    case 'socket':
      return calls.socket();
    case 'bind':
      return calls.bind(fd, call.ip, call.port);
    case 'listen':
      return calls.listen(fd, call.backlog);
    case 'connect':
      return calls.connect(fd, call.ip, call.port);
    case 'accept':
      return calls.accept(fd);
    case 'read':
      return calls.read(fd, call.bytes);
    case 'write':
      return calls.write(fd, Buffer.from(call.data ?? 'x'.repeat(call.bytes), 'latin1'));
    case 'shutdown':
      return calls.shutdown(fd, HOW[call.how]);
    case 'close':
      return calls.close(fd);
    case 'setsockopt':
      return setOption(calls, fd, call.option, call.value);
  }
}

function setOption(calls: Bench['calls'], fd: number, option: (Call & { call: 'setsockopt' })['option'], value: number): Returned {
  const { level } = KERNEL_OPTIONS[option];
  const bytes = option === 'SO_LINGER' ? Buffer.concat([int32(value < 0 ? 0 : 1), int32(Math.max(value, 0))]) : int32(value);
  return calls.setsockopt(fd, LEVELS[level], optionNumber({ level, name: option }), bytes);
}

function setSysctl(given: string, value: number): void {
  const name = sysctlName(given);
  if (name === null) throw new Error(`no sysctl ${given}`);
  writeSysctl(SYSCTLS[name].prefix + name, sysctlText(name, value));
}
