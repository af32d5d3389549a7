import type { Ms } from '../time.ts';
import { probeEnded } from './plan.ts';
import { attemptKey, emptySample, ENDED_MEMORY, SAMPLES_KEPT, type Attempt, type CountersAtSecond, type Ended, type TryEnd } from './traffic-state.ts';
import type { World } from './world.ts';

/** A client's try is over. Returns it when it was refused and turns elsewhere; null otherwise, and when it was over already or is nobody's. */
export function endAttempt(world: World, host: string, socket: number, how: TryEnd, call: Ended['call']): Attempt | null {
  const { traffic } = world;
  const key = attemptKey(host, socket);
  const attempt = traffic.open.get(key);
  if (!attempt) return null;
  traffic.open.delete(key);
  probeEnded(world, attempt, how);
  const turned = how !== 'served' && how !== 'gave-up' && attempt.elsewhere !== null;
  if (attempt.hostile) return turned ? attempt : null;
  const took = world.now - attempt.startedAt;
  traffic.ended.push({ at: world.now, of: attempt.of, how, call, took, turned });
  const ending = `${attempt.of} ${how} ${call}`;
  traffic.endings.set(ending, { one: { of: attempt.of, how, call }, count: (traffic.endings.get(ending)?.count ?? 0) + 1 });
  const { current } = traffic;
  if (how === 'served') {
    current.legitServed++;
    if (world.nats.length > 0) current.servedOf = { ...current.servedOf, [attempt.of]: (current.servedOf[attempt.of] ?? 0) + 1 };
    current.slowest = Math.max(current.slowest, took);
  } else if (how === 'gave-up') current.gaveUp++;
  else current.errnos = { ...current.errnos, [how]: (current.errnos[how] ?? 0) + 1 };
  return turned ? attempt : null;
}

/** Which tries are meant: those of that traffic, that ended so, by that call, within so many ms of their SYN. */
export interface SuchTries {
  readonly of?: string;
  readonly ended: TryEnd;
  readonly call?: 'connect' | 'read';
  readonly within?: Ms;
}

/** How many tries of real clients have ended so; with `within`, of those that ended no longer than ENDED_MEMORY ago. */
export function countTries({ traffic }: World, { of, ended, call, within }: SuchTries): number {
  const isSuch = (one: Pick<Ended, 'of' | 'how' | 'call'>): boolean => one.how === ended && (of === undefined || one.of === of) && (call === undefined || one.call === call);
  if (within !== undefined) return traffic.ended.filter((one) => isSuch(one) && one.took <= within).length;
  let sum = 0;
  for (const { one, count } of traffic.endings.values()) if (isSuch(one)) sum += count;
  return sum;
}

/** Percent of the real clients' tries that were served, of those that ended within the last `over` ms (at most ENDED_MEMORY); null when none ended. `of`: of the traffic of that name only. */
export function servedPercent(world: World, over: Ms, of?: string): number | null {
  let count = 0;
  let served = 0;
  const { ended } = world.traffic;
  for (let i = ended.length - 1; i >= 0 && ended[i]!.at >= world.now - over; i--) {
    if (ended[i]!.turned || (of !== undefined && ended[i]!.of !== of)) continue;
    count++;
    if (ended[i]!.how === 'served') served++;
  }
  return count === 0 ? null : (100 * served) / count;
}

/** Closes a second of the sparklines, and forgets what is too old. Called at each full second of virtual time. */
export function closeSecond(world: World): void {
  const { traffic } = world;
  const sample = traffic.current;
  for (const host of world.hosts.values()) {
    for (const listener of host.listeners.values()) {
      sample.synQueue += listener.listener?.qlen ?? 0;
      sample.acceptQueue += listener.listener?.acceptQueue.length ?? 0;
    }
  }
  const sums = sumsOf(world);
  for (const name of Object.keys(sums) as (keyof CountersAtSecond)[]) sample[name] = sums[name] - traffic.countersAtSecond[name];
  traffic.countersAtSecond = sums;
  traffic.samples.push(sample);
  if (traffic.samples.length > SAMPLES_KEPT) traffic.samples.shift();
  traffic.seconds++;
  traffic.current = emptySample();
  const old = traffic.ended.findIndex(({ at }) => at >= world.now - ENDED_MEMORY);
  traffic.ended.splice(0, old < 0 ? traffic.ended.length : old);
}

function sumsOf(world: World): CountersAtSecond {
  const sums = { drops: 0, cookieAnswers: 0, cookiesSent: 0, cookiesReturned: 0, synAckAgain: 0 };
  for (const { counters, listeners } of world.hosts.values()) {
    sums.drops += counters.ListenDrops;
    sums.cookieAnswers += counters.TCPReqQFullDoCookies;
    sums.cookiesSent += counters.SyncookiesSent;
    sums.cookiesReturned += counters.SyncookiesRecv;
    // On a client the same counter counts SYNs.
    if (listeners.size > 0) sums.synAckAgain += counters.TCPSynRetrans;
  }
  return sums;
}
