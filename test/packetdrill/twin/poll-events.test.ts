import { describe, expect, it } from 'vitest';
import { pollEvents } from '../../../source/packetdrill/twin/poll-events.ts';
import { closeWait, established, finWait2, synSent } from '../../kernel/fixture.ts';
import { ACCEPTED, resultOf } from '../run-on-twin.ts';

/** Without the events that always come in pairs. */
const events = (socket: Parameters<typeof pollEvents>[0]): string[] => pollEvents(socket).filter((event) => !event.endsWith('NORM')).toSorted();

describe('poll()', () => {
  it('F10.10 shows nothing while connect() waits', () => {
    expect(events(synSent().socketOf())).toEqual([]);
  });

  it('F10.10 shows OUT in ESTABLISHED, IN too with data', () => {
    const c = established();
    expect(events(c.socketOf())).toEqual(['POLLOUT']);
    c.say('P. length 5');
    c.outbox = [];
    expect(events(c.socketOf())).toEqual(['POLLIN', 'POLLOUT']);
  });

  it('F10.10 shows IN, OUT and RDHUP in CLOSE-WAIT', () => {
    expect(events(closeWait().socketOf())).toEqual(['POLLIN', 'POLLOUT', 'POLLRDHUP']);
  });

  it('F10.10 shows OUT alone after shutdown(SHUT_WR)', () => {
    expect(events(finWait2({ orphan: false }).socketOf())).toEqual(['POLLOUT']);
  });

  it('F10.10 shows everything after a RST', () => {
    const c = established();
    c.say('R seq RCV.NXT');
    expect(events(c.socketOf())).toEqual(['POLLERR', 'POLLHUP', 'POLLIN', 'POLLOUT', 'POLLRDHUP']);
  });
});

describe('close() with SO_LINGER and a time', () => {
  const LINGER = `${ACCEPTED}+0 setsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=2}, 8) = 0\n`;

  it('F5.12 comes back when the FIN is acknowledged', async () => {
    const closing = (time: string): string => `${LINGER}+0...${time} close(4) = 0\n+0 > F. 1:1(0) ack 1\n+.05 < . 1:1(0) ack 2 win 1000\n`;
    expect(await resultOf(closing('0.05'))).toBe('pass');
    expect(await resultOf(closing('0.5'))).toMatch(/return-time/);
  });

  it('F5.12 comes back after its time when nobody answers', async () => {
    expect(await resultOf(`${LINGER}+0...2 close(4) = 0\n+0 > F. 1:1(0) ack 1\n`)).toBe('pass');
    expect(await resultOf(`${LINGER}+0...1 close(4) = 0\n+0 > F. 1:1(0) ack 1\n`)).toMatch(/return-time/);
  });
});
