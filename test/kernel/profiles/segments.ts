import type { ProfileId } from '../../../source/kernel/profile.ts';
import { closeWait, established, finWait2, timeWait, type FixtureSetup } from '../fixture.ts';
import { answers, counts, namesOf, saidIn, type Probe } from './probe.ts';

/** What a segment draws in a connection, and where that is afterwards. */
function said(text: string, setup: FixtureSetup, from = established): unknown {
  const c = from(setup);
  c.say(text);
  return [answers(c), c.peer.state()];
}

/** So many challenges in one second, each by a SYN to a connection of its own. */
function challenges(kernel: ProfileId, syns: number): number {
  const c = established({ kernel, sysctl: { tcp_invalid_ratelimit: 0 } });
  c.after(1000 - (c.now % 1000));
  let heard = 0;
  for (let i = 0; i < syns; i++) {
    c.say('S seq RCV.NXT+9');
    heard += answers(c).length;
  }
  return heard;
}

/** Bytes that were acknowledged lie between SND.UNA and what the peer once said. */
function withAcked(setup: FixtureSetup, bytes: number): ReturnType<typeof established> {
  const c = established(setup);
  c.write('x'.repeat(bytes));
  c.outbox = [];
  c.say('. ack SND.NXT');
  c.silence();
  return c;
}

/** Something later has arrived, by SACK, and the segment before it has not: what follows. */
function withGap(kernel: ProfileId): unknown {
  const c = established({ kernel, sack: true });
  Object.assign(c.socketOf(), { noDelay: true, rto: 900, srtt: 400 });
  c.write('a');
  c.after(50);
  c.write('b');
  c.outbox = [];
  c.say('. ack SND.UNA <sack SND.UNA+1:SND.UNA+2>');
  return saidIn(c, 100);
}

/** What goes out of so many full segments at first, and after an ACK of the first two. */
function sentAtFirst(kernel: ProfileId): readonly [string[], string[]] {
  const c = established({ kernel });
  const size = c.socketOf().options.sndMss;
  c.write('x'.repeat(20 * size));
  const first = answers(c);
  c.say(`. ack SND.UNA+${2 * size}`);
  return [first, answers(c)];
}

