/*
 * What a level.yaml and the course.yaml may say. A level is a folder levels/NN-world/NN-level/ with
 * level.yaml, text.en.md and text.zh-Hans.md (texts.ts), proof.json, which `ackademy prove` writes (proof.ts), bots.json, which `ackademy check --bots` writes (bots.ts), and search.json, which `ackademy check --long` writes (long-search.ts). The folder's name without its number is the level's id.
 *
 *   id: first-syn
 *   version: 1                      # raised whenever a run of an earlier version would be judged otherwise
 *   role: kernel                    # kernel, attacker, operator
 *   mode: turns                     # turns (default), live
 *   kernel: '6.18'                  # one of PROFILES (kernel/profile.ts), in quotes: without them it is a number
 *   kernels: ['5.10', '6.18']       # where it may be played at all (default: wherever the sysctls of its start exist)
 *   rows: [S4]                      # statements of the curriculum that are played here
 *   misconceptions: [M01, M02]      # the 1 to 3 that it is about
 *   needs: []                       # levels that come before
 *   teaches: [syn-counts-one]       # ideas that are met here for the first time (skill.ts)
 *   uses: [rst-answers]             # ideas that it rests on: `check` proves that levels before it, by their needs, taught them
 *   fade: 0                         # in guided mode the composer leaves to the player: 0 one number (the first level of an idea, which
 *                                   # can be watched first), 1 flags and acknowledgment (default), 2 the sequence number too, 3 all
 *   minutes: 6
 *   par: 2
 *   luck: true                      # chance decides how soon one wins; par is then what is enough in any case (default: false)
 *   mirror: rfc-1337                # the same hosts and story from another chair: that level has another role, and names this one
 *   spare: 10                       # real clients that an operator may let down for the third star (default: not counted)
 *   sees: operator                  # an incident: no panels, only what the tools of the operator's hosts print (ss, nstat, dmesg, sysctl -a, tcpdump)
 *   sources: [F1.17, RFC 9293 3.5, tcp_input.c:tcp_rcv_synsent_state_process, connect(2)]
 *
 *   draw:                           # the numbers of this variant, in order; {port} in the texts
 *     port: 32768..60999            # a whole number, both ends included
 *     iss: 1000..4294960000
 *     size: [1, 2, 3]               # one of these
 *     next: $iss+1                  # made from earlier ones, modulo 2^32
 *     name: { pick: $size, of: [a, b, c] }  # the item of that number, from 0: what varies together
 *
 *   setup:                          # the world at time 0; $name, $name+1, $(a+b)%c anywhere
 *     horizon: 30s                  # undecided until then is lost. Durations: 250ms, 3s, 2min, or ms as a number
 *     hosts:                        # in the order of their lifelines; side from the name, or side: client
 *       client: { ip: 10.0.0.5, decides: [answer] }          # decides: acts that are the player's. answer, state, queue: what follows from an arrival or a call.
 *                                                            #   timeout: answer and state, too, when a retransmission timer goes off: the same segment again, or `silent`; `state CLOSED` gives up
 *                                                            #   timer: for how long that timer runs, then and where a handshake begins: `timer 2s`, or `timer off` to give up
 *                                                            #   call: answer, but to calls of programs only, while arrivals are Linux's
 *                                                            #   In conditions: pending: { host: client, timer: true }
 *                                                            #   returns: what read() and write() of a program return: `returns 20`, `returns 0` (end-of-file), `returns EPIPE`, `returns blocks`.
 *                                                            #   What the program was not told stays for its next call. In conditions: returned: { host: client, call: read, errno: null, value: 0 }
 *                                                            #   decidesFrom: 1s, decidesUntil: 3s: before and after that they are the kernel's own
 *       server:
 *         ip: 10.0.0.9
 *         uptime: 90min            # what its timestamps count (default: by the seed)
 *         mtu: 1492                 # bytes; segments are 40 smaller (default: 1500)
 *         advmss: 1160              # of its route: its SYNs ask for segments no larger, though it may send larger ones (default: by the mtu)
 *         kernel: '3.10'            # a host whose Linux is another than the level's
 *         sysctls: { tcp_syncookies: 1 }
 *         listen: [{ port: 80, backlog: 128, accept: never }] # accept: never, at-once, { every: 100ms, startsAt: 1s,
 *                                                             #   busy: [[3s, 5s]] (takes nothing then), closesAfterEof: 0, reply: { bytes: 100, close: true } }
 *     nats:                         # a router that puts hosts behind one address; ports: its own, first and last (default: 1024 to 65535)
 *       - { ip: 198.51.100.7, inside: [alice, bob], ports: [40000, 40999], keeps: 120s, idle: 2min } # for how long it knows a closed connection, and an open one that is idle
 *     link: { delay: 20ms, delays: { 'server>client': 5ms }, impair: [lose server>client 1, delay client>server 2 by 500ms] }
 *     connections:                  # that exist already; numbers left out are taken from the other end
 *       - a: { host: client, port: $port, state: ESTABLISHED, sndNxt: $next }
 *         b: { host: server, port: 80, state: ESTABLISHED, sndNxt: 9001, ts: { recent: 77 }, age: 10s, orphan: true } # ts: { ago: 5s }: by the other end's clock
 *     script:                       # what happens whatever the player does
 *       - { at: 0, host: client, act: connect, port: $port, to: 10.0.0.9:80, isn: $iss, then: { writes: 100, closes: true } } # closesAfterEof: 20ms
 *       - { at: 1s, host: client, act: inject, src: '10.0.0.5:$port', dst: 10.0.0.9:80, segment: 'S $iss:$iss(0) win 64240 <mss 1460>' }
 *       - { at: 2s, host: server, act: call, call: listen, socket: 3, backlog: 5 }
 *       - { at: 3s, host: client, act: write, port: $port, bytes: 10 }    # write, close, shutdown
 *     traffic:                      # live levels
 *       - { kind: flood, name: flood, rate: 500, to: 10.0.0.9:80, from: 198.51.100.0/24 }
 *         # hostile: true: an attacker's own, who count for nobody; with request: 0 they finish handshakes and hold them. pulse: { every: 2s, lasts: 500ms }: only then. stage: of the plan
 *       - { kind: clients, name: clients, host: client, rate: 5, to: 10.0.0.9:80, patience: 3s } # count: 40 of them; elsewhere: '10.0.0.10:80' when refused; pool: false: the host itself calls, and connect() chooses its ports
 *     plan:                         # an attacker who adapts: stages, and what leads from one to a later one. Traffic and script with `stage: NAME` happen in it only, their times count from its beginning
 *       probe: probe                # his own tries: what their last ones showed since the stage began (answered, cookies, refused, silent) opens a way on; the first that is open is taken
 *       stages: { syns: { next: [{ saw: [cookies, answered], times: 3, go: handshakes }] }, handshakes: { next: [{ after: 9s, go: gone }] }, gone: {} }
 *                                   # In conditions: plan: { stage: gone }
 *
 *   known:                          # what an attacker or an operator was told beforehand; ???? for what nobody told him
 *     - { name: client, value: '10.0.0.5:$port' }
 *     - { name: RCV.NXT, value: ???? }
 *     - { name: HASH, value: =HASH } # the value of a name that formulas use, while there is one
 *   hide: [RCV.NXT]                 # what the level asks for is not shown in a panel; capacity: how much queues hold
 *   hideUntil: { time: { atLeast: 1s } } # only until then (default: until the end)
 *   sysctls: [tcp_syncookies]       # what an operator may change, and the calls that may be made
 *   calls: [listen, close]
 *
 *   goals:                          # all must hold; sections goal.ID. Conditions: goal.ts
 *     established: { state: { host: client, is: ESTABLISHED } }
 *   idea: { sent: { from: client, flags: S. } } # what every way of winning must have met somewhere on its way: `check` tries every win that it finds against it
 *   lose:                           # lost as soon as one holds; sections lose.ID
 *     refused: { rule: F1.29, holds: { returned: { host: client, call: connect, errno: ECONNREFUSED } } }
 *   predictions:                    # sections predict.ID and predict.ID.KEY
 *     who-first:
 *       before: { pending: { host: client, flags: S. } }     # left out: before the first move
 *       settles: { state: { host: client, is: ESTABLISHED } }
 *       options:
 *         a: { holds: { queue: { host: server, name: accept, atMost: 0 } } }
 *         b: { holds: { queue: { host: server, name: accept } }, misconception: M05 }
 *   hints:                          # the first whose condition holds; sections hint.ID.1 to hint.ID.3
 *     syn: { when: { pending: { host: client, call: connect } } }
 *     spoilt: { when: { not: { state: { host: client, is: SYN-SENT } } }, deadEnd: true }   # nothing helps but undo
 *     else: {}                      # the last one has no condition
 *   menu:                           # lines beyond those that the engine offers
 *     - { line: R seq $next, when: { pending: { flags: S. } }, label: give-up }             # section menu.give-up
 *   solution:                       # lines of the plain mode: world/move-notation. Formulas know what the composer knows
 *     - S seq $iss win 64240 <mss 1460>
 *     - . seq ISS+1 ack IRS+1
 *   alternatives: [[S seq 5, wait 1s, . ack RCV.NXT]]
 *   mistakes:                       # the last line is the mistake; sections mistake.ID
 *     own-number: { moves: [S seq $iss, . ack $next], verdict: syn-sent/ack-is-own-number, misconception: M02 }
 */
