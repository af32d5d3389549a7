import type { RuleName, Rules } from '../../source/kernel/rule.ts';
import { Conversation, Misheard } from './conversation.ts';
import { closeWait, established, finWait1, finWait2, handshake, listening, open, synReceived, synSent, timesOf, timeWait } from './fixture.ts';

function same(what: string, is: unknown, expected: unknown): void {
  if (JSON.stringify(is) !== JSON.stringify(expected)) throw new Misheard(`expected ${what} ${JSON.stringify(expected)}, got ${JSON.stringify(is)}`);
}

/** SYNs from so many ports, and how many of them the host remembers. */
function requestsOf(rules: Rules, backlog: number, sysctl: object, syns: number): number {
  const c = listening({ rules, backlog, sysctl: { tcp_syncookies: 0, ...sysctl } });
  for (let i = 0; i < syns; i++) {
    c.other(41_000 + i).say('S <mss 1460>');
    c.outbox = [];
  }
  return c.socketOf(c.listener).listener!.qlen;
}

function acceptQueueFull(rules: Rules, sysctl = {}): Conversation {
  const c = listening({ rules, backlog: 0, sysctl });
  open(c.peer);
  handshake(c.other(40_001));
  return c;
}

/**
 * For every rule a conversation that goes as it does because of that rule. Throws a Misheard where it goes otherwise.
 */
