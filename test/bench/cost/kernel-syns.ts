import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nextTimerAt, receive, runTimer } from '../../../source/kernel/receive.ts';
import { LINUX_RULES } from '../../../source/kernel/rule.ts';
import type { Output } from '../../../source/kernel/context.ts';
import { rounded, rounds, type Measure } from '../measure.ts';
import { listen, machine, syn } from './machine.ts';

const MOST_SYNS = 1_000_000;
const SENDER = join(process.cwd(), 'test/bench/cost/veth/sender.ts');
/** SYNs a ms of virtual time. */
const RATE = 1000;

/** What the sender prints: of so many SYNs, the seconds for sending alone, and until the kernel had dropped or answered them. */
interface Flooded {
  readonly count: number;
  readonly sending: number;
  readonly dropped: { readonly seconds: number; readonly taken: number; readonly cookies: number };
  readonly answered: { readonly seconds: number; readonly taken: number; readonly cookies: number };
}

/** The machine's kernel on a veth pair, or why it cannot be asked. Everything is on one processor, as in the simulation. */
function floodKernel(count: number): Flooded | string {
  if (process.platform !== 'linux') return 'Linux only';
  if (process.getuid?.() !== 0) return 'needs root';
  const { status, stdout, stderr, error } = spawnSync('unshare', ['-n', 'taskset', '-c', '0', process.execPath, SENDER, String(count)], { encoding: 'utf8', timeout: 120_000 });
  if (error || status !== 0) return (error?.message ?? stderr.trim().split('\n').find((line) => line.includes('rror')) ?? 'failed').slice(0, 80);
  return JSON.parse(stdout) as Flooded;
}

/** SYNs a second that the simulated kernel takes in, from forged sources, its queue being full. */
function floodTwin(count: number, syncookies: number): number {
  const host = machine();
  host.sysctl.tcp_syncookies = syncookies;
  listen(host, 128);
  const out: Output = { send: () => undefined, note: () => undefined };
  const flood = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const now = i / RATE;
      while (nextTimerAt(host) <= now) runTimer(host, LINUX_RULES, nextTimerAt(host), out);
      receive(host, LINUX_RULES, now, syn(i), out);
    }
  };
  const warm = rounds(count, 0.1);
  flood(0, warm);
  const start = process.hrtime.bigint();
  flood(warm, warm + count);
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** The simulated kernel beside the machine's own, in the same run. */
export function kernelSyns(effort: number): readonly Measure[] {
  const count = rounds(MOST_SYNS, effort);
  const kernel = floodKernel(count);
  const twin = [floodTwin(count, 0), floodTwin(count, 1)] as const;
  const ours: Measure[] = [
    { name: 'SYNs dropped, simulated', value: Math.round(twin[0]), unit: 'SYN/s' },
    { name: 'SYNs answered with cookies, simulated', value: Math.round(twin[1]), unit: 'SYN/s' },
  ];
  if (typeof kernel === 'string') return [...ours, { name: `SYNs of the machine's kernel: skipped, ${kernel}`, value: 0, unit: 'skipped' }];
  const { dropped, answered, sending } = kernel;
  const rates = [dropped.taken / dropped.seconds, answered.taken / answered.seconds] as const;
  return [
    ...ours,
    { name: "SYNs dropped, this machine's kernel", value: Math.round(rates[0]), unit: 'SYN/s' },
    { name: "SYNs answered with cookies, this machine's kernel", value: Math.round(rates[1]), unit: 'SYN/s' },
    { name: 'of that time, sending alone', value: rounded((100 * sending) / answered.seconds), unit: '%' },
    { name: 'simulated to real, dropped', value: rounded(twin[0] / rates[0]), unit: 'x', goal: '>= 5' },
    { name: 'simulated to real, answered', value: rounded(twin[1] / rates[1]), unit: 'x', goal: '>= 5' },
  ];
}