import * as z from 'zod';
import { DEFAULT_PROFILE, PROFILES } from '../kernel/profile.ts';
import { SYSCTL_NAMES } from '../kernel/sysctl.ts';
import { CALL_NAMES } from '../world/move-notation/parse-call.ts';
import { predicateSchema } from './predicate-schema.ts';
import { keyed, misconception, slug } from './scalar-schema.ts';
import { SKILL_NAMES } from './skill.ts';
import { setupSchema } from './setup-schema.ts';

export const FORMAT_VERSION = 1;

const row = z.string().regex(/^S(?:[1-9]|[12]\d|3[0-5])$/, 'a row of the curriculum, S1 to S35 ~ S4');
const skill = z.enum(SKILL_NAMES, 'a skill that source/level/skill.ts lists ~ syn-counts-one');
const fact = z.string().regex(/^F\d{1,2}\.\d{1,2}$/, 'a fact ~ F1.17');
const line = z.string('a move as the plain mode writes it ~ wait 3s').min(1, 'a move ~ wait 3s').max(300, 'at most 300 characters ~ wait 3s');
const lines = z.array(line, 'a list of moves ~ [wait 3s]');
/** The part of a section's name that a level chooses: `established` in `goal.established`. */
const sectionName = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by "-" ~ established');
const verdict = z.string().regex(/^[a-z0-9-]+\/[a-z0-9_-]+$/, "a verdict's name ~ syn-sent/ack-without-the-syn");
const fieldName = z.string().regex(/^[A-Z]{3}\.[A-Z]{3}$|^[A-Za-z][\w.-]*$/, 'the name of a field of a panel ~ RCV.NXT');