export const SEGMENTS: Readonly<Record<string, Probe>> = {
  'first-window-by-bytes': { seen: (kernel) => sentAtFirst(kernel)[0].length, expected: 3 },
  'slow-start-by-acks': { seen: (kernel) => sentAtFirst(kernel)[1].length, expected: 3 },
  'several-without-push': {
    seen: (kernel) => {
      const c = established({ kernel });
      c.write('x'.repeat(500_000));
      const rounds = [1, 2, 3].flatMap(() => {
        const sent = answers(c);
        c.say('. ack SND.NXT');
        return sent;
      });
      return rounds.filter((flags) => flags !== '.');
    },
    expected: [],
  },
  'share-not-measured': {
    seen: (kernel) => {
      const c = established({ kernel });
      c.say('. length 1400');
      return c.socketOf().buffer?.share;
    },
    expected: 128,
  },
  'no-loss-probe': {
    seen: (kernel) => {
      const c = established({ kernel, sack: true });
      c.write('hello');
      c.outbox = [];
      return saidIn(c, 1000);
    },
    expected: ['200 P.', '600 P.'],
  },
  'loss-not-by-time': { seen: withGap, expected: [] },
  'any-rst': { seen: (kernel) => said('R seq RCV.NXT+9', { kernel }), expected: [[], 'CLOSED'] },
  'syn-resets': { seen: (kernel) => [said('S seq RCV.NXT+9', { kernel }), said('S seq RCV.NXT-9999', { kernel })], expected: [[['R.'], 'CLOSED'], [['.'], 'ESTABLISHED']] },
  'old-acks-pass': {
    seen: (kernel) => {
      const c = established({ kernel });
      c.say('P. ack SND.UNA-99999 length 5');
      answers(c);
      return c.socketOf().receivedBytes;
    },
    expected: 5,
  },
  'old-acks-by-window': {
    seen: (kernel) => {
      const c = established({ kernel });
      c.say('. ack SND.UNA-9');
      return [answers(c), counts(c, 'TCPChallengeACK')];
    },
    expected: [[], [0]],
  },
  'ack-of-unsent-silent': { seen: (kernel) => said('. ack SND.NXT+9', { kernel }), expected: [[], 'ESTABLISHED'] },
  'closing-ignores-ack': {
    seen: (kernel) => {
      const c = finWait2({ kernel, orphan: false });
      c.say('P. ack SND.NXT+9 length 5');
      answers(c);
      return c.socketOf().receivedBytes;
    },
    expected: 5,
  },
  'closing-strict-ack': {
    seen: (kernel) => {
      const c = withAcked({ kernel }, 100);
      c.shutdown('WR');
      c.hear('F.');
      c.say('P. ack SND.UNA-50 length 5');
      answers(c);
      return [c.socketOf().receivedBytes, counts(c, 'TCPChallengeACK')];
    },
    expected: [0, [1]],
  },
  'no-socket-limit': {
    seen: (kernel) => {
      const c = timeWait({ kernel });
      return [namesOf(kernel).includes('tcp_invalid_ratelimit'), ...[1, 2, 3].map(() => (c.say('. seq RCV.NXT-9'), answers(c)))];
    },
    expected: [false, ['.'], ['.'], ['.']],
  },
  'data-unlimited': {
    seen: (kernel) => {
      const c = established({ kernel });
      return [1, 2].map(() => (c.say('P. ack SND.UNA-99999999 length 5'), answers(c)));
    },
    expected: [['.'], ['.']],
  },
  'no-challenge-limit': { seen: (kernel) => namesOf(kernel).includes('tcp_challenge_ack_limit'), expected: false },
  'challenge-limit-100': { seen: (kernel) => challenges(kernel, 300), expected: 100 },
  'challenge-limit-1000': {
    seen: (kernel) => {
      const heard = challenges(kernel, 1600);
      return heard >= 500 && heard < 1500;
    },
    expected: true,
  },
  'rst-before-fin': { seen: (kernel) => said('R seq RCV.NXT-1', { kernel }, closeWait), expected: [[], 'CLOSE-WAIT'] },
  'rst-behind-sack': {
    seen: (kernel) => {
      const c = established({ kernel });
      c.say('P. seq RCV.NXT+10 length 5');
      answers(c);
      c.say('R seq RCV.NXT+15');
      return [answers(c), c.peer.state()];
    },
    expected: [['.'], 'ESTABLISHED'],
  },
  'segment-end-free': {
    seen: (kernel) => {
      const c = established({ kernel });
      c.say('P. length 5');
      answers(c);
      c.say('. seq RCV.NXT+RCV.WND-10 length 20');
      return c.socketOf().outOfOrder.length;
    },
    expected: 1,
  },
  'zero-window-doubted': {
    seen: (kernel) => {
      const c = established({ kernel });
      c.say('. win 0');
      c.write('hello');
      return answers(c);
    },
    expected: ['P.'],
  },
  'paws-24-days': {
    seen: (kernel) => {
      const c = established({ kernel, ts: true });
      c.after(3_000_000);
      c.say('P. length 5 <TS val 1 ecr TSECR>');
      answers(c);
      return c.socketOf().receivedBytes;
    },
    expected: 0,
  },
  'shrunk-edge-exact': {
    seen: (kernel) => {
      const c = established({ kernel });
      const { sndUna } = c.socketOf();
      // The peer's window ends 50 bytes before what was sent: it counts in units of 128.
      c.write('x'.repeat(128 + 50));
      c.outbox = [];
      c.say('P. seq RCV.NXT ack SND.UNA length 1');
      c.outbox = [];
      c.say('. seq RCV.NXT ack SND.UNA win 1');
      c.say('. seq RCV.NXT-1 ack SND.UNA win 1');
      return c.outbox.map(({ segment }) => segment.seq - sndUna);
    },
    expected: [128],
  },
  'old-ack-answered': {
    seen: (kernel) => {
      const c = established({ kernel, ts: true });
      c.say('. seq RCV.NXT-1 <TS val 1 ecr TSECR>');
      return [answers(c), counts(c, 'PAWSEstab')];
    },
    expected: [['.'], [1]],
  },
  'syn-fails-paws': {
    seen: (kernel) => {
      const c = established({ kernel, ts: true });
      c.say('S <mss 1460,TS val 1 ecr 0>');
      return [answers(c), counts(c, 'PAWSEstab', 'TCPSYNChallenge')];
    },
    expected: [['.'], [1, 0]],
  },
};
