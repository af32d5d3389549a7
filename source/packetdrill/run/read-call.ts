import { ERRNO_NUMBERS } from '../../kernel/errno-numbers.ts';
import type { Endpoint } from '../../tcp/address.ts';
import type { Expression, Place, ScriptCall } from '../language/script.ts';
import { readMessage, type Message } from './read-message.ts';
import { NotModelled } from './result.ts';
import type { Settings } from './settings.ts';
import type { Fd, Linger, MessageFlag, PollEvent, SocketOption, SystemCall } from './system-call.ts';

/** A call of the script, ready to be made, with what it must store besides its result. */
export interface MadeCall {
  readonly call: SystemCall;
  readonly value: number | null;
  /** What recvmsg() must say that is still unread. */
  readonly unread: number | null;
  readonly revents: readonly (readonly PollEvent[])[] | null;
  /** socket() with SOCK_NONBLOCK: O_NONBLOCK is to be set at once. */
  readonly nonBlocking: boolean;
}

/** Gives the target's descriptor for the script's. */
export type FdMap = (scriptFd: number, place: Place) => Fd;

const MESSAGE_FLAGS: readonly MessageFlag[] = ['MSG_DONTWAIT', 'MSG_NOSIGNAL', 'MSG_PEEK', 'MSG_TRUNC', 'MSG_WAITALL', 'MSG_MORE', 'MSG_EOR'];
export const POLL_EVENTS: readonly PollEvent[] = ['POLLIN', 'POLLPRI', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLNVAL', 'POLLRDNORM', 'POLLWRNORM', 'POLLRDHUP'];
const HOW = { SHUT_RD: 'RD', SHUT_WR: 'WR', SHUT_RDWR: 'RDWR' } as const;
const LEVELS: Readonly<Record<string, SocketOption['level']>> = { SOL_SOCKET: 'SOL_SOCKET', SOL_TCP: 'SOL_TCP', IPPROTO_TCP: 'SOL_TCP', SOL_IP: 'SOL_IP', IPPROTO_IP: 'SOL_IP' };

/**
 * Reads the arguments. Throws NotModelled for a call, symbol or form of argument that is not known: a script is never taken to
 * say something that was guessed.
 */
export function makeCall(script: ScriptCall, settings: Settings, fdOf: FdMap): MadeCall {
  const reader = new Arguments(script, fdOf);
  const made = make(script.name, reader, settings);
  return 'call' in made ? made : plain(made);
}

function plain(call: SystemCall, more: Partial<MadeCall> = {}): MadeCall {
  return { call, value: null, unread: null, revents: null, nonBlocking: false, ...more };
}

function make(name: string, args: Arguments, settings: Settings): SystemCall | MadeCall {
  switch (name) {
    case 'socket':
      return plain({ name }, { nonBlocking: args.socketArguments() });
    case 'bind':
      return { name, fd: args.fd(0), to: args.address(1, { ip: settings.localIp, port: settings.bindPort }) };
    case 'connect':
      return { name, fd: args.fd(0), to: args.address(1, { ip: settings.remoteIp, port: settings.connectPort }) };
    case 'listen':
      return { name, fd: args.fd(0), backlog: args.integer(1) };
    case 'accept':
      args.ellipsis(1);
      args.ellipsis(2);
      return { name, fd: args.fd(0) };
    case 'read':
    case 'recv':
    case 'recvfrom':
      return { name: 'read', fd: args.fd(0), ...args.buffer(1, 2), flags: name === 'read' ? [] : args.flags(3) };
    case 'write':
    case 'send':
    case 'sendto':
      return { name: 'write', fd: args.fd(0), ...args.buffer(1, 2), flags: name === 'write' ? [] : args.flags(3) };
    case 'sendmsg':
      return { name: 'write', fd: args.fd(0), bytes: args.message(1).bytes, flags: args.flags(2) };
    case 'recvmsg':
      return receiveMessage(args);
    case 'close':
      return { name, fd: args.fd(0) };
    case 'shutdown':
      return { name, fd: args.fd(0), how: HOW[args.word(1, Object.keys(HOW)) as keyof typeof HOW] };
    case 'fcntl':
      return args.word(1, ['F_GETFL', 'F_SETFL']) === 'F_GETFL' ? { name: 'getfl', fd: args.fd(0) } : { name: 'setfl', fd: args.fd(0), nonBlocking: args.fileFlags(2) };
    case 'getsockopt':
      return plain({ name, fd: args.fd(0), option: args.option() }, { value: args.stored(VALUE) });
    case 'setsockopt':
      return { name, fd: args.fd(0), option: args.option(), value: args.setting(VALUE) };
    case 'ioctl':
      return plain({ name, fd: args.fd(0), request: args.word(1, ['SIOCINQ', 'SIOCOUTQ']) as 'SIOCINQ' | 'SIOCOUTQ' }, { value: args.stored(2) });
    case 'poll':
      return args.poll();
    default:
      throw new NotModelled(`${name}()`, args.script.place);
  }
}

function receiveMessage(args: Arguments): SystemCall | MadeCall {
  const { bytes, unread } = args.message(1);
  const call: SystemCall = { name: 'read', fd: args.fd(0), bytes, flags: args.flags(2) };
  return unread === null ? call : plain({ ...call, control: true }, { unread });
}

/** Which argument of getsockopt() and setsockopt() holds the value: one in a form that is not known belongs to an option that is not. */
const VALUE = 3;

class Arguments {
  readonly script: ScriptCall;
  readonly fdOf: FdMap;

  constructor(script: ScriptCall, fdOf: FdMap) {
    this.script = script;
    this.fdOf = fdOf;
  }

  /** The argument is not of a form that is known. */
  unknown(index: number): NotModelled {
    const argument = this.script.args[index];
    if (index === VALUE && argument && /^[gs]etsockopt$/.test(this.script.name)) {
      const { level, name } = this.option();
      return new NotModelled(`${level} ${name}`, argument.place);
    }
    return new NotModelled(`${this.script.name}() ${argument?.kind === 'word' ? argument.name : `argument ${index + 1}`}`, argument?.place ?? this.script.place);
  }

  at(index: number): Expression {
    const argument = this.script.args[index];
    if (!argument) throw this.unknown(index);
    return argument;
  }

  integer(index: number): number {
    const argument = this.at(index);
    if (argument.kind !== 'integer') throw this.unknown(index);
    return argument.value;
  }

  fd(index: number): Fd {
    return this.fdOf(this.integer(index), this.at(index).place);
  }

  ellipsis(index: number): void {
    if (this.at(index).kind !== 'ellipsis') throw this.unknown(index);
  }

  /** One of these words. */
  word(index: number, known: readonly string[]): string {
    const argument = this.at(index);
    if (argument.kind !== 'word' || !known.includes(argument.name)) throw this.unknown(index);
    return argument.name;
  }

  /** `A|B` as a list of words; 0 is none. */
  words(index: number): readonly string[] {
    const argument = this.at(index);
    if (argument.kind === 'integer' && argument.value === 0) return [];
    const parts = argument.kind === 'or' ? argument.parts : [argument];
    return parts.map((part) => {
      if (part.kind !== 'word') throw this.unknown(index);
      return part.name;
    });
  }

  flags(index: number): readonly MessageFlag[] {
    return this.words(index).map((word) => {
      const flag = MESSAGE_FLAGS.find((known) => known === word);
      if (!flag) throw new NotModelled(`${this.script.name}() ${word}`, this.at(index).place);
      return flag;
    });
  }

  /** Only TCP over IPv4; true with SOCK_NONBLOCK. */
  socketArguments(): boolean {
    const family = this.at(0);
    if (family.kind !== 'ellipsis' && !(family.kind === 'word' && family.name === 'AF_INET')) throw this.unknown(0);
    const types = this.words(1);
    if (!types.includes('SOCK_STREAM') || types.some((type) => type !== 'SOCK_STREAM' && type !== 'SOCK_NONBLOCK')) throw new NotModelled(`socket() ${types.join('|')}`, this.at(1).place);
    const protocol = this.at(2);
    const isTcp = (protocol.kind === 'integer' && protocol.value === 0) || (protocol.kind === 'word' && protocol.name === 'IPPROTO_TCP');
    if (!isTcp) throw this.unknown(2);
    return types.includes('SOCK_NONBLOCK');
  }

  address(index: number, usual: Endpoint): Endpoint {
    this.ellipsis(index);
    return usual;
  }

  /** The number of bytes that a buffer argument stands for. */
  buffer(index: number, size: number): { readonly bytes: number; readonly badBuffer?: true } {
    const argument = this.at(index);
    const bytes = this.integer(size);
    if (argument.kind === 'word' && argument.name === 'NULL') return { bytes, badBuffer: true };
    if (argument.kind !== 'ellipsis' && argument.kind !== 'string') throw this.unknown(index);
    return { bytes };
  }

  message(index: number): Message {
    const message = readMessage(this.at(index));
    if (message === null) throw new NotModelled(`${this.script.name}() struct msghdr`, this.at(index).place);
    return message;
  }

  /** Whether O_NONBLOCK is among them. */
  fileFlags(index: number): boolean {
    const words = this.words(index);
    if (words.some((word) => word !== 'O_RDWR' && word !== 'O_NONBLOCK')) throw this.unknown(index);
    return words.includes('O_NONBLOCK');
  }

  option(): SocketOption {
    const level = LEVELS[this.word(1, Object.keys(LEVELS))]!;
    const name = this.at(2);
    if (name.kind !== 'word') throw this.unknown(2);
    return { level, name: name.name };
  }

  /** `[5]` or `[ECONNRESET]`: what the call must store. */
  stored(index: number): number {
    const argument = this.at(index);
    const item = argument.kind === 'list' && argument.items.length === 1 ? argument.items[0] : undefined;
    if (item?.kind === 'integer') return item.value;
    const errno = item?.kind === 'word' ? ERRNO_NUMBERS[item.name] : undefined;
    if (errno === undefined) throw this.unknown(index);
    return errno;
  }

  /** `[5]` or `{onoff=1, linger=0}`. */
  setting(index: number): number | Linger {
    const argument = this.at(index);
    if (argument.kind !== 'struct') return this.stored(index);
    const fields = new Map(argument.items.map((item) => (item.kind === 'field' && item.name.kind === 'word' && item.value.kind === 'integer' ? [item.name.name, item.value.value] : ['', 0])));
    const on = fields.get('onoff');
    const seconds = fields.get('linger');
    if (on === undefined || seconds === undefined || fields.size !== 2) throw this.unknown(index);
    return { on: on !== 0, seconds };
  }

  /** `[{fd=4, events=POLLIN, revents=POLLIN}], 1, 0`. */
  poll(): MadeCall {
    const list = this.at(0);
    if (list.kind !== 'list' || list.items.length !== this.integer(1)) throw this.unknown(0);
    const entries = list.items.map((item) => {
      if (item.kind !== 'struct') throw this.unknown(0);
      const fields = new Map(item.items.map((field) => (field.kind === 'field' && field.name.kind === 'word' ? [field.name.name, field.value] : ['', field])));
      const fd = fields.get('fd');
      if (fd?.kind !== 'integer') throw this.unknown(0);
      return { fd: this.fdOf(fd.value, fd.place), events: pollEvents(fields.get('events'), item.place), revents: pollEvents(fields.get('revents'), item.place) };
    });
    return plain(
      { name: 'poll', fds: entries.map(({ fd, events }) => ({ fd, events })), timeout: this.integer(2) },
      { revents: entries.map(({ revents }) => revents) },
    );
  }
}

function pollEvents(expression: Expression | undefined, place: Place): readonly PollEvent[] {
  if (expression === undefined || (expression.kind === 'integer' && expression.value === 0)) return [];
  const parts = expression.kind === 'or' ? expression.parts : [expression];
  return parts.map((part) => {
    const event = POLL_EVENTS.find((known) => part.kind === 'word' && known === part.name);
    if (!event) throw new NotModelled(`poll() ${part.kind === 'word' ? part.name : 'events'}`, place);
    return event;
  });
}
