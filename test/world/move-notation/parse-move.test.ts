import { describe, expect, test } from 'vitest';
import { ip } from '../../../source/tcp/address.ts';
import type { Move } from '../../../source/world/move.ts';
import { parseMoveLine } from '../../../source/world/move-notation/parse-move.ts';

const connect: Move = { do: 'call', call: 'connect', socket: 3, ip: ip('10.0.0.9'), port: 80 };

const lines: ReadonlyArray<[line: string, move: Move]> = [
  ['silent', { do: 'silent' }],
  ['DROP', { do: 'drop' }],
  ['丢弃', { do: 'drop' }],
  ['queue syn', { do: 'queue', queue: 'syn' }],
  ['queue SYN queue', { do: 'queue', queue: 'syn' }],
  ['queue out_of_order', { do: 'queue', queue: 'out-of-order' }],
  ['state FIN-WAIT-2', { do: 'state', state: 'FIN-WAIT-2' }],
  ['state fin_wait2', { do: 'state', state: 'FIN-WAIT-2' }],
  ['state SYN_RECV', { do: 'state', state: 'SYN-RECEIVED' }],
  ['state time_wait', { do: 'state', state: 'TIME-WAIT' }],
  ['wait', { do: 'wait', ms: null }],
  ['wait 3s', { do: 'wait', ms: 3000 }],
  ['wait 250 ms', { do: 'wait', ms: 250 }],
  ['wait 1.5s', { do: 'wait', ms: 1500 }],
  ['等待 3 秒', { do: 'wait', ms: 3000 }],
  ['sysctl tcp_syncookies=1', { do: 'sysctl', name: 'tcp_syncookies', value: '1' }],
  ['sysctl -w net.ipv4.tcp_syncookies = 1', { do: 'sysctl', name: 'tcp_syncookies', value: '1' }],
  ['sysctl net.core.somaxconn 8', { do: 'sysctl', name: 'somaxconn', value: '8' }],
  ['call connect 3 10.0.0.9:80', connect],
  ['call connect(3, 10.0.0.9:80)', connect],
  ['connect 3 10.0.0.9 80', connect],
  ['call bind 3 :80', { do: 'call', call: 'bind', socket: 3, ip: 0, port: 80 }],
  ['call close 3', { do: 'call', call: 'close', socket: 3 }],
  ['close', { do: 'call', call: 'close', socket: 7 }],
  ['call socket', { do: 'call', call: 'socket' }],
  ['call listen(3, 128)', { do: 'call', call: 'listen', socket: 3, backlog: 128 }],
  ['call read 3 10', { do: 'call', call: 'read', socket: 3, bytes: 10 }],
  ['call write 3 5', { do: 'call', call: 'write', socket: 3, bytes: 5 }],
  ['call write 3 5 hello', { do: 'call', call: 'write', socket: 3, bytes: 5, data: 'hello' }],
  ['write(3, "hi there", 8)', { do: 'call', call: 'write', socket: 3, bytes: 8, data: 'hi there' }],
  ['call shutdown 3 SHUT_WR', { do: 'call', call: 'shutdown', socket: 3, how: 'WR' }],
  ['call setsockopt 3 ip_transparent 1', { do: 'call', call: 'setsockopt', socket: 3, option: 'IP_TRANSPARENT', value: 1 }],
  ['setsockopt(3, SOL_IP, IP_TRANSPARENT, [1])', { do: 'call', call: 'setsockopt', socket: 3, option: 'IP_TRANSPARENT', value: 1 }],
  ['predict b 3', { do: 'predict', answer: 'b', confidence: 3 }],
  ['predict b', { do: 'predict', answer: 'b', confidence: null }],
  ['skip', { do: 'skip' }],
  ['hint', { do: 'hint' }],
  ['on server: state SYN-RECEIVED', { do: 'state', state: 'SYN-RECEIVED', host: 'server' }],
  ['server: drop', { do: 'drop', host: 'server' }],
  ['ｗａｉｔ　３ｓ', { do: 'wait', ms: 3000 }],
];

