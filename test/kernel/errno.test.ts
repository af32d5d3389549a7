import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.ts';
import { closeWait, established, listening, synSent } from './fixture.ts';

const EOF = { ok: true, value: 0 };
const failed = (errno: string): unknown => ({ ok: false, errno });

describe('what an application sees of a RST', () => {
  it('F10.1 F10.2 F10.3 is ECONNRESET once, after the data that were there, and then end-of-file; writing is EPIPE', () => {
    const c = established();
    c.say('P. length 5');
    c.hear('.');
    c.say('R');
    expect(c.read()).toMatchObject({ ok: true, value: 5 });
    expect(c.read()).toEqual(failed('ECONNRESET'));
    expect(c.read()).toEqual(EOF);
    expect(c.write('x')).toEqual(failed('EPIPE'));
  });

  it('F10.5 is ECONNRESET for the first write, EPIPE for the second', () => {
    const c = established();
    c.say('R');
    expect(c.write('x')).toEqual(failed('ECONNRESET'));
    expect(c.write('x')).toEqual(failed('EPIPE'));
    expect(c.read()).toEqual(EOF);
  });

  it('F10.4 F5.26 is invisible to read() after a FIN, and EPIPE to write()', () => {
    const c = closeWait();
    expect(c.read()).toEqual(EOF);
    expect(c.write('x')).toMatchObject({ ok: true, value: 1 });
    c.hear('P. length 1');
    c.say('R');
    expect(c.read()).toEqual(EOF);
    expect(c.write('x')).toEqual(failed('EPIPE'));
    expect(c.read()).toEqual(EOF);
  });

  it('F10.1 purges what was not sent or not acknowledged', () => {
    const c = established();
    c.write('hello');
    c.hear('P.');
    c.say('R');
    expect(c.overhear(1_000_000)).toEqual([]);
  });

  it('F10.12 F1.29 is ECONNREFUSED only in SYN-SENT', () => {
    const c = synSent();
    c.say('R. ack ISS+1');
    expect(c.events).toContainEqual(expect.objectContaining({ type: 'returned', errno: 'ECONNREFUSED' }));
    // connect() has told it: the socket is as good as new.
    expect(c.read()).toEqual(failed('ENOTCONN'));
    expect(c.connect()).toEqual({ ok: 'blocks' });
  });
});

describe('what an application sees without any RST', () => {
  it('F10.6 is EPIPE for write() after its own shutdown(SHUT_WR), and data can still be read', () => {
    const c = established();
    c.shutdown('WR');
    c.hear('F.');
    expect(c.write('x')).toEqual(failed('EPIPE'));
    c.say('P. length 2');
    c.hear('.');
    expect(c.read()).toMatchObject({ ok: true, value: 2 });
  });

  it('F10.7 is ETIMEDOUT when nobody answers', () => {
    const c = established({ sysctl: { tcp_retries2: 3 } });
    c.write('x');
    c.hear('P.');
    c.overhear(20_000);
    expect(c.read()).toEqual(failed('ETIMEDOUT'));
    expect(c.read()).toEqual(EOF);
  });

  it('F10.11 is ENOTCONN or EPIPE on a socket that never was connected, EINVAL for accept()', () => {
    const c = new Conversation();
    c.fd = c.socket();
    c.listener = c.fd;
    expect(c.read()).toEqual(failed('ENOTCONN'));
    expect(c.write('x')).toEqual(failed('EPIPE'));
    expect(c.shutdown('WR')).toEqual(failed('ENOTCONN'));
    expect(c.accept()).toEqual(failed('EINVAL'));
  });

  it('F10.11 is EISCONN for connect() on a connected or listening socket, EINVAL for listen() on a connected one', () => {
    const c = established();
    expect(c.connect()).toEqual(failed('EISCONN'));
    expect(c.connect(c.listener)).toEqual(failed('EISCONN'));
    expect(c.listen(c.fd, 5)).toEqual(failed('EINVAL'));
  });

  it('F10.4 is end-of-file for ever after a FIN, once the data are read', () => {
    const c = established();
    c.say('FP. length 4');
    c.after(40);
    c.hear('. ack IRS+6');
    expect(c.read(3)).toMatchObject({ ok: true, value: 3 });
    expect(c.read(3)).toMatchObject({ ok: true, value: 1 });
    expect(c.read()).toEqual(EOF);
    expect(c.read()).toEqual(EOF);
  });

  it('reads block while nothing came', () => {
    expect(established().read()).toEqual({ ok: 'blocks' });
  });

  it('F10.11 is EISCONN for connect() even after the connection is over', () => {
    const c = established();
    c.say('R');
    expect(c.read()).toEqual(failed('ECONNRESET'));
    expect(c.connect()).toEqual(failed('EISCONN'));
  });
});

describe('a listening socket', () => {
  it('F10.11 cannot be read', () => {
    const c = listening();
    expect(c.read(1, c.listener)).toEqual(failed('ENOTCONN'));
    expect(c.write('x', c.listener)).toEqual(failed('EPIPE'));
  });
});
