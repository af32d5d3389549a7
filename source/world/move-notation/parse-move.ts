import { ERRNOS } from '../../kernel/errno.ts';
import { SYSCTL_NAMES, SYSCTLS } from '../../kernel/sysctl.ts';
import { cleanLine } from '../../tcp/notation/clean-line.ts';
import { nearestFirst, nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { TCP_STATES, type TcpState } from '../../tcp/state.ts';
import { QUEUE_NAMES, type Move, type QueueName } from '../move.ts';
import { CALL_NAMES, parseCall } from './parse-call.ts';
import { parseDuration } from './duration.ts';
import { notationProblem, problem, read, type Read } from './problem.ts';
import { parseGivenSegment, type SegmentContext } from './segment-line.ts';
import { VERBS, verbOf, type Verb } from './verbs.ts';

/** What a line may refer to: names for formulas, what the composer starts with, and the sockets that exist. */
export interface MoveContext extends SegmentContext {
  readonly sockets?: readonly number[];
}

/**
 * One line of the plain mode as a move: `S. seq 5000 ack RCV.NXT`, `wait 3s`, `sysctl tcp_syncookies=1`, `call close 3`,
 * `queue syn`, `on server: state SYN-RECEIVED` (`on` may be left out). This is also how solutions are written in level files. Never throws;
 * whatever is refused comes back as a problem that names what was expected. The inverse is printMove.
 */
export function parseMoveLine(text: string, context: MoveContext = {}): Read<Move> {
  const clean = cleanLine(text);
  if (!clean.ok) return notationProblem(clean.error);
  const line = clean.value.trim();
  if (line === '') return problem('empty');
  const onHost = /^(?:on +)?([A-Za-z][\w-]{0,31}) *: +(.*)$/i.exec(line);
  if (!onHost) return parseAct(line, context);
  const move = parseAct(onHost[2]!, context);
  if (!move.ok) return move;
  const act = move.value;
  if (act.do === 'wait' || act.do === 'predict' || act.do === 'skip' || act.do === 'hint') return problem('no-host', { word: act.do });
  return read({ ...act, host: onHost[1]! });
}

function parseAct(line: string, context: MoveContext): Read<Move> {
  const [, word = '', rest = ''] = /^(\S*) *(.*)$/.exec(line) ?? [];
  const verb = verbOf(word);
  if (verb !== null) return parseVerb(verb, rest, context);
  if (CALL_NAMES.some((call) => call === word.toLowerCase().replace(/\(.*$/, ''))) return parseVerb('call', line, context);
  const segment = parseGivenSegment(line, context);
  if (segment.ok) return read({ do: 'send', segment: segment.value });
  const { notation } = segment.problem;
  return notation?.name === 'word/unknown' && notation.column === 1 ? unknownWord(word) : segment;
}

function parseVerb(verb: Verb, rest: string, context: MoveContext): Read<Move> {
  switch (verb) {
    case 'send': {
      const segment = parseGivenSegment(rest, context);
      return segment.ok ? read({ do: 'send', segment: segment.value }) : segment;
    }
    case 'call': {
      const call = parseCall(rest, context.sockets);
      return call.ok ? read({ do: 'call', ...call.value }) : call;
    }
    case 'wait': {
      if (rest === '') return read({ do: 'wait', ms: null });
      const ms = parseDuration(rest);
      return ms.ok ? read({ do: 'wait', ms: ms.value }) : ms;
    }
    case 'state':
      return parseState(rest);
    case 'timer':
      return parseTimer(rest);
    case 'returns':
      return parseReturns(rest);
    case 'queue':
      return parseQueue(rest);
    case 'sysctl':
      return parseSysctlLine(rest);
    case 'predict':
      return parsePrediction(rest);
    case 'silent':
    case 'drop':
    case 'skip':
    case 'hint':
      return rest === '' ? read({ do: verb }) : problem('nothing-after', { word: verb, got: visible(rest) });
  }
  return verb satisfies never;
}

/** `20`, `0`, `ECONNRESET`, as strace has it `= -1 ECONNRESET`; `blocks`: the program is told nothing yet. */
function parseReturns(text: string): Read<Move> {
  const plain = text.replace(/^= */, '').replace(/^-1 +/, '').toUpperCase();
  if (/^(?:BLOCKS|WAITS|阻塞)$/.test(plain)) return read({ do: 'returns', result: 'blocks' });
  if (/^\d{1,9}$/.test(plain)) return read({ do: 'returns', result: Number(plain) });
  const errno = ERRNOS.find((name) => name === plain);
  if (errno) return read({ do: 'returns', result: errno });
  return problem('returns', { got: visible(text), near: nearestName(plain, ERRNOS) ?? 'ECONNRESET' });
}

/** `2s`, `250ms`; `off`: the kernel gives up. */
function parseTimer(text: string): Read<Move> {
  if (/^(?:off|0|停止|关闭)$/i.test(text)) return read({ do: 'timer', ms: null });
  const ms = parseDuration(text);
  if (!ms.ok) return problem('timer', { got: visible(text) });
  return ms.value > 0 ? read({ do: 'timer', ms: ms.value }) : read({ do: 'timer', ms: null });
}

/** Also as Linux and ss write states: FIN_WAIT2, SYN-RECV, TIME_WAIT, ESTAB. */
function parseState(text: string): Read<Move> {
  const plain = bare(text);
  const alias: Readonly<Record<string, TcpState>> = { SYNRECV: 'SYN-RECEIVED', ESTAB: 'ESTABLISHED', CLOSE: 'CLOSED' };
  const state = TCP_STATES.find((name) => bare(name) === plain) ?? (Object.hasOwn(alias, plain) ? alias[plain] : undefined);
  if (state) return read({ do: 'state', state });
  return problem('state', { got: visible(text), near: nearestName(text, TCP_STATES) ?? 'SYN-RECEIVED', names: nearestFirst(text, TCP_STATES).join(', ') });
}

function bare(text: string): string {
  return text.toUpperCase().replace(/[-_ ]/g, '');
}

const QUEUE_ALIASES: Readonly<Record<string, QueueName>> = { OOO: 'out-of-order', OFO: 'out-of-order', 半连接队列: 'syn', 全连接队列: 'accept', 接收队列: 'receive', 乱序队列: 'out-of-order', 无: 'none' };

function parseQueue(text: string): Read<Move> {
  const plain = bare(text).replace(/QUEUE$/, '');
  const queue = QUEUE_NAMES.find((name) => bare(name) === plain) ?? (Object.hasOwn(QUEUE_ALIASES, plain) ? QUEUE_ALIASES[plain] : undefined);
  if (queue) return read({ do: 'queue', queue });
  return problem('queue', { got: visible(text), near: nearestName(text, QUEUE_NAMES) ?? 'syn', names: nearestFirst(text, QUEUE_NAMES).join(', ') });
}

/** `k=v`, `k = v`, `k v`, `-w net.ipv4.k=v`; the move holds the name without its prefix. */
function parseSysctlLine(text: string): Read<Move> {
  const match = /^(?:-w +)?(?:net[./](ipv4|core)[./])?([a-z][a-z0-9_]{0,63}) *(?:[= ]) *(-?\w[\w .,-]{0,79})$/i.exec(text);
  if (!match) return problem('sysctl', { got: visible(text) });
  const name = match[2]!.toLowerCase();
  const known = SYSCTL_NAMES.find((candidate) => candidate === name);
  if (known) {
    const { prefix } = SYSCTLS[known];
    const typed = match[1] === undefined ? prefix : `net.${match[1].toLowerCase()}.`;
    if (typed !== prefix) return problem('sysctl-near', { got: typed + name, near: prefix + name, names: nearestFirst(name, SYSCTL_NAMES).join(', ') });
    return read({ do: 'sysctl', name, value: match[3]!.trim() });
  }
  const near = nearestName(name, SYSCTL_NAMES);
  const names = nearestFirst(name, SYSCTL_NAMES).join(', ');
  return near ? problem('sysctl-near', { got: visible(name), near, names }) : problem('sysctl-unknown', { got: visible(name), names });
}

function parsePrediction(text: string): Read<Move> {
  const match = /^([a-z0-9][\w-]{0,31})(?: +([1-3]))?$/i.exec(text);
  if (!match) return problem('predict', { got: visible(text) });
  const confidence = match[2] === undefined ? null : (Number(match[2]) as 1 | 2 | 3);
  return read({ do: 'predict', answer: match[1]!, confidence });
}

function unknownWord(word: string): Read<never> {
  const near = nearestName(word, [...VERBS, ...CALL_NAMES]);
  const names = VERBS.join(', ');
  return near ? problem('unknown-near', { got: visible(word), near, names }) : problem('unknown', { got: visible(word), names });
}
