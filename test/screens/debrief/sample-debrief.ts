import type { DebriefView } from '../../../source/screens/debrief/debrief-view.ts';
import { ACK, RST, SYN } from '../../../source/tcp/flags.ts';
import { segment } from '../../../source/tcp/segment.ts';

const ends = { srcIp: 0x0a000009, srcPort: 80, dstIp: 0x0a000005, dstPort: 40112 };

/** A solved run with a wrong move, a prediction and a hidden reply. Phrases that no catalogue has show as `<id>`. */
export const sampleDebrief: DebriefView = {
  level: 'first-syn',
  place: '1-1',
  solved: true,
  stars: 2,
  toll: [],
  bots: [],
  scores: [],
  missingStars: [{ id: 'debrief.over-par' }, { id: 'debrief.wrong-cap', params: { n: 1, numbers: '1' } }],
  par: 1,
  movesMade: 2,
  hints: 0,
  moves: [
    {
      number: 1,
      at: 0,
      move: { do: 'send', segment: { flags: SYN | ACK, seq: 5000, ack: 1000, win: 65160 } },
      verdict: {
        name: 'answer/ack-does-not-cover-syn',
        outcome: 'wrong',
        rule: 'F1.5',
        misconception: 'M01',
        why: { id: 'level.why.wrong' },
        evidence: null,
        counterfactual: null,
        cite: [{ rfc: '9293', section: '3.4' }, { kernel: 'tcp_rcv_synsent_state_process()', file: 'net/ipv4/tcp_input.c' }],
      },
      consequences: [{ id: 'level.after.wrong' }],
    },
    {
      number: 2,
      at: 48,
      move: { do: 'send', segment: { flags: SYN | ACK, seq: 5000, ack: 1001, win: 65160 } },
      verdict: { name: 'answer/as-linux', outcome: 'as-linux', rule: 'F1.4', why: { id: 'level.why.right' }, evidence: null, counterfactual: null, cite: [{ rfc: '9293', section: '3.5' }] },
      consequences: [],
    },
  ],
  hidden: [
    { kind: 'segment', n: 3, sentAt: 20, endsAt: 40, from: 1, to: 0, segment: segment({ ...ends, flags: RST, seq: 1000 }), fate: 'arrived', progressAtEnd: 1, dropReason: null, auto: true, retransmission: false, forged: false, move: null },
  ],
  hosts: ['client', 'server'],
  predictions: [
    { question: { id: 'level.predict.state' }, said: { id: 'level.predict.state.b' }, truth: { id: 'level.predict.state.c' }, right: false, confidence: 3 },
    { question: { id: 'level.predict.state' }, said: null, truth: { id: 'level.predict.state.c' }, right: false, confidence: null },
  ],
  loss: null,
  sources: ['RFC 9293 3.5', 'tcp_input.c:tcp_rcv_synsent_state_process', 'F1.5'],
  seed: 'a1',
  kernel: '6.18',
  engine: '0.1.0',
  receipt: 'K7QM-2ZDR-V4XW',
  quiz: { ideas: ['M01'], key: 't' },
  refutations: [{ id: 'misconception.M01.think' }, { id: 'misconception.M01.but' }],
  numbers: { iss: 5000 },
  mirror: null,
  otherChair: null,
  otherKernels: ['3.10', '4.4'],
  compare: (other) => ({
    ladders: null,
    kernel: '6.18',
    other,
    alike: 2,
    here: [{ at: 40, host: 'server', what: 'segment', text: 'S. 77:77(0) ack 1001 -> 10.0.0.5:40112' }],
    there: [],
    verdicts: [{ move: 1, here: 'opening/wrong', there: null }],
    keepsSegments: true,
    endedAt: { here: 60, there: 60 },
    outcome: { here: 'won', there: 'awaiting-move' },
  }),
};

/** The texts that the sample's phrases name. */
export const sampleTexts = {
  en: {
    title: 'Answer the SYN',
    'why.wrong': 'A SYN takes one sequence number, so its ACK is IRS + 1. ack 1000 acknowledges nothing.',
    'after.wrong': 'The client is in SYN-SENT: an ACK that does not cover its SYN is answered by R 1000:1000(0).',
    'why.right': 'This is what Linux sends.',
    'predict.state': 'When it arrives the client is in',
    'predict.state.b': 'SYN-RECEIVED',
    'predict.state.c': 'ESTABLISHED',
    takeaway: 'You may think a SYN carries no data and so takes no number. But it takes one: the ACK of a SYN is its number plus 1.',
    debrief: 'The kernel finished the handshake alone; accept() only takes the connection out of the queue.',
  },
  'zh-Hans': {
    title: '回应 SYN',
    'why.wrong': 'SYN 占一个序号, 所以对它的确认号是 IRS + 1。ack 1000 什么也没有确认。',
    'after.wrong': '客户端处于 SYN-SENT: 没有覆盖其 SYN 的 ACK 会被 R 1000:1000(0) 回应。',
    'why.right': 'Linux 发的就是这个。',
    'predict.state': '它到达时客户端处于',
    'predict.state.b': 'SYN-RECEIVED',
    'predict.state.c': 'ESTABLISHED',
    takeaway: '你可能以为 SYN 不带数据, 所以不占序号。但它占一个: 对 SYN 的确认号是它的序号加 1。',
    debrief: '握手由内核独自完成; accept() 只是从队列里取出连接。',
  },
} as const;
