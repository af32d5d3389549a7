import { emptySample } from './traffic-state.ts';
import type { World } from './world.ts';

/** A client's try is over. */
export function endAttempt(world: World, socket: number, served: boolean): void {
  const index = world.traffic.bySocket.get(socket);
  if (index === undefined) return;
  const attempt = world.traffic.attempts[index]!;
  if (attempt.endedAt !== null) return;
  attempt.endedAt = world.now;
  attempt.served = served;
  world.traffic.bySocket.delete(socket);
  if (served) world.traffic.current.legitServed++;
}

/** Percent of the real clients' tries that were served, of those that ended within the last `over` ms; null when none ended. */
export function servedPercent(world: World, over: number): number | null {
  let ended = 0;
  let served = 0;
  const attempts = world.traffic.attempts;
  for (let i = attempts.length - 1; i >= 0; i--) {
    const attempt = attempts[i]!;
    if (attempt.startedAt < world.now - over - 60_000) break;
    if (attempt.endedAt === null || attempt.endedAt < world.now - over) continue;
    ended++;
    if (attempt.served) served++;
  }
  return ended === 0 ? null : (100 * served) / ended;
}

/** Closes a second of the sparklines. Called at each full second of virtual time. */
export function closeSecond(world: World): void {
  const sample = world.traffic.current;
  let drops = 0;
  let again = 0;
  for (const host of world.hosts.values()) {
    drops += host.counters.ListenDrops;
    for (const socket of host.sockets.values()) {
      if (!socket.listener) continue;
      sample.synQueue += socket.listener.qlen;
      sample.acceptQueue += socket.listener.acceptQueue.length;
      again += host.counters.TCPSynRetrans;
    }
  }
  sample.drops = drops - world.traffic.countersAtSecond.drops;
  sample.synAckAgain = again - world.traffic.countersAtSecond.synAckAgain;
  world.traffic.countersAtSecond = { drops, synAckAgain: again };
  world.traffic.samples.push(sample);
  world.traffic.current = emptySample();
}
