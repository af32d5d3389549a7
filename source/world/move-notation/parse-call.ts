import { parseIp } from '../../tcp/address.ts';
import { SOCKET_OPTIONS, type Call } from '../move.ts';
import { nearestFirst, nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { problem, read, type Read } from './problem.ts';

/** How each call is written; also the example that an error shows. */
export const CALL_EXAMPLES: Readonly<Record<Call['call'], string>> = {
  socket: 'call socket',
  bind: 'call bind 3 10.0.0.5:40112',
  listen: 'call listen 3 128',
  connect: 'call connect 3 10.0.0.9:80',
  accept: 'call accept 3',
  read: 'call read 3 10',
  write: 'call write 3 5 hello',
  shutdown: 'call shutdown 3 WR',
  close: 'call close 3',
  setsockopt: 'call setsockopt 3 IP_TRANSPARENT 1',
};

export const CALL_NAMES = Object.keys(CALL_EXAMPLES) as Call['call'][];

const LARGEST = 2_147_483_647;
const DIRECTIONS = ['RD', 'WR', 'RDWR'] as const;

/**
 * What follows `call`: `close 3`, or as strace writes it, `close(3)`. `sockets` are the numbers that exist: with
 * exactly one, calls that only need a socket may leave it out.
 */
export function parseCall(text: string, sockets: readonly number[] = []): Read<Call> {
  const head = /^([A-Za-z]+) ?\(?(.*)$/.exec(text);
  const name = CALL_NAMES.find((call) => call === head?.[1]?.toLowerCase());
  if (!head || !name) return unknownCall(head?.[1] ?? text);
  if (name === 'write') return parseWrite(head[2]!, sockets);
  const words = head[2]!.replace(/[(),=[\]]/g, ' ').split(' ').filter((word) => word !== '' && !/^(SOL|IPPROTO)_/.test(word));
  if (name === 'socket') return words.length === 0 ? read({ call: 'socket' }) : wrong(name, text);
  if ((name === 'accept' || name === 'close') && words.length === 0 && sockets.length === 1) words.push(String(sockets[0]));
  const socket = wholeNumber(words[0]);
  if (socket === null) return wrong(name, text);
  const rest = words.slice(1);
  if (name === 'accept' || name === 'close') return rest.length === 0 ? read({ call: name, socket }) : wrong(name, text);
  if (name === 'bind' || name === 'connect') {
    const end = endpoint(rest);
    return end ? read({ call: name, socket, ...end }) : wrong(name, text);
  }
  if (name === 'setsockopt') return parseSetsockopt(socket, rest, text);
  if (rest.length !== 1) return wrong(name, text);
  if (name === 'shutdown') {
    const how = DIRECTIONS.find((direction) => direction === rest[0]!.toUpperCase().replace(/^SHUT_/, ''));
    return how ? read({ call: name, socket, how }) : wrong(name, text);
  }
  const count = wholeNumber(rest[0]);
  if (count === null) return wrong(name, text);
  return read(name === 'listen' ? { call: name, socket, backlog: count } : { call: name, socket, bytes: count });
}

/**
 * `write 3 5`, `write 3 5 hello`, `write 3 "hello"`, and as strace has it `write(3, "hello", 5)`. Text that begins with
 * a quote or has blanks at its ends stands in quotes, as in JSON.
 */
function parseWrite(text: string, sockets: readonly number[]): Read<Call> {
  const match = /^(?:(\d{1,10})[ ,]+)?(?:(\d{1,10})(?:[ ,]+|\)?$))?(.*)$/.exec(text.trim());
  const rest = match?.[3] ?? '';
  const inQuotes = /^("(?:[^"\\]|\\.)*")(?:[ ,]+(\d{1,10}))?\)?$/.exec(rest);
  const data = rest.startsWith('"') ? fromQuotes(inQuotes?.[1]) : rest;
  if (data === null || !/^[ -~]*$/.test(data)) return wrong('write', text);
  const socket = wholeNumber(match?.[1]) ?? (sockets.length === 1 ? sockets[0]! : null);
  const count = wholeNumber(match?.[2]) ?? wholeNumber(inQuotes?.[2]);
  if (socket === null || (count === null && data === '')) return wrong('write', text);
  const bytes = count ?? data.length;
  if (data === '') return read({ call: 'write', socket, bytes });
  if (data.length !== bytes) return problem('write-length', { bytes, length: data.length });
  return read({ call: 'write', socket, bytes, data });
}

function fromQuotes(text: string | undefined): string | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function parseSetsockopt(socket: number, words: readonly string[], text: string): Read<Call> {
  const [name = '', number, ...more] = words;
  const option = SOCKET_OPTIONS.find((known) => known === name.toUpperCase());
  if (!option) return problem('socket-option', { got: visible(name), near: nearestName(name, SOCKET_OPTIONS) ?? SOCKET_OPTIONS[0], names: nearestFirst(name, SOCKET_OPTIONS).join(', ') });
  const value = wholeNumber(number);
  return value === null || more.length > 0 ? wrong('setsockopt', text) : read({ call: 'setsockopt', socket, option, value });
}

/** `10.0.0.9:80`, `10.0.0.9 80`, and `*:80` or `:80` for any address of the host. */
function endpoint(words: readonly string[]): { ip: number; port: number } | null {
  const match = /^([\d.]*|\*)[: ](\d{1,5})$/.exec(words.join(' '));
  if (!match) return null;
  const ip = match[1] === '' || match[1] === '*' ? 0 : parseIp(match[1]!);
  const port = Number(match[2]);
  return ip === null || port > 65_535 ? null : { ip, port };
}

function wholeNumber(word: string | undefined): number | null {
  if (word === undefined || !/^\d{1,10}$/.test(word)) return null;
  const value = Number(word);
  return value <= LARGEST ? value : null;
}

function wrong(call: Call['call'], got: string): Read<never> {
  return problem('call-shape', { call, example: CALL_EXAMPLES[call], got: visible(got) });
}

function unknownCall(word: string): Read<never> {
  const near = nearestName(word, CALL_NAMES);
  const names = nearestFirst(word, CALL_NAMES).join(', ');
  return near ? problem('call-near', { got: visible(word), near, example: CALL_EXAMPLES[near as Call['call']], names }) : problem('call-unknown', { got: visible(word), names });
}
