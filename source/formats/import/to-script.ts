import { ACK, FIN, has, SYN } from '../../tcp/flags.ts';
import type { Ms } from '../../time.ts';
import type { ListenerSetup } from '../../world/setup.ts';
import type { CallRecord } from '../../world/journal.ts';
import { analyse } from '../analysis.ts';
import { scriptOf } from '../packetdrill/script-of.ts';
import type { Conversation, Spoken } from './conversation.ts';
import type { Role } from './role.ts';

/** Any number: scriptOf() gives the accepted socket its descriptor. */
const ACCEPTED = 100;
const CONNECTED = 3;

/** Less than the first retransmission timeout: who answers later was not asked by this segment (RFC 6298 section 2). */
const LONGEST_DELAY: Ms = 1000;

const LISTENER: ListenerSetup = { port: 0, backlog: 128, reuseAddr: false, accept: { every: null, startsAt: 0, closesAfterEof: null, reply: null } };

/**
 * A captured conversation as a script of one of its ends, or null where it does not begin with a SYN. A capture does not tell what the program did: it
 * is taken to have written what was sent when it was sent, read what came, and shut its side down when a FIN went out. Nor does it tell how far
 * away the end is: what comes to it comes as much later as its kernel took to answer the handshake. Whether a kernel then does the same is for
 * the script's run to say.
 */
export function roleOfEnd({ spoken }: Conversation, end: 0 | 1): Role | null {
  const first = spoken[0];
  if (!first || !has(first.segment.flags, SYN) || has(first.segment.flags, ACK)) return null;
  const away = handshakeDelay(spoken, end);
  const lived = spoken.map((one) => (one.from === end ? one : { ...one, at: one.at + away })).toSorted((a, b) => a.at - b.at || Number(a.from === end) - Number(b.from === end));
  const script = scriptOf({
    host: { sysctls: {}, listeners: end === 0 ? [] : [LISTENER] },
    segments: lived.map(({ at, from, segment }) => ({ at, direction: from === end ? 'out' : 'in', segment })),
    calls: callsOf(lived, end),
    existing: null,
  });
  return { script, numbers: lived.map(({ n }) => n) };
}

/** From when the last SYN or SYN-ACK to this end was captured until its answer was; 0 where that is not seen or took longer than a network does. */
function handshakeDelay(spoken: readonly Spoken[], end: 0 | 1): Ms {
  const answer = spoken.findIndex(({ from, segment: { flags } }) => from === end && has(flags, ACK));
  const asked = spoken.findLast(({ from, segment: { flags } }, index) => index < answer && from !== end && has(flags, SYN));
  const delay = asked ? spoken[answer]!.at - asked.at : 0;
  return delay < LONGEST_DELAY ? delay : 0;
}

function callsOf(spoken: readonly Spoken[], end: 0 | 1): readonly CallRecord[] {
  const signs = analyse(spoken.map(({ segment }) => segment));
  const id = end === 0 ? CONNECTED : ACCEPTED;
  const opened = spoken.find(({ from, segment: { flags } }) => from !== end && has(flags, ACK) && (end === 1 || has(flags, SYN)));
  const opening: CallRecord[] = opened ? [end === 0 ? record('connect', 'connect', id, 0, spoken[0]!.at, opened.at) : record('accept', 'accept', CONNECTED, ACCEPTED, opened.at)] : [];
  const rest = spoken.flatMap(({ at, from, segment: { flags, length } }, index): readonly CallRecord[] => {
    if (signs[index]?.again) return [];
    if (from !== end) return length > 0 ? [record('read', `read(${id}, ${length})`, id, length, at)] : [];
    return [
      ...(length > 0 ? [record('write', `write(${id}, ${length})`, id, length, at)] : []),
      ...(has(flags, FIN) ? [record('shutdown', `shutdown(${id}, SHUT_WR)`, id, 0, at)] : []),
    ];
  });
  return [...opening, ...rest];
}

function record(name: string, text: string, socket: number, value: number, at: Ms, returnedAt: Ms = at): CallRecord {
  return { at, host: 'captured', text, name, socket, result: { ok: true, value }, returnedAt, remotePort: 0 };
}
