import type { Session } from './session.ts';

/** What an operator's run has cost: what it did to real clients, and how much of the machine he touched. */
export interface Toll {
  /** Real clients that got an answer, and those that never did; who was refused and turned elsewhere is in neither. */
  readonly served: number;
  readonly letDown: number;
  /** Sysctls set and calls made. */
  readonly changes: number;
  /** Listeners that were closed, so that a program had to begin anew. */
  readonly restarts: number;
  /** Numbers of the moves that made things worse. */
  readonly harmful: readonly number[];
}

export function tollOf({ world, judged }: Pick<Session, 'world' | 'judged'>): Toll {
  const final = world.traffic.ended.filter(({ turned }) => !turned);
  const served = final.filter(({ how }) => how === 'served').length;
  const done = judged.map(({ move }) => move);
  return {
    served,
    letDown: final.length - served,
    changes: done.filter((move) => move.do === 'sysctl' || move.do === 'call').length,
    restarts: judged.filter(({ verdict }) => verdict.name === 'call/close').length,
    harmful: judged.filter(({ verdict }) => verdict.outcome === 'harmful').map(({ number }) => number),
  };
}
