import { expect, test } from 'vitest';
import { printSs, type SsRequest } from '../../../source/formats/operator/ss.ts';
import { createHost, type Host } from '../../../source/kernel/host.ts';
import { addListener, hash } from '../../../source/kernel/lookup.ts';
import { createSocket } from '../../../source/kernel/socket.ts';
import { schedule } from '../../../source/time.ts';
import { ip } from '../../../source/tcp/address.ts';
import type { TcpState } from '../../../source/tcp/state.ts';

const LOOPBACK = ip('127.0.0.1');
const ALL: SsRequest = { which: 'all', timers: false, state: null, sport: null, dport: null };

function listens(host: Host, address: string, port: number, backlog: number, waiting: number): void {
  const socket = createSocket(host, 1000);
  Object.assign(socket, { state: 'LISTEN', localIp: ip(address), localPort: port, listener: { backlog, synTable: 0, acceptQueue: Array.from({ length: waiting }, (_, i) => 900 + i), qlen: 0, young: 0, overflowAt: -Infinity, floodWarned: false } });
  addListener(host, socket);
}

/** A connection; with `timer` its retransmission timer runs until then. */
function connects(host: Host, state: TcpState, local: readonly [number, number], remote: readonly [number, number], more: { recvQ?: number; sendQ?: number; timer?: number; retransmits?: number } = {}): void {
  const socket = createSocket(host, 1000);
  const { recvQ = 0, sendQ = 0, timer, retransmits = 0 } = more;
  Object.assign(socket, { state, localIp: local[0], localPort: local[1], remoteIp: remote[0], remotePort: remote[1], receivedBytes: recvQ, sndUna: 1000, sndNxt: 1000 + sendQ, retransmits });
  hash(host, socket);
  if (timer === undefined) return;
  socket.retransmitTimer = host.nextSerial++;
  socket.unacked = [{ seq: 1000, flags: 0, length: 0, data: '', sentAt: 0, lastSentAt: 0, retransmitted: false, sacked: false, endsRecord: true }];
  schedule(host.timers, timer, { kind: 'retransmit', socket: socket.id, local: 0, remote: 0, serial: socket.retransmitTimer });
}

function waits(host: Host, substate: 'TIME-WAIT' | 'FIN-WAIT-2', local: readonly [number, number], remote: readonly [number, number], until: number): void {
  const entry = {
    kind: 'time-wait' as const, substate, localIp: local[0], localPort: local[1], remoteIp: remote[0], remotePort: remote[1], sndNxt: 0, rcvNxt: 0, rcvWnd: 0, rcvScale: 0, ts: false,
    timestamps: { offset: 0, recent: 0, recentAt: 0 }, reuseAddr: false, reusePort: false, life: null, enteredAt: 0, lastLength: 60_000, expiresAt: until, timer: host.nextSerial++, lastOutOfWindowAck: -Infinity,
  };
  hash(host, entry);
  schedule(host.timers, until, { kind: 'time-wait', socket: 0, local: entry.localIp * 65_536 + entry.localPort, remote: entry.remoteIp * 65_536 + entry.remotePort, serial: entry.timer });
}

/** The same sockets as were made in a namespace of Linux 6.18.44 to see what ss of iproute2 6.1 prints of them. */
function measured(): Host {
  const host = createHost('server', [LOOPBACK], '6.18', 1, 0);
  listens(host, '0.0.0.0', 80, 128, 2);
  listens(host, '127.0.0.1', 8080, 5, 0);
  connects(host, 'ESTABLISHED', [LOOPBACK, 36_746], [LOOPBACK, 80]);
  waits(host, 'FIN-WAIT-2', [LOOPBACK, 36_760], [LOOPBACK, 80], 59_900);
  connects(host, 'ESTABLISHED', [LOOPBACK, 36_782], [LOOPBACK, 80]);
  waits(host, 'FIN-WAIT-2', [LOOPBACK, 36_794], [LOOPBACK, 80], 59_900);
  connects(host, 'SYN-SENT', [ip('10.9.9.1'), 59_378], [ip('10.9.9.2'), 443], { sendQ: 1, timer: 668 });
  connects(host, 'ESTABLISHED', [LOOPBACK, 80], [LOOPBACK, 36_746]);
  waits(host, 'TIME-WAIT', [LOOPBACK, 8080], [LOOPBACK, 36_744], 59_900);
  connects(host, 'CLOSE-WAIT', [LOOPBACK, 80], [LOOPBACK, 36_794], { recvQ: 1 });
  connects(host, 'CLOSE-WAIT', [LOOPBACK, 80], [LOOPBACK, 36_760], { recvQ: 1 });
  connects(host, 'ESTABLISHED', [LOOPBACK, 80], [LOOPBACK, 36_782]);
  return host;
}

