import { ERRNOS, type Errno } from '../kernel/errno.ts';
import type { Sample } from './traffic-state.ts';
import type { SeriesView } from './view.ts';
import type { World } from './world.ts';

/** What calls of real clients have failed with so far. */
function seenErrnos(samples: readonly Sample[]): Errno[] {
  return ERRNOS.filter((errno) => samples.some((sample) => sample.errnos[errno] !== undefined));
}

/** What is drawn of real clients and of the attack, a value each second; nothing in a world without traffic. */
export function series(world: World): SeriesView[] {
  if (world.setup.traffic.length === 0) return [];
  const samples = world.traffic.samples;
  const of = (name: string, unit: string, pick: (s: (typeof samples)[number]) => number): SeriesView => ({ name, unit, values: samples.map(pick) });
  // Who of those behind one address is served, nobody else can tell.
  const named = world.nats.length === 0 ? [] : world.setup.traffic.flatMap((traffic) => (traffic.kind === 'clients' ? [of(traffic.name, '/s', (s) => s.servedOf[traffic.name] ?? 0)] : []));
  return [
    ...named,
    of('syn-in', '/s', (s) => s.synIn),
    of('legit', '/s', (s) => s.legit),
    ...(world.setup.traffic.some(({ kind }) => kind === 'flood') || named.length === 0 ? [of('flood', '/s', (s) => s.forged)] : []),
    of('legit-served', '/s', (s) => s.legitServed),
    of('slowest', 'ms', (s) => Math.round(s.slowest)),
    ...(samples.some((s) => s.gaveUp > 0) ? [of('gave-up', '/s', (s) => s.gaveUp)] : []),
    ...seenErrnos(samples).map((errno) => of(errno, '/s', (s) => s.errnos[errno] ?? 0)),
    of('syn-queue', '', (s) => s.synQueue),
    of('accept-queue', '', (s) => s.acceptQueue),
    of('ListenDrops', '/s', (s) => s.drops),
    of('TCPReqQFullDoCookies', '/s', (s) => s.cookieAnswers),
    of('SyncookiesSent', '/s', (s) => s.cookiesSent),
    of('SyncookiesRecv', '/s', (s) => s.cookiesReturned),
    of('TCPSynRetrans', '/s', (s) => s.synAckAgain),
  ];
}
