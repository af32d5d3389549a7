import { setSocketOption } from '../../../source/kernel/socket-options.ts';
import type { ProfileId } from '../../../source/kernel/profile.ts';
import { Conversation, PEER_PORT } from '../conversation.ts';
import { finWait2, timeWait } from '../fixture.ts';
import { answers, counts, namesOf, type Probe } from './probe.ts';

/** Ports that so many connect() calls get, beginning with the third socket. */
function ports(kernel: ProfileId, calls: number): number[] {
  const c = new Conversation({ kernel });
  return Array.from({ length: calls }, () => {
    const fd = c.socket();
    c.connect(fd);
    c.outbox = [];
    return c.socketOf(fd).localPort;
  });
}

/** The host itself connected and closed first; `after` ms later it connects to the same place from the port of its choice. */
function reused(kernel: ProfileId, after: number, state: 'TIME-WAIT' | 'FIN-WAIT-2' = 'TIME-WAIT', sysctl = {}): boolean {
  const c = new Conversation({ kernel, sysctl: { tcp_tw_reuse: 1, ...sysctl } });
  c.fd = c.socket();
  c.connect();
  const port = c.socketOf().localPort;
  c.peer.hostPort = port;
  c.hear('S');
  c.peer.ts = true;
  c.say('S. seq 1000 ack ISS+1 <mss 1460,sackOK,TS val 5000 ecr TSECR>');
  c.hear('.');
  c.close();
  c.hear('F.');
  c.say('. ack SND.NXT');
  if (state === 'TIME-WAIT') {
    c.say('F.');
    c.hear('.');
  }
  // Nothing but this port is free.
  for (let other = 32_768; other <= 61_000; other++) {
    if (other === port) continue;
    const fd = c.socket();
    Object.assign(c.socketOf(fd), { bound: true, localPort: other });
  }
  // They were not bound by bind(), of which the search would have heard.
  c.host.portSearch = null;
  c.after(after);
  return c.connect(c.socket(), PEER_PORT).ok !== false;
}

const SECONDS = [500, 999, 1000, 1999, 2000];

/** A client that closed under recycling, then a SYN of another client behind its address with this timestamp. */
function behindNat(kernel: ProfileId, options: string, wait = 1000): unknown {
  const c = timeWait({ kernel, ts: true, sysctl: { tcp_tw_recycle: 1 } });
  c.after(wait);
  const other = c.other(41_000);
  other.say(`S <mss 1460${options}>`);
  return [answers(c), counts(c, 'PAWSPassive', 'ListenDrops')];
}

function fromNat(kernel: ProfileId): unknown {
  const life = timeWait({ kernel, ts: true, sysctl: { tcp_tw_recycle: 1 } });
  life.after(1500);
  return [behindNat(kernel, ',TS val 10 ecr 0'), behindNat(kernel, ',TS val 90000 ecr 0'), behindNat(kernel, ',TS val 10 ecr 0', 61_000), life.peer.state()];
}

export const CLOSING: Readonly<Record<string, Probe>> = {
  recycle: { seen: fromNat, expected: [[[], [1, 1]], [['S.'], [0, 0]], [['S.'], [0, 0]], 'CLOSED'] },
  'recycle-without-ts': { seen: (kernel) => behindNat(kernel, ''), expected: [[], [1, 1]] },
  'reuse-off': { seen: (kernel) => [new Conversation({ kernel }).host.sysctl.tcp_tw_reuse, reused(kernel, 5000, 'TIME-WAIT', { tcp_tw_reuse: 2 })], expected: [0, true] },
  'reuse-over-a-second': { seen: (kernel) => SECONDS.map((after) => reused(kernel, after)), expected: [false, false, false, false, true] },
  'reuse-next-second': { seen: (kernel) => SECONDS.map((after) => reused(kernel, after)), expected: [false, false, true, true, true] },
  'no-reuse-delay': { seen: (kernel) => namesOf(kernel).includes('tcp_tw_reuse_delay'), expected: false },
  'reuse-fin-wait-2': { seen: (kernel) => reused(kernel, 5000, 'FIN-WAIT-2'), expected: true },
  'linger2-sysctl': {
    seen: (kernel) => {
      const c = new Conversation({ kernel });
      c.fd = c.socket();
      setSocketOption(c.context, c.socketOf(), 'TCP_LINGER2', 61);
      return c.socketOf().linger2;
    },
    expected: null,
  },
  'no-reuseport': {
    seen: (kernel) => {
      const c = new Conversation({ kernel });
      return [1, 2].map(() => {
        const fd = c.socket();
        c.socketOf(fd).reusePort = true;
        return c.bind(fd).ok;
      });
    },
    expected: [true, false],
  },
  'rfc1337-restarts': {
    seen: (kernel) => {
      const c = timeWait({ kernel, sysctl: { tcp_rfc1337: 1 } });
      c.after(30_000);
      c.say('R seq RCV.NXT');
      c.after(59_000);
      return c.peer.state();
    },
    expected: 'TIME-WAIT mini-socket',
  },
  'tw-counted-late': {
    seen: (kernel) => {
      const c = timeWait({ kernel });
      const at = counts(c, 'TW', 'TWKilled');
      c.after(61_000);
      const brief = finWait2({ kernel, sysctl: { tcp_fin_timeout: 2 } });
      brief.after(3000);
      return [at, counts(c, 'TW', 'TWKilled'), counts(brief, 'TW', 'TWKilled')];
    },
    expected: [[0, 0], [1, 0], [0, 1]],
  },
  'tw-paws-counter': {
    seen: (kernel) => {
      const c = timeWait({ kernel, ts: true });
      c.say('. <TS val 1 ecr TSECR>');
      answers(c);
      return counts(c, 'PAWSEstab');
    },
    expected: [1],
  },
  'ports-to-61000': {
    seen: (kernel) => {
      const c = new Conversation({ kernel });
      for (let other = 32_768; other < 61_000; other++) Object.assign(c.socketOf(c.socket()), { bound: true, localPort: other });
      return c.connect(c.socket()).ok;
    },
    expected: 'blocks',
  },
  'ports-upwards': { seen: (kernel) => ports(kernel, 2), expected: [32_777, 32_779] },
  'ports-from-even': {
    seen: (kernel) => {
      const c = new Conversation({ kernel });
      const fd = c.socket();
      Object.assign(c.socketOf(fd), { bound: true, localPort: 32_778 });
      const second = c.socket();
      c.connect(second);
      c.outbox = [];
      return c.socketOf(second).localPort;
    },
    expected: 32_779,
  },
};