/** Variables: names for texts and expressions. Read before anything else, since the rest is filled with their numbers. */
export const drawSchema = z.record(
  z.string().regex(/^[A-Za-z]\w{0,30}$/, 'a name of letters and digits ~ port'),
  z.union(
    [z.string(), z.number(), z.array(z.union([z.string(), z.number()])).min(1), keyed({ pick: z.string(), of: z.array(z.union([z.string(), z.number()])).min(1) })],
    'a range, a list, an expression or a pick ~ 32768..60999, [1, 2, 3], $iss+1 or { pick: $which, of: [lose, delay] }',
  ),
);

const kernelId = z.enum(PROFILES, `a kernel that can be simulated, in quotes: ${PROFILES.join(', ')} ~ "${DEFAULT_PROFILE}"`);
const option = keyed({ holds: predicateSchema, misconception: misconception.nullable().optional() });

/** A whole level.yaml, its expressions filled with the numbers of some seed. */
export const levelSchema = keyed({
  id: slug,
  version: z.int('a whole number ~ 1').min(1, 'a number from 1 ~ 1'),
  role: z.enum(['kernel', 'attacker', 'operator']),
  mode: z.enum(['turns', 'live']).optional(),
  kernel: kernelId,
  kernels: z.array(kernelId).min(1, `at least one kernel ~ ['${DEFAULT_PROFILE}']`).optional(),
  rows: z.array(row).min(1, 'at least one row ~ [S4]'),
  misconceptions: z.array(misconception).min(1, 'one to three misconceptions ~ [M01]').max(3, 'one to three misconceptions ~ [M01]'),
  needs: z.array(slug).optional(),
  minutes: z.int('minutes ~ 6').min(1, 'minutes ~ 6').max(120, 'minutes ~ 6'),
  par: z.int('a number of moves ~ 2').min(1, 'a number of moves ~ 2'),
  fade: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)], 'how much of an answer is left to the player, 0 to 3 ~ 1').optional(),
  teaches: z.array(skill).optional(),
  uses: z.array(skill).optional(),
  luck: z.boolean('whether chance decides ~ luck: true').optional(),
  mirror: slug.optional(),
  spare: z.int('a number of clients ~ 0').min(0, 'a number of clients ~ 0').optional(),
  sees: z.literal('operator', 'whose eyes one has: operator ~ sees: operator').optional(),
  sources: z.array(z.string()).min(1, 'at least one source ~ [F1.17]'),
  draw: z.unknown().optional(),
  setup: setupSchema,
  known: z.array(keyed({ name: z.string('what it is ~ client').min(1, 'what it is ~ client').max(24, 'at most 24 characters ~ client'), value: z.union([z.string(), z.number()], 'what is known of it ~ 10.0.0.5:40112') })).optional(),
  hide: z.array(fieldName).optional(),
  hideUntil: predicateSchema.optional(),
  sysctls: z.array(z.enum(SYSCTL_NAMES)).optional(),
  calls: z.array(z.enum(CALL_NAMES)).optional(),
  goals: z.record(sectionName, predicateSchema).refine((goals) => Object.keys(goals).length > 0, 'at least one goal ~ established: { state: { host: client, is: ESTABLISHED } }'),
  idea: predicateSchema.optional(),
  lose: z.record(sectionName, keyed({ rule: fact, holds: predicateSchema })).optional(),
  predictions: z
    .record(
      sectionName,
      keyed({
        before: predicateSchema.optional(),
        settles: predicateSchema,
        options: z.record(z.string().regex(/^[a-e]$/, 'a letter from a to e ~ a'), option).refine((options) => Object.keys(options).length >= 2, 'at least two options ~ a: { holds: … }'),
      }),
    )
    .optional(),
  hints: z.record(sectionName, keyed({ when: predicateSchema.optional(), deadEnd: z.boolean().optional() })).refine((hints) => Object.keys(hints).length > 0, 'at least one hint ~ else: {}'),
  menu: z.array(keyed({ line, when: predicateSchema.optional(), label: sectionName.optional() })).optional(),
  solution: lines.min(1, 'at least one move ~ [wait 3s]'),
  alternatives: z.array(lines.min(1, 'at least one move ~ [wait 3s]')).optional(),
  mistakes: z.record(sectionName, keyed({ moves: lines.min(1, 'at least one move ~ [wait 3s]'), verdict, misconception: misconception.nullable().optional() })),
});

