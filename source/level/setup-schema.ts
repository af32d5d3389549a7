import * as z from 'zod';
import { DEFAULT_PROFILE, PROFILES } from '../kernel/profile.ts';
import { SYSCTL_NAMES } from '../kernel/sysctl.ts';
import { SLOTS } from '../world/decision.ts';
import { SOCKET_OPTIONS } from '../world/move.ts';
import { PROBE_RESULTS } from '../world/setup.ts';
import { TCP_STATES } from '../tcp/state.ts';
import { dottedIp, endpointText, fraction, horizon, hostName, ipPrefix, keyed, milliseconds, payload, perSecond, portNumber, u32 } from './scalar-schema.ts';

const side = z.enum(['client', 'server', 'attacker']);
const sysctlValue = z.union([z.string(), z.int()], 'a value ~ 1');

const accept = z.union(
  [
    z.enum(['never', 'at-once']),
    keyed({
      every: milliseconds.nullable().optional(),
      startsAt: milliseconds.optional(),
      busy: z.array(z.tuple([milliseconds, milliseconds], 'from when until when ~ [2s, 5s]')).optional(),
      closesAfterEof: milliseconds.nullable().optional(),
      reply: keyed({ bytes: payload, close: z.boolean().optional() }).nullable().optional(),
    }),
  ],
  'when the program accepts ~ never, at-once, or { every: 100ms, closesAfterEof: 0 }',
);

const listener = keyed({ port: portNumber, backlog: u32.optional(), reuseAddr: z.boolean().optional(), accept: accept.optional() });

const host = keyed({
  side: side.optional(),
  ip: dottedIp,
  kernel: z.enum(PROFILES, `a kernel that can be simulated, in quotes: ${PROFILES.join(', ')} ~ "${DEFAULT_PROFILE}"`).optional(),
  you: z.boolean().optional(),
  decides: z.array(z.enum([...SLOTS, 'timeout', 'call'])).optional(),
  decidesFrom: milliseconds.optional(),
  decidesUntil: milliseconds.optional(),
  sysctls: z.partialRecord(z.enum(SYSCTL_NAMES), sysctlValue).optional(),
  listen: z.array(listener).optional(),
  uptime: milliseconds.optional(),
  mtu: z.int('bytes ~ 1500').min(576, 'at least 576 bytes ~ 1500').max(65_535, 'at most 65535 bytes ~ 1500').optional(),
  advmss: z.int('bytes ~ 1160').min(88, 'at least 88 bytes ~ 1160').max(65_495, 'at most 65495 bytes ~ 1160').optional(),
  provenPeers: z.array(dottedIp).optional(),
  absent: z.boolean().optional(),
});

/** `lose server>client 1`, `duplicate client>server 2 by 500ms`, `delay client>server 3 by 2s`. */
export const IMPAIRMENT = /^(lose|duplicate|delay) ([a-z][a-z0-9-]*)>([a-z][a-z0-9-]*) ([1-9]\d{0,5})(?: by (\S+))?$/;
const impairment = z.string().regex(IMPAIRMENT, 'what happens to the n-th segment ~ "lose server>client 1" or "delay client>server 2 by 500ms"');

const link = keyed({
  delay: milliseconds.optional(),
  delays: z.record(z.string().regex(/^[a-z][a-z0-9-]*>[a-z][a-z0-9-]*$/, 'two hosts ~ client>server'), milliseconds).optional(),
  impair: z.array(impairment).optional(),
  loss: fraction.optional(),
  duplicate: fraction.optional(),
  reorder: keyed({ chance: fraction, by: milliseconds }).optional(),
});

const nat = keyed({
  ip: dottedIp,
  inside: z.array(hostName).min(1, 'the hosts behind it ~ [alice, bob]'),
  ports: z.tuple([portNumber, portNumber], 'the first and the last of its ports ~ [40000, 40999]').optional(),
  keeps: milliseconds.optional(),
  idle: milliseconds.optional(),
});

const end = keyed({
  host: hostName,
  port: portNumber,
  state: z.enum(TCP_STATES),
  sndNxt: u32.optional(),
  rcvNxt: u32.optional(),
  age: milliseconds.optional(),
  orphan: z.boolean().optional(),
  reuseAddr: z.boolean().optional(),
  ts: z.union([keyed({ recent: u32 }), keyed({ ago: milliseconds })], 'the last TSval from the other end, or how long ago it came ~ { recent: 77 } or { ago: 5s }').nullable().optional(),
  closesAfterEof: milliseconds.nullable().optional(),
  unread: payload.optional(),
});