/** Ends of lines are marked, since what stands before them may be blank. */
const marked = (lines: readonly string[]): string[] => lines.map((line) => `${line}|`);

/** The order of a kernel's hash tables says nothing. */
const sameRows = (lines: readonly string[], rows: string): void => {
  const [header, ...wanted] = rows.trim().split('\n');
  expect(marked(lines)[0]).toBe(header);
  expect(marked(lines).slice(1).toSorted()).toEqual(wanted.toSorted());
};

test('ss -tan has the columns of iproute2, each as wide as its content', () => {
  sameRows(
    printSs(measured(), 0, ALL),
    `
State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process|
LISTEN     2      128          0.0.0.0:80         0.0.0.0:*           |
LISTEN     0      5          127.0.0.1:8080       0.0.0.0:*           |
ESTAB      0      0          127.0.0.1:36746    127.0.0.1:80          |
FIN-WAIT-2 0      0          127.0.0.1:36760    127.0.0.1:80          |
ESTAB      0      0          127.0.0.1:36782    127.0.0.1:80          |
FIN-WAIT-2 0      0          127.0.0.1:36794    127.0.0.1:80          |
SYN-SENT   0      1           10.9.9.1:59378     10.9.9.2:443         |
ESTAB      0      0          127.0.0.1:80       127.0.0.1:36746       |
TIME-WAIT  0      0          127.0.0.1:8080     127.0.0.1:36744       |
CLOSE-WAIT 1      0          127.0.0.1:80       127.0.0.1:36794       |
CLOSE-WAIT 1      0          127.0.0.1:80       127.0.0.1:36760       |
ESTAB      0      0          127.0.0.1:80       127.0.0.1:36782       |
`,
  );
});

test('ss -ltn: Recv-Q is the accept queue, Send-Q the backlog, and Process stands right behind Port', () => {
  sameRows(
    printSs(measured(), 0, { ...ALL, which: 'listening' }),
    `
State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess|
LISTEN 2      128          0.0.0.0:80        0.0.0.0:*          |
LISTEN 0      5          127.0.0.1:8080      0.0.0.0:*          |
`,
  );
});

test('ss -tano says of each entry which timer runs, and widens the last column', () => {
  sameRows(
    printSs(measured(), 0, { ...ALL, timers: true }),
    `
State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process                  |
LISTEN     2      128          0.0.0.0:80         0.0.0.0:*                             |
LISTEN     0      5          127.0.0.1:8080       0.0.0.0:*                             |
ESTAB      0      0          127.0.0.1:36746    127.0.0.1:80                            |
FIN-WAIT-2 0      0          127.0.0.1:36760    127.0.0.1:80    timer:(timewait,59sec,0)|
ESTAB      0      0          127.0.0.1:36782    127.0.0.1:80                            |
FIN-WAIT-2 0      0          127.0.0.1:36794    127.0.0.1:80    timer:(timewait,59sec,0)|
SYN-SENT   0      1           10.9.9.1:59378     10.9.9.2:443   timer:(on,668ms,0)      |
ESTAB      0      0          127.0.0.1:80       127.0.0.1:36746                         |
TIME-WAIT  0      0          127.0.0.1:8080     127.0.0.1:36744 timer:(timewait,59sec,0)|
CLOSE-WAIT 1      0          127.0.0.1:80       127.0.0.1:36794                         |
CLOSE-WAIT 1      0          127.0.0.1:80       127.0.0.1:36760                         |
ESTAB      0      0          127.0.0.1:80       127.0.0.1:36782                         |
`,
  );
});

test('a filter for one state leaves the column of the state out', () => {
  sameRows(
    printSs(measured(), 0, { ...ALL, state: 'established' }),
    `
Recv-Q Send-Q Local Address:Port  Peer Address:Port Process|
0      0          127.0.0.1:36746    127.0.0.1:80          |
0      0          127.0.0.1:36782    127.0.0.1:80          |
0      0          127.0.0.1:80       127.0.0.1:36746       |
0      0          127.0.0.1:80       127.0.0.1:36782       |
`,
  );
  sameRows(
    printSs(measured(), 0, { ...ALL, timers: true, state: 'time-wait' }),
    `
Recv-Q Send-Q Local Address:Port Peer Address:Port Process                  |
0      0          127.0.0.1:8080    127.0.0.1:36744 timer:(timewait,59sec,0)|
`,
  );
});

