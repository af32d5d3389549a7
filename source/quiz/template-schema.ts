/*
 * What a quiz template may say: quizzes/SKILL/ID.yaml, one file, both languages.
 *
 *   id: ack-of-a-syn
 *   version: 1                      # raised when the question changes
 *   skill: numbers                  # one of SKILLS; the folder's name
 *   level: first-syn                # where it is taught
 *   kernel: '6.18'                  # default: 6.18
 *   sources: [F1.3, RFC 9293 3.4]
 *   draw: { isn: 1000..4294960000 } # as in a level
 *   setup: { … }                    # as in a level, but nobody decides: it runs to its horizon, and the answer is what Linux did
 *   ask:                            # one of these
 *     number: { read: { segment: { from: server, flags: S. }, field: ack }, unit: none }   # typed. unit: s, ms, bytes
 *     value: { client: { state: { host: client } }, server: { state: { host: server } } }  # chosen; section option writes a line: "client {client}, server {server}"
 *     choice: { rst: { sent: { from: server, flags: R } }, silent: { not: { … } } }        # chosen; sections option.rst, option.silent. The first that holds is the answer
 *     order: { syn: { arrived: … }, queued: { queue: … } }                                 # sections event.syn, …
 *     compose: { segment: { from: server, flags: S. }, fields: [flags, seq, ack] }         # written
 *     line: { listing: ladder, fields: [win] }                                             # picked; fields: port, win, mss, wscale. Or { listing: ss, host: server }, { listing: nstat, host: server, counters: [ListenDrops, …] }
 *   wrong:                          # worlds with something else in them; each must answer otherwise. Two wrong options are shown, the first that differ
 *     - { idea: M01, belief: syn-takes-none }               # a rule replaced: belief.ts
 *     - { idea: M22, setup: { hosts: { … } } }              # another set-up, laid over this one
 *     - { idea: M23, kernel: '3.10' }                       # another Linux
 *     - { id: own, idea: M02, value: $iss }                 # a value that no world gives, also of readings (also). No idea: section wrong.ID says what is wrong
 *   also: { until: { first: { state: … } } }                # readings of the true world that the texts name
 *   text:
 *     en: { stem: …, why: … }       # stem asks, why explains ("But …"): placeholders {isn}, {truth}, {until}
 *     zh-Hans: { stem: …, why: … }
 *
 * Readings: reading.ts. Conditions: level/goal.ts.
 */
import * as z from 'zod';
import { COUNTER_NAMES } from '../kernel/counter.ts';
import { DEFAULT_PROFILE, PROFILES } from '../kernel/profile.ts';
import { predicateSchema } from '../level/predicate-schema.ts';
import { hostName, keyed, milliseconds, misconception, portNumber, slug } from '../level/scalar-schema.ts';
import { setupSchema } from '../level/setup-schema.ts';
import { BELIEF_IDS } from './belief.ts';
import { SEGMENT_FIELDS } from './reading.ts';
import { SKILLS } from './skill.ts';
import { COMPOSED, LADDER_FIELDS } from './template.ts';

const pick = keyed({
  from: hostName,
  to: hostName.optional(),
  flags: z.string('flags as tcpdump writes them ~ "S."').regex(/^[FSRPU.]+$/, 'flags as tcpdump writes them ~ "S."').optional(),
  after: milliseconds.optional(),
  dstPort: portNumber.optional(),
  srcPort: portNumber.optional(),
  nth: z.int('which of them, from 1, or from the end ~ -1').refine((n) => n !== 0, 'which of them, from 1, or from the end ~ -1').optional(),
});

const reading = z.union(
  [
    keyed({ segment: pick, field: z.enum(SEGMENT_FIELDS) }),
    keyed({ count: pick }),
    keyed({ state: keyed({ host: hostName, port: portNumber.optional(), peerPort: portNumber.optional() }) }),
    keyed({ queue: keyed({ host: hostName, name: z.enum(['syn', 'accept', 'out-of-order']) }) }),
    keyed({ counter: keyed({ host: hostName, name: z.enum(COUNTER_NAMES) }) }),
    keyed({ returned: keyed({ host: hostName, call: z.string('a call ~ connect'), nth: z.int('which of them ~ 1').optional() }) }),
    keyed({ accepted: keyed({ host: hostName }) }),
    keyed({ window: keyed({ host: hostName }) }),
    keyed({ first: predicateSchema }),
    keyed({ holds: predicateSchema }),
  ],
  'what is read off the world ~ { segment: { from: server, flags: S. }, field: ack }',
);

