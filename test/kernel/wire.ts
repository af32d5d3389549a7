import type { KernelEvent, Output } from '../../source/kernel/context.ts';
import { contextOf, type Context } from '../../source/kernel/context.ts';
import { createHost, type Host } from '../../source/kernel/host.ts';
import { nextTimerAt, receive, runTimer } from '../../source/kernel/receive.ts';
import { LINUX_RULES } from '../../source/kernel/rule.ts';
import { formatIp, ip } from '../../source/tcp/address.ts';
import { flagsText } from '../../source/tcp/notation/print-tcpdump.ts';
import type { Segment } from '../../source/tcp/segment.ts';
import { createSchedule, nextAt, schedule, takeNext, type Ms } from '../../source/time.ts';

/** Two kernels and a wire between them: every segment takes `delay` ms, unless `loses` says that it is lost. */
export class Wire {
  now: Ms = 0;
  readonly a: Host;
  readonly b: Host;
  /** `0 a S` : when, from whom, flags. */
  readonly log: string[] = [];
  readonly events: { host: string; event: KernelEvent }[] = [];
  readonly segments: Segment[] = [];
  loses: (segment: Segment, from: string) => boolean = () => false;
  private readonly flying = createSchedule<Segment>();
  private readonly delay: Ms;

  constructor(delay: Ms) {
    this.delay = delay;
    this.a = createHost('a', [ip('192.0.2.1')], '6.18', 1, 1_000_000);
    this.b = createHost('b', [ip('192.0.2.2')], '6.18', 2, 5_000_000);
  }

  private output(host: Host): Output {
    return {
      send: (segment) => {
        this.log.push(`${this.now} ${host.name} ${flagsText(segment.flags, '-')}`);
        this.segments.push(segment);
        if (!this.loses(segment, host.name)) schedule(this.flying, this.now + this.delay, segment);
      },
      note: (event) => void this.events.push({ host: host.name, event }),
    };
  }

  context(host: Host): Context {
    return contextOf(host, LINUX_RULES, this.now, this.output(host));
  }

  private owner(segment: Segment): Host {
    for (const host of [this.a, this.b]) if (host.addresses.includes(segment.dstIp)) return host;
    throw new Error(`nobody has ${formatIp(segment.dstIp)}`);
  }

  run(ms: Ms): void {
    const end = this.now + ms;
    for (;;) {
      const due = Math.min(nextAt(this.flying), nextTimerAt(this.a), nextTimerAt(this.b));
      if (due > end) break;
      this.now = due;
      if (nextAt(this.flying) === due) {
        const { item } = takeNext(this.flying);
        const host = this.owner(item);
        receive(host, LINUX_RULES, due, item, this.output(host));
      } else {
        const host = nextTimerAt(this.a) === due ? this.a : this.b;
        runTimer(host, LINUX_RULES, due, this.output(host));
      }
    }
    this.now = end;
  }
}
