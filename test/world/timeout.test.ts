import { describe, expect, it } from 'vitest';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { Conversation } from '../referee/conversation.ts';
import { smallLevel } from '../referee/small-levels.ts';

type Host = NonNullable<AuthorSetup['hosts']>[string];

/** A server whose half-open request nobody finishes, and a client that calls somebody who is not there. */
function alone(decides: Host['decides'], script: NonNullable<AuthorSetup['script']>, sysctls: Host['sysctls'] = {}): Conversation {
  return new Conversation(
    smallLevel({
      setup: {
        horizon: '10min',
        hosts: {
          me: { side: 'server', ip: '10.0.0.9', decides, sysctls, listen: [{ port: 80, backlog: 4, accept: 'never' }] },
          peer: { side: 'client', ip: '10.0.0.5', absent: true },
        },
        link: { delay: 1 },
        script,
      },
    }),
  );
}

const SYN_ARRIVES: NonNullable<AuthorSetup['script']> = [{ at: 0, host: 'peer', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment: 'S 5000:5000(0) win 64240 <mss 1460>' }];
const CONNECTS: NonNullable<AuthorSetup['script']> = [{ at: 0, host: 'me', act: 'connect', port: 41_000, to: '10.0.0.5:80', isn: 7000 }];

function sentAt({ session }: Conversation): readonly number[] {
  return session.world.journal.segments.filter(({ from }) => from === 'me').map(({ sentAt }) => Math.round(sentAt / 100) / 10);
}

function requests({ session }: Conversation): number {
  return [...session.world.hosts.get('me')!.listeners.values()][0]!.listener!.qlen;
}

describe('a retransmission timer that is the player\'s', () => {
  it('is asked for with the handshake, and each time it goes off', () => {
    const play = alone(['answer', 'timer'], SYN_ARRIVES);
    for (const line of ['S. seq 100 ack 5001', 'timer 1s', 'wait', 'S. seq 100 ack 5001', 'timer 2s', 'wait', 'S. seq 100 ack 5001', 'timer 4s']) play.say(line);
    expect(play.session.judged.map(({ verdict }) => verdict.outcome)).toEqual(Array(6).fill('as-linux'));
    expect(play.verdict?.name).toBe('rto/wait-doubled');
    expect(sentAt(play)).toEqual([0, 1, 3]);
  });

  it('sends by itself what the player does not decide', () => {
    const play = alone(['timer'], SYN_ARRIVES);
    for (const line of ['timer 1s', 'wait', 'timer 2s', 'wait', 'timer 4s']) play.say(line);
    expect(sentAt(play)).toEqual([0, 1, 3]);
  });

  it('goes off when the player set it, right or wrong', () => {
    const play = alone(['timer'], SYN_ARRIVES);
    for (const line of ['timer 3s', 'wait', 'timer 3s', 'wait 3s']) play.say(line);
    expect([sentAt(play), play.session.world.pending?.at]).toEqual([[0, 3], 6001]);
    expect(play.session.judged.map(({ verdict }) => verdict.name)).toEqual(['rto/wait-too-long', 'rto/wait-too-long']);
  });

  it('forgets the request without a word when it is stopped too early', () => {
    const play = alone(['timer'], SYN_ARRIVES);
    for (const line of ['timer 1s', 'wait', 'timer off']) play.say(line);
    expect(play.verdict?.name).toBe('rto/given-up-too-early');
    expect([sentAt(play), requests(play)]).toEqual([[0], 0]);
  });

  it('says that the last retransmission has its wait, too', () => {
    const play = alone(['timer'], SYN_ARRIVES, { tcp_synack_retries: 1 });
    for (const line of ['timer 1s', 'wait', 'timer off']) play.say(line);
    expect(play.verdict?.name).toBe('rto/last-wait-left-out');
  });

  it('keeps a request alive beyond the limit where the player wants it', () => {
    const play = alone(['timer'], SYN_ARRIVES, { tcp_synack_retries: 0 });
    for (const line of ['timer 1s', 'wait', 'timer 1s']) play.say(line);
    expect(play.verdict?.name).toBe('rto/kept-beyond-the-limit');
    expect([sentAt(play), requests(play)]).toEqual([[0, 1], 1]);
    for (const line of ['wait', 'timer off']) play.say(line);
    expect(play.verdict?.name).toBe('rto/given-up-in-time');
    expect(requests(play)).toBe(0);
  });

  it('lets connect() fail with ETIMEDOUT when it is stopped', () => {
    const play = alone(['answer', 'timer'], CONNECTS);
    for (const line of ['S seq 7000', 'timer 1s', 'wait', 'silent', 'timer off']) play.say(line);
    expect(play.session.judged.map(({ verdict }) => verdict.name).slice(-2)).toEqual(['timer/not-sent-again', 'rto/given-up-too-early']);
    expect(play.session.world.journal.calls.at(-1)?.result).toEqual({ ok: false, errno: 'ETIMEDOUT' });
  });

  it('waits equally long for the first SYNs where the kernel has linear timeouts', () => {
    const play = alone(['timer'], CONNECTS);
    for (const line of ['timer 1s', 'wait', 'timer 2s']) play.say(line);
    expect(play.verdict?.name).toBe('rto/wait-doubled-too-early');
  });

  it('is not asked for when only what goes out again is', () => {
    const play = alone(['answer', 'state', 'timeout'], SYN_ARRIVES, { tcp_synack_retries: 1 });
    for (const line of ['S. seq 100 ack 5001', 'state SYN-RECEIVED', 'wait', 'S. seq 200 ack 5001']) play.say(line);
    expect(play.verdict?.name).toBe('timer/second-isn');
    for (const line of ['state SYN-RECEIVED', 'wait', 'silent', 'state LISTEN']) play.say(line);
    expect(play.verdict?.name).toBe('state/timer-request-expired');
    expect(requests(play)).toBe(0);
  });

  it('is started again when what is asked is thrown away', () => {
    const play = alone(['answer', 'timer'], SYN_ARRIVES);
    for (const line of ['S. seq 100 ack 5001', 'timer 1s', 'wait', 'drop', 'wait']) play.say(line);
    expect(play.session.judged.at(-1)?.verdict.name).toBe('timer/not-sent-again');
    expect(play.session.world.now).toBe(3001);
  });
});