export const SCENARIOS: Readonly<Record<RuleName, (rules: Rules) => void>> = {
  'F3.2 SYN queue full': (rules) => same('requests', requestsOf(rules, 7, {}, 30), 8),
  'F3.6 last quarter': (rules) => same('requests', requestsOf(rules, 4000, { tcp_max_syn_backlog: 64 }, 80), 49),
  'F4.3 accept queue full': (rules) => {
    const c = acceptQueueFull(rules);
    c.say('.');
    c.stateIs('SYN-RECEIVED request');
    c.accept();
    c.say('.');
    c.stateIs('ESTABLISHED');
  },
  'F4.1 backlog limit': (rules) => {
    const c = listening({ rules, backlog: 1000, sysctl: { somaxconn: 100 } });
    same('limit', c.socketOf(c.listener).listener!.backlog, 100);
  },
  'F3.11 full accept queue drops SYN': (rules) => {
    const c = listening({ rules, backlog: 0 });
    handshake(c.other(40_001));
    c.say('S <mss 1460>');
    c.stateIs('CLOSED');
  },
  'F4.10 abort on overflow': (rules) => {
    const silent = acceptQueueFull(rules);
    silent.say('.');
    silent.stateIs('SYN-RECEIVED request');
    const loud = acceptQueueFull(rules, { tcp_abort_on_overflow: 1 });
    loud.say('.');
    loud.hear('R seq ISS+1');
    loud.stateIs('CLOSED');
  },
  'F1.3 SYN takes one': (rules) => {
    const c = listening({ rules });
    c.say('S seq 1000 <mss 1460>');
    c.hear('S. ack 1001');
  },
  'F1.3 final ACK': (rules) => {
    const c = synReceived({ rules });
    c.say('. ack ISS+2');
    c.hear('R seq ISS+2');
    c.stateIs('SYN-RECEIVED request');
    c.say('. ack ISS+1');
    c.stateIs('ESTABLISHED');
  },
  'F1.8 exact RST in SYN-RECV': (rules) => {
    const c = synReceived({ rules });
    c.say('R seq RCV.NXT+1');
    c.hear('. ack RCV.NXT');
    c.stateIs('SYN-RECEIVED request');
    c.say('R seq RCV.NXT');
    c.stateIs('CLOSED');
  },
  'F1.27 reset numbers': (rules) => {
    const c = new Conversation({ rules });
    c.say('S seq 100 length 10');
    c.hear('R. seq 0 ack 111');
    c.say('. seq 100 ack 55');
    c.hear('R seq 55');
    c.silence();
  },
  'F1.27 no RST for RST': (rules) => {
    const c = new Conversation({ rules });
    c.say('R seq 5');
    c.silence();
  },
  'F1.17 acceptable ACK in SYN-SENT': (rules) => {
    for (const ack of ['ISS', 'ISS+2']) {
      const c = synSent({ rules });
      c.say(`S. seq 7000 ack ${ack} <mss 1460>`);
      c.hear(`R seq ${ack}`);
      c.stateIs('SYN-SENT');
    }
  },
  'F1.23 SYN-ACK timeout': (rules) => same('times', timesOf(synReceived({ rules }).overhear(63_000)), [1000, 3000, 7000, 15_000, 31_000]),
  'F1.25 crowded queue retries': (rules) => {
    const c = listening({ rules, backlog: 16 });
    for (let i = 0; i < 12; i++) open(c.other(41_000 + i));
    c.overhear(7000);
    same('requests left after 7 s', c.socketOf(c.listener).listener!.qlen, 8);
  },
  'F1.18 linear SYN timeout': (rules) => same('SYNs', timesOf(synSent({ rules }).overhear(20_000)), [1000, 2000, 3000, 4000, 5000, 7000, 11_000, 19_000]),
  'F6.1 FIN in order': (rules) => {
    const c = finWait2({ rules, orphan: false });
    c.say('F. seq RCV.NXT+5');
    c.hear('. ack RCV.NXT');
    c.stateIs('FIN-WAIT-2');
  },
  'F5.2 active closer waits': (rules) => {
    const c = finWait1({ rules });
    c.say('F.');
    c.hear('. ack IRS+2');
    c.stateIs('TIME-WAIT mini-socket');
  },
  'F7.1 TIME-WAIT length': (rules) => {
    const c = timeWait({ rules, sysctl: { tcp_fin_timeout: 5 } });
    c.after(59_999);
    c.stateIs('TIME-WAIT mini-socket');
    c.after(1);
    c.stateIs('CLOSED');
  },
  'F7.8 SYN reopens TIME-WAIT': (rules) => {
    const c = timeWait({ rules, ts: true });
    c.say('S seq RCV.NXT <mss 1460>');
    c.hear('. ack RCV.NXT');
    c.stateIs('TIME-WAIT mini-socket');
    c.after(10);
    c.say('S seq RCV.NXT-100 <mss 1460,TS val TSVAL ecr 0>');
    c.hear('S.');
    c.stateIs('SYN-RECEIVED request');
  },
  'F7.13 RST ends TIME-WAIT': (rules) => {
    const c = timeWait({ rules });
    c.say('R seq RCV.NXT+1');
    c.stateIs('TIME-WAIT mini-socket');
    c.say('R seq RCV.NXT');
    c.stateIs('CLOSED');
    const firm = timeWait({ rules, sysctl: { tcp_rfc1337: 1 } });
    firm.say('R seq RCV.NXT');
    firm.stateIs('TIME-WAIT mini-socket');
  },
  'F7.10 reopened ISN': (rules) => {
    const c = timeWait({ rules });
    const old = c.peer.numbers['SND.NXT'];
    c.say('S seq RCV.NXT+1 <mss 1460>');
    c.hear(`S. seq ${old}+65537`);
  },
  'F11.1 exact RST': (rules) => {
    const c = established({ rules });
    c.say('R seq RCV.NXT+1');
    c.hear('. ack RCV.NXT');
    c.stateIs('ESTABLISHED');
    c.say('R seq RCV.NXT');
    c.stateIs('CLOSED');
  },
  'F5.10 unread data resets': (rules) => {
    const c = established({ rules });
    c.say('P. length 5');
    c.hear('.');
    c.close();
    c.hear('R. seq SND.NXT');
    c.stateIs('CLOSED');
  },
  'F5.14 data after close resets': (rules) => {
    const c = finWait1({ rules });
    c.say('P. length 5');
    c.hear('R seq SND.NXT');
    c.stateIs('CLOSED');
  },
  'F5.3 FIN is acknowledged late': (rules) => {
    const idle = established({ rules });
    idle.say('F.');
    same('delay', timesOf(idle.overhear(100)), [4]);
    const used = established({ rules });
    used.say('P. length 5');
    used.hear('.');
    used.say('F.');
    same('delay', timesOf(used.overhear(100)), [40]);
  },
  'F9.1 bind over an old socket': (rules) => {
    const c = closeWait({ rules, reuseAddr: false });
    c.close(c.listener);
    const fresh = c.socket();
    c.socketOf(fresh).reuseAddr = true;
    same('bind()', c.bind(fresh), { ok: false, errno: 'EADDRINUSE' });
    const live = listening({ rules });
    const second = live.socket();
    live.socketOf(second).reuseAddr = true;
    same('bind()', live.bind(second), { ok: false, errno: 'EADDRINUSE' });
  },
};
