import type { ProfileId } from '../../../source/kernel/profile.ts';
import { ip } from '../../../source/tcp/address.ts';
import type { Conversation } from '../conversation.ts';
import { handshake, listening, open, synReceived, type FixtureSetup } from '../fixture.ts';
import { answers, counts, type Probe } from './probe.ts';

const NO_COOKIES = { tcp_syncookies: 0, somaxconn: 4096, tcp_max_syn_backlog: 2048 };
const COOKIES = { tcp_syncookies: 1, somaxconn: 4096 };

/** SYNs of strangers; how many half-open requests there are afterwards. */
function remembered(setup: FixtureSetup, syns: number): number {
  const c = listening(setup);
  flood(c, syns);
  return c.socketOf(c.listener).listener!.qlen;
}

function flood(c: Conversation, syns: number): void {
  for (let i = 0; i < syns; i++) {
    c.other(42_000 + i, ip('198.51.100.7')).say('S <mss 1460>');
    c.outbox = [];
  }
}

const filled = (kernel: ProfileId, backlog: number): number => remembered({ kernel, backlog, sysctl: NO_COOKIES }, 40);

/** A listener whose next SYN gets a cookie. */
function withCookies(kernel: ProfileId): Conversation {
  const c = listening({ kernel, backlog: 1, sysctl: COOKIES });
  flood(c, 40);
  return c;
}

/** A SYN with this segment size gets a cookie, and after `wait` its answer comes: the size that the connection has, or the counters. */
function cookieMss(kernel: ProfileId, mss: number): number | null {
  const c = withCookies(kernel);
  c.say(`S <mss ${mss}>`);
  c.hear('S.');
  c.say('.');
  const entry = c.peer.entry();
  return entry?.kind === 'socket' ? entry.options.sndMss : null;
}

function lateCookie(kernel: ProfileId, wait: number, again: boolean): string {
  const c = withCookies(kernel);
  c.say('S <mss 1460>');
  c.hear('S.');
  for (let past = 0; past < wait; past += 1000) {
    c.after(1000);
    c.outbox = [];
    if (again) flood(c, 40);
  }
  c.say('.');
  c.outbox = [];
  const state = c.peer.state();
  return `${state} ${String(counts(c, 'SyncookiesFailed'))}`;
}

/** A full accept queue. */
function fullAccept(kernel: ProfileId): Conversation {
  const c = listening({ kernel, backlog: 1, sysctl: { ...COOKIES, somaxconn: 128 } });
  handshake(c.other(40_001));
  handshake(c.other(40_002));
  return c;
}

/** How many of so many SYNs are answered. */
function answered(c: Conversation, syns: number): number {
  let count = 0;
  for (let i = 0; i < syns; i++) {
    c.other(40_003 + i).say('S <mss 1460>');
    count += answers(c).length;
  }
  return count;
}

export const QUEUES: Readonly<Record<string, Probe>> = {
  'syn-table': { seen: (kernel) => [filled(kernel, 5), filled(kernel, 16), remembered({ kernel, backlog: 100, sysctl: { ...NO_COOKIES, tcp_max_syn_backlog: 16 } }, 40)], expected: [16, 32, 13] },
  'syn-queue-backlog': { seen: (kernel) => [filled(kernel, 5), filled(kernel, 16)], expected: [5, 16] },
  'crowded-table': {
    seen: (kernel) => {
      const c = listening({ kernel, backlog: 16, sysctl: NO_COOKIES });
      flood(c, 12);
      c.after(60_000);
      return c.socketOf(c.listener).listener!.qlen;
    },
    expected: 12,
  },
  'nobody-proven': {
    seen: (kernel) => {
      const c = listening({ kernel, backlog: 200, sysctl: { ...NO_COOKIES, tcp_max_syn_backlog: 16 } });
      c.host.provenPeers.add(ip('198.51.100.7'));
      flood(c, 14);
      return c.socketOf(c.listener).listener!.qlen;
    },
    expected: 13,
  },
  'young-syns': {
    seen: (kernel) => answered(fullAccept(kernel), 4),
    // The SYN queue of 4.4 holds one; a cookie does not make a request young.
    expected: { '2.6.32': 2, '3.10': 2, '4.4': 4 },
  },
  'uncounted-overflow': {
    seen: (kernel) => {
      const c = fullAccept(kernel);
      answered(c, 4);
      return counts(c, 'ListenOverflows', 'ListenDrops');
    },
    expected: [0, 2],
  },
  'listener-takes-requests': {
    seen: (kernel) => {
      const c = synReceived({ kernel });
      c.close(c.listener);
      return c.peer.state();
    },
    expected: 'CLOSED',
  },
  'flood-every-minute': {
    seen: (kernel) => {
      const c = listening({ kernel, backlog: 1, sysctl: COOKIES });
      flood(c, 30);
      c.after(61_000);
      c.outbox = [];
      flood(c, 60);
      return c.host.dmesg.map(({ text }) => text);
    },
    expected: ['possible SYN flooding on port 80. Sending cookies.', 'possible SYN flooding on port 80. Sending cookies.'],
  },
  'flood-port-tcp': { seen: (kernel) => withCookies(kernel).host.dmesg.map(({ text }) => text), expected: ['TCP: TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters.'] },
  'flood-port': { seen: (kernel) => withCookies(kernel).host.dmesg.map(({ text }) => text), expected: ['TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters.'] },
  'cookie-mss-2.6.32': { seen: (kernel) => [300, 535, 1200].map((mss) => cookieMss(kernel, mss)), expected: [256, 512, 1024] },
  'cookie-mss-3.10': { seen: (kernel) => [300, 535, 1200].map((mss) => cookieMss(kernel, mss)), expected: [64, 512, 1024] },
  'cookie-tries': { seen: (kernel) => lateCookie(kernel, 150_000, true), expected: 'ESTABLISHED 0' },
  'cookie-memory': { seen: (kernel) => lateCookie(kernel, 5000, false), expected: 'CLOSED 1' },
  'no-cookies-always': {
    seen: (kernel) => {
      const c = listening({ kernel, sysctl: { tcp_syncookies: 2 } });
      open(c.peer);
      return c.peer.state();
    },
    expected: 'SYN-RECEIVED request',
  },
};
