import * as z from 'zod';
import { COUNTER_NAMES } from '../kernel/counter.ts';
import { ERRNOS } from '../kernel/errno.ts';
import { DECISIONS, type DecisionName } from '../kernel/decision.ts';
import { SYSCTL_NAMES } from '../kernel/sysctl.ts';
import { TCP_STATES } from '../tcp/state.ts';
import { hostName, keyed, KNOWN_KEYS, milliseconds, u32 } from './scalar-schema.ts';

const DECISION_NAMES = Object.keys(DECISIONS) as [DecisionName, ...DecisionName[]];
const FLAGS = 'flags as tcpdump writes them, each once ~ "S."';
const state = z.enum(TCP_STATES);
const flags = z.string(FLAGS).regex(/^(?!.*(.).*\1)[FSRPU.]+$/, FLAGS);
const atLeast = u32.optional();
const atMost = u32.optional();

/** Each kind of condition and its fields, as goal.ts describes them. */
const kinds = {
  state: keyed({ host: hostName, is: z.union([state, z.array(state).min(1)], 'a state, or a list of them ~ ESTABLISHED'), port: u32.optional(), peerPort: u32.optional(), mss: u32.optional(), sack: z.boolean().optional(), scaling: z.boolean().optional() }),
  queue: keyed({ host: hostName, name: z.enum(['syn', 'accept', 'out-of-order']), atLeast, atMost }),
  counter: keyed({ host: hostName, name: z.enum(COUNTER_NAMES), atLeast, atMost }),
  returned: keyed({ host: hostName, call: z.string(), errno: z.string().nullable(), value: u32.optional(), peerPort: u32.optional() }),
  received: keyed({ host: hostName, bytes: u32.optional(), eof: z.boolean().optional(), peerPort: u32.optional() }),
  sent: keyed({ from: hostName, to: hostName.optional(), flags: flags.optional(), atLeast, forged: z.boolean().optional(), dstPort: u32.optional(), seq: u32.optional(), ack: u32.optional() }),
  arrived: keyed({ at: hostName, from: hostName.optional(), flags: flags.optional(), atLeast, forged: z.boolean().optional(), srcPort: u32.optional() }),
  decided: keyed({ host: hostName, decision: z.enum(DECISION_NAMES), atLeast }),
  time: keyed({ atLeast: milliseconds.optional(), atMost: milliseconds.optional() }),
  sysctl: keyed({ host: hostName, name: z.enum(SYSCTL_NAMES), is: z.union([z.string(), z.number()]) }),
  plan: keyed({ stage: hostName }),
  service: keyed({ atLeast: z.number().min(0).max(100), over: milliseconds }),
  pending: keyed({ host: hostName.optional(), flags: flags.optional(), call: z.string().optional(), timer: z.boolean().optional(), port: u32.optional(), peerPort: u32.optional() }),
  tries: keyed({ of: hostName.optional(), ended: z.enum(['served', 'gave-up', ...ERRNOS], 'how they ended ~ served'), call: z.enum(['connect', 'read']).optional(), within: milliseconds.optional(), atLeast, atMost }),
  accepted: keyed({ host: hostName, atLeast, atMost }),
} as const;

/** The names of all kinds, with those that are built from others. */
export const PREDICATE_KINDS: readonly string[] = ['all', 'any', 'not', 'held', ...Object.keys(kinds)];

const EXAMPLE = 'a condition ~ { state: { host: client, is: ESTABLISHED } }';

/**
 * A condition: a map with one key, its kind. The kind is looked up first, so that an error speaks of the field that is
 * wrong and not of thirteen kinds that were not meant. It checks only: reading durations is read-predicate.ts's part.
 */
export const predicateSchema: z.ZodType = z.unknown().superRefine((value, context) => {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const [kind] = keys;
  if (kind === undefined || keys.length > 1) {
    context.addIssue({ code: 'custom', message: kind === undefined ? EXAMPLE : 'one kind of condition in a map; join several with all or any ~ all: [{ time: { atLeast: 3s } }]' });
  } else if (!PREDICATE_KINDS.includes(kind)) {
    context.addIssue({ code: 'unrecognized_keys', keys: [kind], message: KNOWN_KEYS + JSON.stringify(PREDICATE_KINDS) });
  } else {
    for (const issue of schemaOf(kind).safeParse(value).error?.issues ?? []) context.addIssue({ ...issue });
  }
});

const built = new Map<string, z.ZodType>();

function schemaOf(kind: string): z.ZodType {
  const known = built.get(kind);
  if (known) return known;
  const schema = z.strictObject({ [kind]: bodyOf(kind) });
  built.set(kind, schema);
  return schema;
}

function bodyOf(kind: string): z.ZodType {
  switch (kind) {
    case 'all':
    case 'any':
      return z.array(predicateSchema, 'a list of conditions ~ [{ time: { atLeast: 3s } }]').min(1, 'a condition ~ [{ time: { atLeast: 3s } }]');
    case 'not':
      return predicateSchema;
    case 'held':
      return keyed({ ms: milliseconds, what: predicateSchema });
    default:
      return kinds[kind as keyof typeof kinds];
  }
}