describe('parseMoveLine', () => {
  test.each(lines)('reads %j', (line, move) => {
    expect(parseMoveLine(line, { sockets: [7] })).toEqual({ ok: true, value: move });
  });

  test('fills what the line does not say from the template, and formulas from the scope', () => {
    const template = { srcIp: ip('10.0.0.9'), srcPort: 80, dstIp: ip('10.0.0.5'), dstPort: 40112, win: 65160 };
    const read = parseMoveLine('on server: S. seq ISS ack RCV.NXT', { scope: { ISS: 5000, 'RCV.NXT': 1001 }, template });
    expect(read).toMatchObject({ ok: true, value: { do: 'send', host: 'server', segment: { flags: 0x12, seq: 5000, ack: 1001, win: 65160, dstPort: 40112 } } });
    expect(parseMoveLine('send S. seq ISS', { scope: { ISS: 5000 }, template })).toMatchObject({ ok: true, value: { do: 'send', segment: { seq: 5000 } } });
  });

  test('keeps an address that the player forges', () => {
    expect(parseMoveLine('R seq 7 src 10.0.0.5:40112 dst 10.0.0.9:80')).toMatchObject({ ok: true, value: { segment: { srcIp: ip('10.0.0.5'), srcPort: 40112, dstPort: 80 } } });
  });

  const refused: ReadonlyArray<[line: string, id: string, params?: object]> = [
    ['', 'plain.parse.empty'],
    ['wiat 3s', 'plain.parse.unknown-near', { near: 'wait' }],
    ['xyzzy', 'plain.parse.unknown', { got: 'xyzzy' }],
    ['wait 3', 'plain.parse.wait-unit', { got: '3' }],
    ['wait soon', 'plain.parse.wait', { got: 'soon' }],
    ['wait 999999999s', 'plain.parse.wait-long'],
    ['state FIN-WIAT-2', 'plain.parse.state', { near: 'FIN-WAIT-2' }],
    ['state', 'plain.parse.state'],
    ['queue acept', 'plain.parse.queue', { near: 'accept' }],
    ['sysctl tcp_syncookie=1', 'plain.parse.sysctl-near', { near: 'tcp_syncookies' }],
    ['sysctl net.core.tcp_syncookies=1', 'plain.parse.sysctl-near', { near: 'net.ipv4.tcp_syncookies' }],
    ['sysctl tcp_syncookies', 'plain.parse.sysctl'],
    ['call clsoe 3', 'plain.parse.call-near', { near: 'close' }],
    ['call', 'plain.parse.call-unknown'],
    ['call close three', 'plain.parse.call-shape', { example: 'call close 3' }],
    ['call bind 3 10.0.0.999:80', 'plain.parse.call-shape', { call: 'bind' }],
    ['call setsockopt 3 IP_TRANSPARANT 1', 'plain.parse.socket-option', { near: 'IP_TRANSPARENT' }],
    ['call write 3 5 four', 'plain.parse.write-length', { bytes: 5, length: 4 }],
    ['on client: wait', 'plain.parse.no-host', { word: 'wait' }],
    ['drop it', 'plain.parse.nothing-after', { got: 'it' }],
    ['predict b 4', 'plain.parse.predict'],
  ];

  test.each(refused)('refuses %j and says what was expected', (line, id, params) => {
    expect(parseMoveLine(line)).toMatchObject({ ok: false, problem: params ? { id, params } : { id } });
  });

  test('a name of the scope that is not there is reported as such, with its neighbour', () => {
    expect(parseMoveLine('S. seq ISS ack RCV.NTX', { scope: { ISS: 1, 'RCV.NXT': 2 } })).toMatchObject({ ok: false, problem: { id: 'plain.notation.name/unknown', notation: { nearest: 'RCV.NXT' } } });
  });
});