test('a filter for a port of our own keeps listeners and connections of that port', () => {
  sameRows(
    printSs(measured(), 0, { ...ALL, sport: 80 }),
    `
State      Recv-Q Send-Q Local Address:Port Peer Address:Port Process|
LISTEN     2      128          0.0.0.0:80        0.0.0.0:*           |
ESTAB      0      0          127.0.0.1:80      127.0.0.1:36746       |
CLOSE-WAIT 1      0          127.0.0.1:80      127.0.0.1:36794       |
CLOSE-WAIT 1      0          127.0.0.1:80      127.0.0.1:36760       |
ESTAB      0      0          127.0.0.1:80      127.0.0.1:36782       |
`,
  );
});

test('times: whole seconds from ten on, minutes with seconds up to nine, and thousandths below ten seconds', () => {
  const host = createHost('server', [LOOPBACK], '6.18', 1, 0);
  [59_900, 9850, 2000, 668, 62_000, 660_000].forEach((left, i) => connects(host, 'ESTABLISHED', [LOOPBACK, 5000 + i], [LOOPBACK, 80], { sendQ: 5, timer: left, retransmits: i }));
  const timers = printSs(host, 0, { ...ALL, timers: true }).flatMap((row) => /timer:\S+/.exec(row)?.[0] ?? []);
  expect(timers).toEqual(['timer:(on,59sec,0)', 'timer:(on,9.850ms,1)', 'timer:(on,2sec,2)', 'timer:(on,668ms,3)', 'timer:(on,1min2sec,4)', 'timer:(on,11min,5)']);
});

/** Half-open for 1.3 s: its SYN-ACK went out again once, and the next one is due. */
function halfOpen(host: Host, remote: readonly [number, number], until: number): void {
  const entry = {
    kind: 'request' as const, listener: 3, localIp: ip('10.9.9.1'), localPort: 80, remoteIp: remote[0], remotePort: remote[1], irs: 1000, iss: 5000, rcvNxt: 1001, rcvWnd: 64_240,
    options: { localMss: 1460, sndMss: 536, sack: false, sndScale: 0, rcvScale: 0, scaling: false, ts: false }, timestamps: { offset: 0, recent: 0, recentAt: 0 }, firstTsval: 0, lastTsval: 0,
    createdAt: 0, timeouts: 1, retransmits: 1, acked: false, timer: host.nextSerial++, lastOutOfWindowAck: -Infinity,
  };
  hash(host, entry);
  schedule(host.timers, until, { kind: 'syn-ack', socket: 0, local: entry.localIp * 65_536 + 80, remote: entry.remoteIp * 65_536 + entry.remotePort, serial: entry.timer });
}

test('a half-open request is SYN-RECV, with the timer of its SYN-ACK', () => {
  const host = createHost('server', [ip('10.9.9.1')], '6.18', 1, 0);
  listens(host, '0.0.0.0', 80, 128, 0);
  halfOpen(host, [ip('10.9.9.2'), 4001], 3024);
  halfOpen(host, [ip('10.9.9.2'), 45_002], 3024);
  sameRows(
    printSs(host, 1300, { ...ALL, timers: true }),
    `
State    Recv-Q Send-Q Local Address:Port Peer Address:Port Process              |
LISTEN   0      128          0.0.0.0:80        0.0.0.0:*                         |
SYN-RECV 0      0           10.9.9.1:80       10.9.9.2:4001  timer:(on,1.724ms,1)|
SYN-RECV 0      0           10.9.9.1:80       10.9.9.2:45002 timer:(on,1.724ms,1)|
`,
  );
});

test('without -a and -l neither listeners nor half-open requests nor TIME-WAIT entries are shown; a heading is', () => {
  const host = createHost('server', [ip('10.9.9.1')], '6.18', 1, 0);
  listens(host, '0.0.0.0', 80, 128, 0);
  halfOpen(host, [ip('10.9.9.2'), 4001], 3024);
  waits(host, 'TIME-WAIT', [ip('10.9.9.1'), 80], [ip('10.9.9.2'), 4002], 60_000);
  expect(printSs(host, 0, { ...ALL, which: 'connected' })).toEqual(['State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess']);
});