/** A level.yaml as its author wrote it. */
export type WrittenLevel = z.input<typeof levelSchema>;

/** levels/course.yaml: the worlds and the folders of their levels, in the order in which they are played. */
export const courseSchema = keyed({
  format: z.literal(FORMAT_VERSION, `the format's version ~ format: ${FORMAT_VERSION}`),
  worlds: z
    .array(
      keyed({
        folder: z.string('the folder of a world ~ 01-opening').regex(/^\d\d-[a-z0-9-]+$/, 'the folder of a world ~ 01-opening'),
        title: keyed({ en: z.string().min(1, 'a title ~ Opening'), 'zh-Hans': z.string().min(1, 'a title ~ 建立连接') }),
        levels: z.array(z.string().regex(/^\d\d-[a-z0-9-]+$/, 'the folder of a level ~ 01-first-syn'), 'a list of folders ~ [01-first-syn]'),
      }),
    )
    .min(1, 'at least one world ~ { folder: 01-opening, … }'),
});

export type WrittenCourse = z.output<typeof courseSchema>;

/** Examples by key, for errors whose rule has none of its own. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  id: 'id: first-syn',
  version: 'version: 1',
  role: 'role: kernel',
  mode: 'mode: turns',
  kernel: "kernel: '6.18'",
  rows: 'rows: [S4]',
  misconceptions: 'misconceptions: [M01]',
  needs: 'needs: [first-syn]',
  teaches: 'teaches: [syn-counts-one]',
  uses: 'uses: [syn-counts-one]',
  fade: 'fade: 1',
  minutes: 'minutes: 6',
  par: 'par: 2',
  mirror: 'mirror: rfc-1337',
  sees: 'sees: operator',
  sources: 'sources: [F1.17, RFC 9293 3.5]',
  draw: 'draw: { port: 32768..60999 }',
  setup: 'setup: { horizon: 30s, hosts: { client: { ip: 10.0.0.5 } } }',
  horizon: 'horizon: 30s',
  hosts: 'hosts: { client: { ip: 10.0.0.5 } }',
  goals: 'goals: { established: { state: { host: client, is: ESTABLISHED } } }',
  idea: 'idea: { decided: { host: server, decision: request/final-ack } }',
  lose: 'lose: { refused: { rule: F1.29, holds: { time: { atLeast: 9s } } } }',
  predictions: 'predictions: { who: { settles: …, options: { a: …, b: … } } }',
  hints: 'hints: { else: {} }',
  menu: 'menu: [{ line: drop }]',
  solution: 'solution: [wait 3s]',
  alternatives: 'alternatives: [[wait 3s]]',
  mistakes: 'mistakes: { silence: { moves: [silent], verdict: syn-sent/syn-ack-unanswered } }',
  moves: 'moves: [wait 3s]',
  verdict: 'verdict: syn-sent/syn-ack-unanswered',
  ip: 'ip: 10.0.0.5',
  port: 'port: 80',
  backlog: 'backlog: 128',
  decides: 'decides: [answer]',
  listen: 'listen: [{ port: 80 }]',
  delay: 'delay: 20ms',
  at: 'at: 1s',
  host: 'host: client',
  state: 'state: ESTABLISHED',
  is: 'is: ESTABLISHED',
  name: 'name: accept',
  holds: 'holds: { state: { host: client, is: ESTABLISHED } }',
  settles: 'settles: { state: { host: client, is: ESTABLISHED } }',
  format: `format: ${FORMAT_VERSION}`,
  worlds: 'worlds: [{ folder: 01-opening, title: { en: Opening, zh-Hans: 建立连接 }, levels: [01-first-syn] }]',
  levels: 'levels: [01-first-syn]',
};
