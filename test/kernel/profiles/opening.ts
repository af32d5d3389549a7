import type { ProfileId } from '../../../source/kernel/profile.ts';
import { ip } from '../../../source/tcp/address.ts';
import { Conversation, PEER_IP } from '../conversation.ts';
import { listening, open, synReceived, synSent, synText } from '../fixture.ts';
import { answers, counts, namesOf, saidIn, type Probe } from './probe.ts';

/** Both SYNs cross; the peer's SYN-ACK follows. */
function crossed(kernel: ProfileId): Conversation {
  const c = synSent({ kernel });
  c.say('S seq 1000 <mss 1460>');
  c.hear('S.');
  c.say('S. seq 1000 ack ISS+1 <mss 1460>');
  return c;
}

function connectTo(kernel: ProfileId, port: number, address = PEER_IP): number {
  const c = new Conversation({ kernel });
  c.fd = c.socket();
  c.connect(c.fd, port, address);
  return c.outbox[0]!.segment.options.ts!.val;
}

function synTimes(kernel: ProfileId): string[] {
  const c = synSent({ kernel });
  const said = saidIn(c, 200_000).map((one) => one.split(' ')[0]!);
  const end = c.events.find((event) => event.type === 'returned');
  return [...said, end?.type === 'returned' ? String(end.errno) : ''];
}

const CLASSIC = ['1000', '3000', '7000', '15000', '31000', '63000', 'ETIMEDOUT'];

export const OPENING: Readonly<Record<string, Probe>> = {
  'initial-rto': { seen: (kernel) => saidIn(synReceived({ kernel }), 10_000), expected: ['3000 S.', '9000 S.'] },
  'syn-give-up': { seen: synTimes, expected: ['3000', '9000', 'ETIMEDOUT'] },
  'user-timeout-opening': {
    seen: (kernel) => {
      const c = new Conversation({ kernel, sysctl: { tcp_syn_retries: 5 } });
      c.fd = c.socket();
      c.socketOf().userTimeout = 2000;
      c.connect();
      c.outbox = [];
      return saidIn(c, 12_000).length;
    },
    expected: { '2.6.32': 2, '3.10': 3, '4.4': 3, '4.19': 3 },
  },
  'no-linear-timeouts': { seen: synTimes, expected: { '2.6.32': ['3000', '9000', 'ETIMEDOUT'], '3.10': CLASSIC, '4.4': CLASSIC, '4.19': CLASSIC, '5.10': CLASSIC } },
  'no-rto-max': { seen: (kernel) => namesOf(kernel).includes('tcp_rto_max_ms'), expected: false },
  'syn-retries': { seen: (kernel) => new Conversation({ kernel }).host.sysctl.tcp_syn_retries, expected: 5 },
  'first-window-4': { seen: firstWindows, expected: [5840, 5792] },
  'first-window-10': { seen: firstWindows, expected: [14_600, 14_480] },
  'first-window-20': { seen: firstWindows, expected: [29_200, 28_960] },
  'window-scale-7': { seen: (kernel) => answersOptions(kernel).wscale, expected: 7 },
  'timestamp-jiffies': { seen: (kernel) => [connectTo(kernel, 80), connectTo(kernel, 81)], expected: [250_000, 250_000] },
  'timestamp-per-host': {
    seen: (kernel) => [connectTo(kernel, 80) === connectTo(kernel, 81), connectTo(kernel, 80) === connectTo(kernel, 80, ip('192.0.2.7')), connectTo(kernel, 80) === 1_000_000],
    expected: [true, false, false],
  },
  'unhurried-syn': {
    seen: (kernel) => {
      const c = synSent({ kernel });
      c.say('. ack ISS+9');
      answers(c);
      return saidIn(c, 20);
    },
    expected: [],
  },
  'crossing-challenged': {
    seen: (kernel) => {
      const c = crossed(kernel);
      const said = answers(c);
      const then = c.peer.state();
      c.say('. seq 1001 ack ISS+1');
      return [said, then, c.peer.state(), counts(c, 'TCPSYNChallenge')];
    },
    expected: [['.'], 'SYN-RECEIVED', 'ESTABLISHED', [1]],
  },
  'request-tsecr': {
    seen: (kernel) => {
      const c = synReceived({ kernel, ts: true });
      c.say('. <TS val TSVAL ecr TSECR+777>');
      return [answers(c), c.peer.state()];
    },
    expected: [[], 'ESTABLISHED'],
  },
  'request-any-rst': {
    seen: (kernel) => {
      const c = synReceived({ kernel });
      c.say('R seq RCV.NXT+5');
      return [answers(c), c.peer.state()];
    },
    expected: [[], 'CLOSED'],
  },
  'request-rst-ack': {
    seen: (kernel) => {
      const c = synReceived({ kernel });
      c.say('R. ack SND.NXT+5');
      return [answers(c), c.peer.state()];
    },
    expected: [[], 'SYN-RECEIVED request'],
  },
  'request-acks-unlimited': {
    seen: (kernel) => {
      const c = synReceived({ kernel });
      const said = [];
      for (let i = 0; i < 3; i++) {
        c.say('. seq RCV.NXT-100');
        said.push(...answers(c));
      }
      return said;
    },
    expected: ['.', '.', '.'],
  },
  'duplicate-syn-timer': {
    seen: (kernel) => {
      const c = synReceived({ kernel });
      c.after(2000);
      c.say(`${synText()} seq IRS`.replace(/^(S) (<.*>) (seq IRS)$/, '$1 $3 $2'));
      answers(c);
      return saidIn(c, 2500);
    },
    expected: ['1000 S.'],
  },
};

function firstWindows(kernel: ProfileId): number[] {
  const c = listening({ kernel });
  c.peer.say(synText({ ts: true }));
  const server = c.outbox.splice(0)[0]!.segment.win;
  const client = new Conversation({ kernel });
  client.fd = client.socket();
  client.connect();
  return [client.outbox[0]!.segment.win, server];
}

function answersOptions(kernel: ProfileId): { wscale?: number | undefined } {
  const c = listening({ kernel });
  c.peer.say(synText());
  const { options } = c.outbox.splice(0)[0]!.segment;
  open(c.other(41_000));
  return options;
}
