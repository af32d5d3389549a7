import { COURSE_FORMAT, type Course } from '../../source/level/course.ts';
import type { Level, Role } from '../../source/level/level.ts';

/** Level ids by world, as many and as long as in the real course. */
const WORLDS: readonly (readonly string[])[] = [
  ['first-syn', 'the-listener', 'numbers-that-wrap', 'nobody-home', 'crossed-syns', 'sixty-three-seconds', 'calling-the-void', 'half-open-ghost'],
  ['two-queues', 'the-smaller-number', 'silent-drop', 'loud-reset', 'flood-drill', 'survive-the-flood', 'no-cookies-allowed', 'what-cookies-cost', 'the-old-queue'],
  ['four-waves', 'close-wait', 'three-waves', 'both-hang-up', 'fin-before-data', 'closed-not-shut', 'reset-or-broken-pipe', 'unread-mail', 'last-ack-lost'],
  ['who-waits', 'the-lost-goodbye', 'ghost-of-a-connection', 'out-of-ports', 'reuse-rules', 'syn-meets-time-wait', 'the-nat-trap', 'shared-address', 'restart-now', 'bucket-limit'],
  ['reset-from-outside', 'rfc-1337', 'find-the-port', 'blind-reset', 'syn-in-established', 'the-shortcut'],
  ['black-friday', 'the-3am-page', 'red-team', 'blue-team'],
];
const ROLES: readonly Role[] = ['kernel', 'attacker', 'operator'];

export function sampleLevel(id: string, over: Partial<Level> = {}): Level {
  const title = id.replaceAll('-', ' ');
  const titleZh = `第 ${id.length} 关: 连接的开始`;
  return {
    id,
    version: 1,
    world: 1,
    role: 'kernel',
    mode: 'turns',
    kernel: '6.18',
    kernels: null,
    title: { en: title, 'zh-Hans': titleZh },
    proof: null,
    bots: null,
    search: null,
    rows: ['S4'],
    misconceptions: ['M01', 'M05'],
    needs: [],
    minutes: 4,
    par: 2, fade: 1, teaches: [], uses: [], luck: false, mirror: null, spare: null, sees: null,
    sources: ['RFC 9293 3.5', 'tcp_input.c:tcp_rcv_synsent_state_process', 'F1.5'],
    draw: [],
    setup: {},
    known: [],
    hide: [],
    hideUntil: null,
    sysctls: [],
    calls: [],
    goals: [{ id: 'open', holds: { state: { host: 'client', is: 'ESTABLISHED' } } }],
    idea: null,
    lose: [],
    predictions: [],
    hints: [],
    menu: [],
    solution: [],
    alternatives: [],
    mistakes: [],
    texts: {
      en: { title, briefing: 'The program calls connect().', 'goal.open': 'Both ends are ESTABLISHED, and the program has what it asked for.', takeaway: 'You may think a SYN carries no data and so takes no number. But it takes one: the ACK of a SYN is its number plus 1.' },
      'zh-Hans': { title: titleZh, briefing: '程序调用 connect()。', 'goal.open': '两端都进入 ESTABLISHED, 程序得到它要的数据。', takeaway: '你可能以为 SYN 不带数据, 所以不占序号。但它占一个: 对 SYN 的确认号是它的序号加 1。' },
    },
    ...over,
  };
}

const TITLES = [
  ['Opening', '建立连接'],
  ['Queues and floods', '队列与洪泛'],
  ['Closing', '关闭连接'],
  ['TIME_WAIT', 'TIME_WAIT'],
  ['Attacker', '攻击者'],
  ['Incidents', '故障现场'],
] as const;

/** A course as large as the real one; each level of a world needs the one before it. */
export function sampleCourse(): Course {
  return {
    format: COURSE_FORMAT,
    worlds: WORLDS.map((levels, world) => ({ number: world + 1, folder: `0${world + 1}-world`, title: { en: TITLES[world]![0], 'zh-Hans': TITLES[world]![1] }, levels })),
    levels: WORLDS.flatMap((ids, world) =>
      ids.map((id, index) => sampleLevel(id, { world: world + 1, role: ROLES[index % 3]!, needs: index === 0 ? [] : [ids[index - 1]!] })),
    ),
  };
}
