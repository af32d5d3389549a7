import type { Errno } from '../kernel/errno.ts';
import type { Ip } from '../tcp/address.ts';
import type { Ms } from '../time.ts';
import type { ProbeResult } from './setup.ts';

/** A try of a real client that is under way: from its SYN until it is served, refused or out of patience. */
export interface Attempt {
  /** The name of its traffic. */
  readonly of: string;
  readonly hostile: boolean;
  readonly startedAt: Ms;
  /** When its patience ends. */
  readonly until: Ms;
  /** Where it turns to when it is refused; null: nowhere. */
  readonly elsewhere: { readonly ip: Ip; readonly port: number } | null;
  readonly request: number;
  readonly host: string;
  readonly socket: number;
}

/** What the program of a real client was told in the end: an answer, the errno of its call, or nothing until its patience was over. */
export type TryEnd = 'served' | 'gave-up' | Errno;

/** How a try ended. */
export interface Ended {
  readonly at: Ms;
  /** The name of its traffic. */
  readonly of: string;
  readonly how: TryEnd;
  /** The call that gave the errno or the answer; null where it was still waiting. */
  readonly call: 'connect' | 'read' | null;
  /** From its SYN to this, ms. */
  readonly took: Ms;
  /** It was refused here and turned elsewhere at once: the visitor is not lost by this. */
  readonly turned: boolean;
}

/** What one second of virtual time has brought; queues as they stand at its end. */
export interface Sample {
  synIn: number;
  /** Of these, those of a flood: their source address is nobody's who asked. */
  forged: number;
  legit: number;
  legitServed: number;
  /** The same by the name of their traffic; only where a router hides who asks. */
  servedOf: Readonly<Record<string, number>>;
  /** Tries that ended with nothing, and those that ended with each errno. */
  gaveUp: number;
  errnos: Readonly<Partial<Record<Errno, number>>>;
  /** The longest that one of those served had to wait, ms. */
  slowest: Ms;
  drops: number;
  cookieAnswers: number;
  cookiesSent: number;
  cookiesReturned: number;
  synAckAgain: number;
  synQueue: number;
  acceptQueue: number;
}

/** Sums of counters over all hosts at the last full second. */
export type CountersAtSecond = Pick<Sample, 'drops' | 'cookieAnswers' | 'cookiesSent' | 'cookiesReturned' | 'synAckAgain'>;

/** How long the end of a try is remembered: the longest time over which service can be asked for. */
export const ENDED_MEMORY: Ms = 120_000;
/** Seconds that the sparklines keep. */
export const SAMPLES_KEPT = 600;

export interface TrafficState {
  /** Tries under way, by attemptKey(). */
  open: Map<string, Attempt>;
  /** Tries that ended within ENDED_MEMORY, oldest first. */
  ended: Ended[];
  /** The last full seconds, oldest first; `seconds` counts all of them. */
  samples: Sample[];
  seconds: number;
  current: Sample;
  countersAtSecond: CountersAtSecond;
  nextClient: number;
  /** How many tries have ended in each way so far, for conditions that are asked after every happening. */
  endings: Map<string, { readonly one: Pick<Ended, 'of' | 'how' | 'call'>; readonly count: number }>;
  /** Clients that have come so far, by the name of their traffic. */
  begun: Map<string, number>;
  /** Where the attacker's plan stands; null where nobody has one. Replaced, never changed. */
  plan: PlanState | null;
}

/** The stage of a plan, since when, and what the probes that were begun in it have shown, oldest first. */
export interface PlanState {
  readonly stage: string;
  readonly since: Ms;
  readonly seen: readonly ProbeResult[];
}

/** A client's socket: numbers repeat from host to host. */
export function attemptKey(host: string, socket: number): string {
  return `${host} ${socket}`;
}

export function emptySample(): Sample {
  return { synIn: 0, forged: 0, legit: 0, legitServed: 0, servedOf: {}, gaveUp: 0, errnos: {}, slowest: 0, drops: 0, cookieAnswers: 0, cookiesSent: 0, cookiesReturned: 0, synAckAgain: 0, synQueue: 0, acceptQueue: 0 };
}

export function createTrafficState(): TrafficState {
  return {
    open: new Map(),
    ended: [],
    samples: [],
    seconds: 0,
    current: emptySample(),
    countersAtSecond: { drops: 0, cookieAnswers: 0, cookiesSent: 0, cookiesReturned: 0, synAckAgain: 0 },
    nextClient: 0,
    begun: new Map(),
    endings: new Map(),
    plan: null,
  };
}
