import { createServer, type AddressInfo, type Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { SeatHost } from '../seat/seat.ts';
import { openDesk } from './desk.ts';
import type { HostKey } from './host-key.ts';
import type { LoginAnswer } from './login.ts';
import { refuseOthers, takeSession } from './session.ts';
import { STRANGER_LIMITS, strangers, type StrangerLimits } from './connections.ts';

export interface SshServerOptions {
  readonly host: string;
  /** 0: the system chooses one. */
  readonly port: number;
  readonly key: HostKey;
  readonly login: (address: string, name: string, typed: string, now: number) => LoginAnswer;
  /** Of a claim code, for this lesson. */
  readonly seedOf: (code: string) => string;
  readonly lang: Lang;
  readonly seats: SeatHost;
  readonly limits?: Partial<StrangerLimits>;
  /** A player sits down, or has left. */
  readonly onSeat?: (handle: string, isThere: boolean) => void;
}

export interface SshServer {
  readonly port: number;
  /** Who is connected without having logged in. */
  readonly strangers: () => number;
  /** Everybody leaves, told why; what they played is kept. */
  readonly close: () => Promise<void>;
}

/** Wrong codes on one connection: as many as `ssh` asks for. */
const TRIES = 3;
const KEEPALIVE_MS = 15_000;

/**
 * Players come with `ssh -p PORT handle@host` and their claim code as password, and find the game on the channel: no shell, no commands,
 * no files, no forwarding. Rejects where the port cannot be had.
 */
export async function openSshServer({ host, port, key, login, seedOf, lang, seats, limits, onSeat }: SshServerOptions): Promise<SshServer> {
  const waiting = strangers({ ...STRANGER_LIMITS, ...limits });
  const sockets = new Set<Socket>();
  const desk = openDesk(seats, lang, onSeat);
  const addresses = new WeakMap<object, { readonly socket: Socket; readonly address: string }>();
  const ssh = new ssh2.Server({ hostKeys: [key.pem], ident: 'ackademy', keepaliveInterval: KEEPALIVE_MS, keepaliveCountMax: 3 }, (client) => {
    const { socket, address } = socketOf(client);
    let player: Extract<LoginAnswer, { ok: true }> | null = null;
    let tries = 0;
    client.on('error', () => {});
    client.on('authentication', (context) => {
      if (context.method !== 'password') {
        context.reject(['password']);
        return;
      }
      const answer = login(address, context.username, context.password, performance.now());
      if (answer.ok) {
        player = answer;
        context.accept();
      } else if (answer.why === 'wait' || ++tries >= TRIES) {
        context.reject();
        client.end();
      } else context.reject(['password']);
    });
    client.on('ready', () => {
      refuseOthers(client);
      let isSeated = false;
      client.on('session', (accept, reject) => {
        if (player === null || isSeated) {
          reject();
          return;
        }
        const { handle, code } = player;
        takeSession(accept(), lang, (place) => {
          // One connection, one game.
          isSeated = true;
          waiting.known(socket);
          desk.sitDown({ handle, seed: seedOf(code), ...place, socket, hangUp: () => client.end() });
        });
      });
    });
  });
  // ssh2 tells of a connection only when the other side has said which version it speaks: those who say nothing are counted, too.
  const listener = createServer((socket) => {
    const address = socket.remoteAddress ?? '';
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    waiting.add(socket, address);
    addresses.set(socket, { socket, address });
    ssh.injectSocket(socket);
  });
  const socketOf = (client: ssh2.Connection): { readonly socket: Socket; readonly address: string } => {
    const { _sock: socket } = client as unknown as { readonly _sock: Socket };
    return addresses.get(socket)!;
  };
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, resolve);
  });
  return {
    port: (listener.address() as AddressInfo).port,
    strangers: waiting.count,
    async close() {
      listener.close();
      await desk.close(message(lang, 'server.closing'));
      for (const socket of sockets) socket.destroy();
    },
  };
}
