import type { Seat, SeatHost } from '../seat/seat.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** The side of the games: does what the process with the connections says. `tell` reaches that process. */
export function serveSeats(seats: SeatHost, tell: (message: FromWorker) => void): (message: ToWorker) => void {
  const open = new Map<number, { readonly seat: Seat; sent: () => void }>();
  const sitDown = (number: number, arrival: Extract<ToWorker, { do: 'sit-down' }>['arrival']): void => {
    const seat = seats.sitDown(arrival, {
      output(text, done) {
        const entry = open.get(number);
        if (entry === undefined) return;
        entry.sent = done;
        tell({ did: 'output', seat: number, text });
      },
      empty(why) {
        open.delete(number);
        tell({ did: 'empty', seat: number, why });
      },
      anew() {},
    });
    open.set(number, { seat, sent: () => {} });
  };
  return (message) => {
    if (message.do === 'ping') tell({ did: 'pong' });
    else if (message.do === 'sit-down') sitDown(message.seat, message.arrival);
    else {
      const entry = open.get(message.seat);
      if (message.do === 'input') {
        const taken = (): void => tell({ did: 'taken', seat: message.seat });
        if (entry === undefined) taken();
        else entry.seat.input(message.bytes, taken);
      } else if (message.do === 'resize') entry?.seat.resize(message.size);
      else if (message.do === 'leave') entry?.seat.leave();
      else entry?.sent();
    }
  };
}
