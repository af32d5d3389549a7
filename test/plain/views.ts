import { ip } from '../../source/tcp/address.ts';
import { ACK, RST, SYN } from '../../source/tcp/flags.ts';
import { segment } from '../../source/tcp/segment.ts';
import type { SessionView } from '../../source/referee/session-view.ts';
import type { LadderEntry } from '../../source/world/view.ts';

const client = { srcIp: ip('10.0.0.5'), srcPort: 40112, dstIp: ip('10.0.0.9'), dstPort: 80 };
const server = { srcIp: ip('10.0.0.9'), srcPort: 80, dstIp: ip('10.0.0.5'), dstPort: 40112 };

export const texts = {
  en: { title: 'Answer the SYN', briefing: 'A SYN has come in on port {port}.\n\nAnswer it.', 'goal.up': 'Both sides ESTABLISHED', debrief: 'A SYN takes a number.', takeaway: 'ack = seq + 1' },
  'zh-Hans': { title: '应答 SYN', briefing: '端口 {port} 来了一个 SYN.\n\n请应答.', 'goal.up': '双方进入 ESTABLISHED', debrief: 'SYN 占一个序号.', takeaway: 'ack = seq + 1' },
};

function arrived(n: number, from: number, sentAt: number, endsAt: number, sent: ReturnType<typeof segment>, more: Partial<Extract<LadderEntry, { kind: 'segment' }>> = {}): LadderEntry {
  return { kind: 'segment', n, sentAt, endsAt, from, to: 1 - from, segment: sent, fate: 'arrived', progressAtEnd: 1, dropReason: null, auto: true, retransmission: false, forged: false, move: null, ...more };
}

export const syn = segment({ ...client, flags: SYN, seq: 1000, win: 64240, options: { mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 0 }, wscale: 7 } });

/** A SYN lies before the server, which is the player's. */
export const asked: SessionView = {
  level: 'the-listener',
  role: 'kernel',
  mode: 'turns',
  seed: 'seed-1',
  kernel: '6.18',
  ownKernel: '6.18',
  phase: 'awaiting-move',
  expert: false,
  world: {
    now: 20,
    horizon: 60_000,
    lifelines: [
      { host: 'client', side: 'client', address: '10.0.0.5:40112', you: false, state: 'SYN-SENT' },
      { host: 'server', side: 'server', address: '10.0.0.9:80', you: true, state: null },
    ],
    ladder: [{ kind: 'call', at: 0, lifeline: 0, call: 'connect(3, 10.0.0.9:80)', result: null }, arrived(1, 0, 0, 20, syn)],
    sockets: [
      { host: 'server', id: 3, kind: 'socket', state: 'LISTEN', local: '10.0.0.9:80', remote: null, fields: [] },
      { host: 'server', id: null, kind: 'request', state: 'SYN-RECEIVED', local: '10.0.0.9:80', remote: '10.0.0.5:40112', fields: [{ name: 'IRS', value: '1000', hidden: false }, { name: 'RCV.NXT', value: '1001', hidden: true }] },
    ],
    queues: [
      { host: 'server', name: 'syn', label: '', length: 0, capacity: 129, entries: [] },
      { host: 'server', name: 'accept', label: '', length: 0, capacity: 129, entries: [] },
    ],
    timers: [],
    counters: [{ host: 'client', name: 'TCPChallengeACK', value: 0, change: 0 }],
    sysctls: [{ host: 'server', name: 'tcp_syncookies', value: '1', editable: false, standard: true }],
    series: [],
    known: [],
  },
  par: 1,
  movesMade: 0,
  judged: [],
  decision: { host: 'server', at: 20, cause: { kind: 'segment', n: 1, segment: syn }, slots: ['answer', 'queue'], filled: [], next: 'answer', scope: { ISS: 5000, 'RCV.NXT': 1001 }, asks: [],
    template: { ...server, win: 65160 } },
  choices: [
    { id: 'wrong', move: { do: 'send', segment: segment({ ...server, flags: SYN | ACK, seq: 5000, ack: 1000, win: 65160 }) }, label: { kind: 'segment', segment: segment({ ...server, flags: SYN | ACK, seq: 5000, ack: 1000, win: 65160 }), base: 'absolute' } },
    { id: 'queue', move: { do: 'queue', queue: 'syn' }, label: { kind: 'queue', queue: 'syn' } },
  ],
  prediction: null,
  predictions: { asked: 0, right: 0, skipped: 0 },
  lastPrediction: null,
  goals: [{ text: { id: 'level.goal.up' }, met: false, progress: null }],
  hints: { used: 0, of: 3, costs: false, shown: [], offered: false },
  loss: null,
  stars: 0,
  canUndo: false,
  canRedo: false,
};

const wrongAnswer = segment({ ...server, flags: SYN | ACK, seq: 5000, ack: 1000, win: 65160 });

/** The answer acknowledged 1000: the client refused it. */
export const refusedByClient: SessionView = {
  ...asked,
  movesMade: 1,
  canUndo: true,
  world: {
    ...asked.world,
    now: 60,
    ladder: [
      ...asked.world.ladder,
      arrived(2, 1, 20, 40, wrongAnswer, { auto: false, move: 1 }),
      arrived(3, 0, 40, 60, segment({ ...client, flags: RST, seq: 1000 }), { fate: 'dropped', dropReason: 'TCP_OLD_SEQUENCE' }),
      { kind: 'state', at: 20, lifeline: 1, from: 'LISTEN', to: 'SYN-RECEIVED' },
    ],
    queues: asked.world.queues.map((queue) => (queue.name === 'syn' ? { ...queue, length: 1 } : queue)),
    counters: [{ host: 'client', name: 'TCPChallengeACK', value: 1, change: 1 }],
  },
  judged: [
    {
      number: 1,
      at: 20,
      move: { do: 'send', segment: wrongAnswer },
      verdict: { name: 'opening/syn-not-acknowledged', outcome: 'wrong', rule: 'F1.2', misconception: 'M01', why: { id: 'level.debrief' }, evidence: null, counterfactual: null, cite: [{ rfc: 'RFC 9293', section: '3.4' }] },
      consequences: [],
    },
  ],
};

export const won: SessionView = { ...refusedByClient, phase: 'won', stars: 3, decision: null, choices: [], goals: [{ ...asked.goals[0]!, met: true }] };
