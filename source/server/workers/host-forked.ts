import { fork, type ChildProcess } from 'node:child_process';
import type { Arrival, Seat, SeatEvents, SeatHost } from '../seat/seat.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface ForkedOptions {
  /** The module that a worker runs. */
  readonly file: string;
  /** Handed to it as its only argument, as JSON. */
  readonly data: unknown;
  readonly workers: number;
  /** Where a worker's complaints go: a file descriptor. */
  readonly log: number;
}

/** A worker that answers nothing for so long is stopped: its players go on in another one. ms */
const PING_MS = 3000;
const PATIENCE_MS = 15_000;
/** A game that has brought so many workers down is not begun again. */
const MOST_DEATHS = 3;

interface Taken {
  arrival: Arrival;
  readonly events: SeatEvents;
  worker: Worker;
  deaths: number;
  /** Called when the input that was sent last has been taken. */
  taken: () => void;
}

interface Worker {
  readonly process: ChildProcess;
  readonly seats: Set<number>;
  heardAt: number;
}

/** Games are played in processes of their own: one that dies, or hangs, takes nobody's moves with it, and its players come back to where they were. */
export function hostForked({ file, data, workers: count, log }: ForkedOptions): SeatHost {
  const workers = new Set<Worker>();
  const seats = new Map<number, Taken>();
  let isClosing = false;
  let last = 0;

  const startWorker = (): Worker => {
    const child = fork(file, [JSON.stringify(data)], { serialization: 'advanced', stdio: ['ignore', log, log, 'ipc'], env: { ...process.env, FORCE_COLOR: '3', CI: 'false', CONTINUOUS_INTEGRATION: 'false' } });
    const worker: Worker = { process: child, seats: new Set(), heardAt: performance.now() };
    workers.add(worker);
    child.on('message', (message) => hear(worker, message as FromWorker));
    child.once('exit', () => bury(worker));
    child.on('error', () => {});
    return worker;
  };
  const tell = (worker: Worker, message: ToWorker): void => {
    // One that is dying takes nothing more; what it had is told to the next one.
    if (worker.process.connected) worker.process.send(message, () => {});
  };
  const hear = (worker: Worker, message: FromWorker): void => {
    worker.heardAt = performance.now();
    if (message.did === 'pong') return;
    const taken = seats.get(message.seat);
    if (taken === undefined || taken.worker !== worker) return;
    if (message.did === 'output') taken.events.output(message.text, () => tell(worker, { do: 'sent', seat: message.seat }));
    else if (message.did === 'taken') taken.taken();
    else {
      forget(message.seat, taken);
      taken.events.empty(message.why);
    }
  };
  const forget = (number: number, taken: Taken): void => {
    seats.delete(number);
    taken.worker.seats.delete(number);
    taken.taken();
  };
  const freest = (): Worker => [...workers].reduce((least, one) => (one.seats.size < least.seats.size ? one : least));
  const begin = (number: number, taken: Taken): void => {
    taken.worker.seats.add(number);
    tell(taken.worker, { do: 'sit-down', seat: number, arrival: taken.arrival });
  };
  /** Its players sit down in the others, and in the one that comes in its place. */
  const bury = (worker: Worker): void => {
    workers.delete(worker);
    if (isClosing) return;
    startWorker();
    for (const number of worker.seats) {
      const taken = seats.get(number)!;
      taken.taken();
      taken.taken = () => {};
      taken.deaths++;
      if (taken.deaths > MOST_DEATHS) {
        seats.delete(number);
        taken.events.empty('failed');
        continue;
      }
      taken.events.anew();
      taken.worker = freest();
      begin(number, taken);
    }
  };

  for (let n = 0; n < count; n++) startWorker();
  const watch = setInterval(() => {
    for (const worker of workers) {
      if (performance.now() - worker.heardAt > PATIENCE_MS) worker.process.kill('SIGKILL');
      else tell(worker, { do: 'ping' });
    }
  }, PING_MS).unref();

  return {
    sitDown(arrival, events): Seat {
      const number = ++last;
      const own: Taken = { arrival, events, worker: freest(), deaths: 0, taken: () => {} };
      seats.set(number, own);
      begin(number, own);
      return {
        input(bytes, done) {
          if (!seats.has(number)) return done();
          own.taken = () => {
            own.taken = () => {};
            done();
          };
          return tell(own.worker, { do: 'input', seat: number, bytes });
        },
        resize(size) {
          own.arrival = { ...own.arrival, size };
          tell(own.worker, { do: 'resize', seat: number, size });
        },
        leave: () => tell(own.worker, { do: 'leave', seat: number }),
      };
    },
    async close() {
      isClosing = true;
      clearInterval(watch);
      await Promise.all([...workers].map(({ process: child }) => ended(child)));
    },
  };
}

/** Lets go of a process, and waits for its end. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else {
      child.once('exit', () => resolve());
      child.disconnect();
    }
  });
}