const name = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'a name of letters, digits and "-" ~ server');
const outcomes = z.record(name, predicateSchema).refine((map) => Object.keys(map).length >= 2, 'at least two ~ { a: …, b: … }');

const listing = z.union(
  [
    keyed({ listing: z.literal('ladder'), fields: z.array(z.enum(LADDER_FIELDS)).optional() }),
    keyed({ listing: z.literal('ss'), host: hostName }),
    keyed({ listing: z.literal('nstat'), host: hostName, counters: z.array(z.enum(COUNTER_NAMES)).min(3, 'at least three ~ [ListenDrops, ListenOverflows, SyncookiesSent]') }),
  ],
  'a ladder, or ss or nstat of a host ~ { listing: ss, host: server }',
);

const ask = z.union(
  [
    keyed({ number: keyed({ read: reading, unit: z.enum(['none', 's', 'ms', 'bytes']).optional() }) }),
    keyed({ value: z.record(name, reading) }),
    keyed({ choice: outcomes }),
    keyed({ order: outcomes }),
    keyed({ compose: keyed({ segment: pick, fields: z.array(z.enum(COMPOSED)).min(1, 'at least one field ~ [flags, seq, ack]') }) }),
    keyed({ line: listing }),
  ],
  'what is asked: number, value, choice, order, compose or line ~ number: { read: { segment: { from: server, flags: S. }, field: ack } }',
);

const idea = misconception.nullable().optional();
const wrong = z.union(
  [
    keyed({ id: slug.optional(), idea, belief: z.enum(BELIEF_IDS as [string, ...string[]], 'a belief of source/quiz/belief.ts ~ syn-takes-none') }),
    keyed({ id: slug.optional(), idea, setup: z.record(z.string(), z.unknown()) }),
    keyed({ id: slug.optional(), idea, kernel: z.enum(PROFILES, `a kernel that can be simulated, in quotes: ${PROFILES.join(', ')} ~ "${DEFAULT_PROFILE}"`) }),
    keyed({ id: slug.optional(), idea, value: z.union([z.string(), z.number()]) }),
  ],
  'what gives a wrong answer: belief, setup, kernel or value ~ { idea: M01, belief: syn-takes-none }',
);

const text = z.record(z.string().regex(/^[a-z]+(?:\.[a-z][A-Za-z0-9-]*)?$/, 'a section ~ stem'), z.string().min(1, 'a text ~ What does the server answer?').max(700, 'at most 700 characters'));

/** A template, its expressions filled with the numbers of some seed. */
export const templateSchema = keyed({
  id: slug,
  version: z.int('a whole number ~ 1').min(1, 'a number from 1 ~ 1'),
  skill: z.enum(SKILLS),
  level: slug,
  kernel: z.enum(PROFILES, `a kernel that can be simulated, in quotes: ${PROFILES.join(', ')} ~ "${DEFAULT_PROFILE}"`).optional(),
  sources: z.array(z.string()).min(1, 'at least one source ~ [F1.3]'),
  draw: z.unknown().optional(),
  setup: setupSchema,
  ask,
  wrong: z.array(wrong).min(1, 'at least one ~ [{ idea: M01, belief: syn-takes-none }]'),
  also: z.record(name, reading).optional(),
  text: keyed({ en: text, 'zh-Hans': text }),
});

export type WrittenTemplate = z.input<typeof templateSchema>;
export type WrittenAsk = WrittenTemplate['ask'];
export type WrittenReading = z.input<typeof reading>;
export type WrittenPick = z.input<typeof pick>;
export type WrittenWrong = WrittenTemplate['wrong'][number];
