import { RETURNING_CALLS, type Cause, type Decision, type Reaction, type ReturningCall, type Slot } from './decision.ts';
import type { Call } from './move.ts';
import { reactionOf } from './react.ts';
import { resolve } from './resolve.ts';
import type { HostSetup } from './setup.ts';
import { hostOf, setupOf, type World } from './world.ts';

/** Whether some acts of this host's kernel are the player's now. */
export function isPlayers(world: World, host: string): boolean {
  const { decides, decidesFrom, decidesUntil } = setupOf(world, host);
  return decides.length > 0 && world.now >= decidesFrom && world.now < decidesUntil;
}

/** Puts an act of a host's kernel to the player: time stands still until he has decided. Where nothing of it is his, the kernel acts at once. */
export function ask(world: World, host: string, cause: Cause): void {
  const expected = reactionOf(hostOf(world, host), world.rules, world.now, cause);
  world.pending = {
    host,
    at: world.now,
    cause,
    slots: slotsOf(setupOf(world, host), cause, expected),
    expected,
    chosen: {},
  } satisfies Decision;
  if (world.pending.slots.length === 0) resolve(world);
}

/** Whether what this call gives back can be the player's. */
export function isReturning(call: Call): call is Extract<Call, { readonly call: ReturningCall }> {
  return RETURNING_CALLS.some((name) => name === call.call);
}

/** When a timer goes off nothing is put into a queue, and setting it says what becomes of the connection. Elsewhere it is asked for where a handshake begins. A read() sends nothing that is asked for. */
function slotsOf({ decides: all, callsOnly }: HostSetup, cause: Cause, { timer, to }: Reaction): readonly Slot[] {
  if (callsOnly && cause.kind !== 'call') return [];
  let decides = all;
  if (cause.kind === 'timer') return decides.filter((slot) => slot !== 'queue' && slot !== 'returns' && (slot !== 'state' || !decides.includes('timer')));
  if (cause.kind !== 'call' || !isReturning(cause.call)) decides = decides.filter((slot) => slot !== 'returns');
  else if (cause.call.call === 'read') return decides.filter((slot) => slot === 'returns');
  const begins = typeof timer === 'number' && (to === 'SYN-SENT' || to === 'SYN-RECEIVED');
  return begins ? decides : decides.filter((slot) => slot !== 'timer');
}