const connection = keyed({ a: end, b: end });

const stage = hostName.optional();
const when = { at: milliseconds, host: hostName, stage };
const socket = z.int('the number of a socket ~ 3').min(0);

const scriptedCall = z.discriminatedUnion(
  'call',
  [
  keyed({ ...when, act: z.literal('call'), call: z.literal('socket') }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('bind'), socket, to: endpointText }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('listen'), socket, backlog: u32 }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('connect'), socket, to: endpointText }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('accept'), socket }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('read'), socket, bytes: payload }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('write'), socket, bytes: payload }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('shutdown'), socket, how: z.enum(['RD', 'WR', 'RDWR']) }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('close'), socket }),
  keyed({ ...when, act: z.literal('call'), call: z.literal('setsockopt'), socket, option: z.enum(SOCKET_OPTIONS), value: z.int() }),
  ],
  'a system call ~ call: listen',
);

const scriptedAct = z.discriminatedUnion(
  'act',
  [
  scriptedCall,
  keyed({
    ...when,
    act: z.literal('connect'),
    port: portNumber,
    to: endpointText,
    isn: u32.nullable().optional(),
    // oxlint-disable-next-line unicorn/no-thenable -- what the program does then; never awaited
    then: keyed({ writes: payload, closes: z.boolean().optional(), after: milliseconds.optional(), closesAfterEof: milliseconds.optional() }).nullable().optional(),
  }),
  keyed({ ...when, act: z.literal('inject'), src: endpointText, dst: endpointText, segment: z.string('a segment as packetdrill writes it ~ "S 1000:1000(0) win 64240"') }),
  keyed({ ...when, act: z.enum(['write', 'close', 'shutdown']), port: portNumber, bytes: payload.optional() }),
  ],
  'call, connect, inject, write, close or shutdown ~ act: connect',
);

const traffic = z.discriminatedUnion(
  'kind',
  [
  keyed({
    kind: z.literal('flood'),
    name: hostName,
    stage,
    startsAt: milliseconds.optional(),
    endsAt: milliseconds.optional(),
    rate: perSecond,
    to: endpointText,
    from: ipPrefix,
    options: z.string().optional(),
  }),
  keyed({
    kind: z.literal('clients'),
    name: hostName,
    stage,
    hostile: z.boolean().optional(),
    pulse: keyed({ every: milliseconds, lasts: milliseconds }).optional(),
    host: hostName,
    startsAt: milliseconds.optional(),
    endsAt: milliseconds.optional(),
    rate: perSecond,
    to: endpointText,
    request: payload.optional(),
    patience: milliseconds.optional(),
    count: z.int('how many ~ 40').min(1, 'at least one ~ 40').optional(),
    pool: z.boolean().optional(),
    elsewhere: endpointText.optional(),
  }),
  ],
  'flood or clients ~ kind: flood',
);

const wayOn = z.union(
  [
    keyed({ saw: z.array(z.enum(PROBE_RESULTS)).min(1), times: z.int().min(1), go: hostName }),
    keyed({ after: milliseconds, go: hostName }),
  ],
  'what the last probes showed, or for how long, and the stage that follows ~ { saw: [cookies], times: 3, go: handshakes }',
);

const plan = keyed({
  probe: hostName,
  stages: z.record(hostName, keyed({ next: z.array(wayOn).optional() })).refine((stages) => Object.keys(stages).length > 0, 'at least one stage ~ flood: { next: [{ after: 5s, go: gone }] }'),
});

/** The `setup` of a level.yaml with its expressions filled. See schema.ts for a worked example; build-setup.ts for defaults. */
export const setupSchema = keyed({
  horizon,
  hosts: z.record(hostName, host).refine((hosts) => Object.keys(hosts).length > 0, 'at least one host ~ client: { ip: 10.0.0.5 }'),
  nats: z.array(nat).optional(),
  link: link.optional(),
  connections: z.array(connection).optional(),
  script: z.array(scriptedAct).optional(),
  traffic: z.array(traffic).optional(),
  plan: plan.optional(),
});

/** A setup as its author wrote it, its expressions filled: durations, addresses and segments are still text. */
export type AuthorSetup = z.input<typeof setupSchema>;
