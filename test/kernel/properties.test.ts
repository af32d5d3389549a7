import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.ts';
import { brokenInvariants } from './invariants.ts';
import { begin, beginning, happen, step } from './random-steps.ts';

/** 400 runs of 50 steps; the seed is fixed so that a run on another machine is the same run. */
const RUNS = { seed: Number(process.env.KERNEL_SEED ?? 20_261_101), numRuns: Number(process.env.KERNEL_RUNS ?? 400) };
const steps = fc.array(step, { minLength: 50, maxLength: 50, size: 'max' });

describe('a host, whatever happens to it', () => {
  it('never throws, keeps its books, and never answers a RST by a RST', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(beginning, steps, (start, list) => {
        const c = begin(start);
        for (const s of list) {
          const { rstAnswersRst } = happen(c, s);
          if (rstAnswersRst) throw new Error('a RST was answered by a RST');
          const broken = brokenInvariants(c.host);
          if (broken.length > 0) throw new Error(`${broken.join('; ')} after ${JSON.stringify(s)}`);
        }
        for (const event of c.events) if (event.type === 'decided') seen.add(event.decision);
      }),
      RUNS,
    );
    // The steps must get somewhere: a walk that never leaves LISTEN proves nothing.
    expect(seen.size).toBeGreaterThan(90);
  });

  it('goes on in a copy exactly as it would have gone on itself', () => {
    fc.assert(
      fc.property(beginning, steps, (start, list) => {
        const c = begin(start);
        const half = list.length / 2;
        for (const s of list.slice(0, half)) happen(c, s);
        const copy = new Conversation();
        Object.assign(copy, { host: structuredClone(c.host), now: c.now, outbox: [...c.outbox], listener: c.listener, fd: c.fd });
        const rest = list.slice(half);
        expect(rest.map((s) => happen(copy, s).visible)).toEqual(rest.map((s) => happen(c, s).visible));
        expect(copy.host).toEqual(c.host);
      }),
      { ...RUNS, numRuns: RUNS.numRuns / 4 },
    );
  });

  it('forgets everything that nobody holds, once enough time has passed', () => {
    fc.assert(
      fc.property(beginning, steps, (start, list) => {
        const c = begin(start);
        for (const s of list) happen(c, s);
        c.host.sysctl.tcp_fin_timeout = 60;
        for (const socket of c.host.sockets.values()) if (socket.open && socket.parent === null) c.close(socket.id);
        c.after(3_600_000);
        expect(c.host.ehash.size).toBe(0);
        expect(c.host.sockets.size).toBe(0);
        expect(c.host.timeWaitCount).toBe(0);
        expect(c.host.timers.heap).toEqual([]);
      }),
      { ...RUNS, numRuns: RUNS.numRuns / 4 },
    );
  });
});
