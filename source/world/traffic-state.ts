import type { Ms } from '../time.ts';

/** One try of a real client, from its SYN until it is served, refused or out of patience. */
export interface Attempt {
  readonly startedAt: Ms;
  readonly socket: number;
  readonly host: string;
  endedAt: Ms | null;
  served: boolean;
}

/** Tallies of one second of virtual time. */
export interface Sample {
  synIn: number;
  legit: number;
  legitServed: number;
  drops: number;
  synAckAgain: number;
  synQueue: number;
  acceptQueue: number;
}

export interface TrafficState {
  attempts: Attempt[];
  /** Socket of a client -> its attempt. */
  bySocket: Map<number, number>;
  /** Attempts before this index have all ended. */
  ended: number;
  samples: Sample[];
  current: Sample;
  countersAtSecond: { drops: number; synAckAgain: number };
  nextClient: number;
}

export function emptySample(): Sample {
  return { synIn: 0, legit: 0, legitServed: 0, drops: 0, synAckAgain: 0, synQueue: 0, acceptQueue: 0 };
}

export function createTrafficState(): TrafficState {
  return {
    attempts: [],
    bySocket: new Map(),
    ended: 0,
    samples: [],
    current: emptySample(),
    countersAtSecond: { drops: 0, synAckAgain: 0 },
    nextClient: 0,
  };
}
