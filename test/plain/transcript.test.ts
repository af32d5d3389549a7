import { describe, expect, test } from 'vitest';
import type { SessionView } from '../../source/referee/session-view.ts';
import { changeLines, openingLines } from '../../source/plain/transcript.ts';
import type { Voice } from '../../source/plain/voice.ts';
import { asked, refusedByClient, texts, won } from './views.ts';

const english: Voice = { lang: 'en', texts, numbers: { port: 80 }, segments: 'words' };
const chinese: Voice = { lang: 'zh-Hans', texts, numbers: { port: 80 }, segments: 'words' };

describe('openingLines', () => {
  test('says level, task, what happened, what there is and what is asked, in this order', () => {
    expect(openingLines(asked, english)).toEqual([
      'level the-listener: Answer the SYN. Par 1. Hints 3: a run with one gets one star at most.',
      'role: you are the kernel. Yours: server.',
      'variant: seed seed-1, Linux 6.18.',
      'briefing: A SYN has come in on port 80.',
      'briefing: Answer it.',
      'goal 1, not yet met: Both sides ESTABLISHED',
      'time 0.000: client calls connect(3, 10.0.0.9:80), which waits.',
      'time 0.000: segment 1 sent, client to server: SYN, sequence 1000, window 64240, MSS 1460, SACK permitted, timestamp 1 echo 0, window scale 7.',
      'time 0.020: segment 1 arrived at server.',
      'now: 0.020 of 60.000 seconds.',
      'host client: 10.0.0.5:40112, SYN-SENT.',
      'host server: 10.0.0.9:80, state not shown.',
      'socket 3 on server, 10.0.0.9:80: LISTEN',
      'request on server, 10.0.0.9:80 > 10.0.0.5:40112: SYN-RECEIVED, IRS 1000, RCV.NXT hidden',
      'queue on server, SYN queue: 0 of 129',
      'queue on server, accept queue: 0 of 129',
      'decision on server: segment 1 is here: SYN, sequence 1000, window 64240, MSS 1460, SACK permitted, timestamp 1 echo 0, window scale 7. What is sent in answer? A segment, silent, or drop. After that you choose: the queue.',
      '1: send SYN-ACK, sequence 5000, acknowledgment 1000, window 65160',
      '2: queue syn',
      'prompt: type a segment, a number of the menu, or goal, hint, why, undo, wait, state, help, quit.',
    ]);
  });

  test('says on another kernel than the level\'s own that its texts speak of its own', () => {
    const lines = openingLines({ ...asked, kernel: '4.4' }, english);
    expect(lines.slice(2, 5)).toEqual([
      'variant: seed seed-1, Linux 4.4 (from source).',
      'note: the texts of this level speak of Linux 6.18. What Linux 4.4 does here may differ; its verdicts go by what it does.',
      'briefing: A SYN has come in on port 80.',
    ]);
    expect(openingLines({ ...asked, kernel: '4.4', ownKernel: '4.4' }, english).join('\n')).not.toContain('note:');
  });

  test('never says a hidden value, in either language', () => {
    for (const voice of [english, chinese]) expect(openingLines(asked, voice).join('\n')).not.toContain('1001');
  });

  test('says all of it in Chinese as well, line for line', () => {
    const lines = openingLines(asked, chinese);
    expect(lines).toHaveLength(openingLines(asked, english).length);
    expect(lines.join('\n')).toContain('半连接队列: 0 / 129');
    expect(lines.filter((line) => !/\p{Script=Han}/u.test(line))).toEqual(['2: queue syn']);
  });

  test('writes segments as tcpdump does for those who prefer it', () => {
    const lines = openingLines(asked, { ...english, segments: 'tcpdump' });
    expect(lines).toContain('1: send Flags [S.], seq 5000, ack 1000, win 65160, length 0');
  });

  test('asks the question first when a prediction is due, and offers no menu beside it', () => {
    const question: SessionView = { ...asked, phase: 'predicting', prediction: { id: 'p', number: 1, of: 1, question: { id: 'level.title' }, options: [{ key: 'a', text: { id: 'level.takeaway' } }] } };
    const lines = openingLines(question, english);
    expect(lines.slice(-3)).toEqual(['predict: Answer the SYN', '1: (a) ack = seq + 1', expect.stringMatching(/^prompt: type a number or a letter/)]);
    expect(lines.join('\n')).not.toContain('decision');
  });
});

describe('changeLines', () => {
  test('says verdict, events, changes, then the prompt; and nothing twice', () => {
    expect(changeLines(asked, { ...refusedByClient, decision: null, choices: [] }, english)).toEqual([
      'verdict 1: wrong (opening/syn-not-acknowledged). A common wrong idea.',
      expect.stringMatching(/^note: You may think that SYN and FIN carry no data/),
      expect.stringMatching(/^note: But SYN and FIN each take 1 number/),
      'why: A SYN takes a number.',
      'source: RFC 9293 section 3.4; F1.2 (the full socket is made when the final ACK arrives, before accept()).',
      'time 0.020: segment 2 sent, server to client: SYN-ACK, sequence 5000, acknowledgment 1000, window 65160. Your move 1.',
      'time 0.020: server goes from LISTEN to SYN-RECEIVED.',
      'time 0.040: segment 2 arrived at client.',
      'time 0.040: segment 3 sent, client to server: RST, sequence 1000, window 0.',
      'time 0.060: segment 3 arrived at server and was dropped: TCP_OLD_SEQUENCE (old sequence).',
      'queue on server, SYN queue: 1 of 129',
      'counter on client: TCPChallengeACK 1 (+1).',
      'prompt: your move 2.',
    ]);
  });

  test('a segment that was on its way is only said to arrive', () => {
    const flying: SessionView = { ...asked, world: { ...asked.world, ladder: asked.world.ladder.map((entry) => (entry.kind === 'segment' ? { ...entry, fate: 'in-flight' as const } : entry)) } };
    const lines = changeLines(flying, asked, english).filter((line) => line.startsWith('time'));
    expect(lines).toEqual(['time 0.020: segment 1 arrived at server.']);
  });

  test('of a thousand events the last sixty are said, with the number left out', () => {
    const ladder = Array.from({ length: 1000 }, (_, index) => ({ kind: 'call' as const, at: index, lifeline: 0, call: `read(${index}, 5)`, result: '= 5' }));
    const lines = changeLines(asked, { ...asked, world: { ...asked.world, ladder } }, english).filter((line) => line.startsWith('time'));
    expect(lines).toHaveLength(61);
    expect(lines[0]).toBe('time: 940 earlier events are left out.');
    expect(lines.at(-1)).toBe('time 0.999: client calls read(999, 5) = 5.');
  });

  test('a call that blocked is said to return, once', () => {
    const ladder = asked.world.ladder.map((entry) => (entry.kind === 'call' ? { ...entry, result: '= 0' } : entry));
    expect(changeLines(asked, { ...asked, world: { ...asked.world, ladder } }, english)).toEqual(['returned: connect(3, 10.0.0.9:80) = 0 on client.', 'prompt: your move 1.']);
  });

  test('a socket that gets a peer is still the same socket', () => {
    const connected = { ...asked.world.sockets[0]!, remote: '10.0.0.5:40112', state: 'ESTABLISHED' };
    const lines = changeLines(asked, { ...asked, world: { ...asked.world, sockets: [connected, asked.world.sockets[1]!] } }, english);
    expect(lines[0]).toBe('socket 3 on server, 10.0.0.9:80 > 10.0.0.5:40112: ESTABLISHED');
    expect(lines.join('\n')).not.toContain('gone');
  });

  test('who has got a port of a shared address is said, who has it now, and that it is free again', () => {
    const one = { host: 'alice', inside: '192.168.1.10:40000', outside: '198.51.100.7:40000', remote: '10.0.0.9:80' };
    const withTable = (translations: (typeof one)[]): SessionView => ({ ...asked, world: { ...asked.world, translations } });
    const said = (before: (typeof one)[], after: (typeof one)[]): string[] => changeLines(withTable(before), withTable(after), english).slice(0, -1);
    expect(said([], [one])).toEqual(['behind the address: alice 192.168.1.10:40000 is 198.51.100.7:40000 for 10.0.0.9:80.']);
    expect(said([one], [one])).toEqual([]);
    expect(said([one], [{ ...one, host: 'bob', inside: '192.168.1.20:40000' }])).toEqual(['behind the address: bob 192.168.1.20:40000 is 198.51.100.7:40000 for 10.0.0.9:80.']);
    expect(said([one], [])).toEqual(['behind the address: 198.51.100.7:40000 is free again for 10.0.0.9:80.']);
  });

  test('what is shown only at the end is not said as if it had changed', () => {
    const sysctls = [...asked.world.sysctls, { host: 'client', name: 'tcp_sack', value: '1', editable: false, standard: true }];
    expect(changeLines(asked, { ...asked, world: { ...asked.world, sysctls } }, english)).toEqual(['prompt: your move 1.']);
  });

  test('the end says stars, debrief and takeaway once', () => {
    const lines = changeLines(refusedByClient, won, english);
    expect(lines).toEqual([
      'goal 1, met: Both sides ESTABLISHED',
      'won: 3 of 3 stars, moves 1, par 1.',
      'debrief: A SYN takes a number.',
      'takeaway: ack = seq + 1',
      'prompt: the level is over. Type why, state, undo or quit.',
    ]);
    expect(changeLines(won, won, english)).toEqual(['prompt: the level is over. Type why, state, undo or quit.']);
  });

  test('a loss says which rule fired', () => {
    const lost: SessionView = { ...asked, phase: 'lost', loss: { rule: 'F1.23', why: { id: 'level.takeaway' } } };
    expect(changeLines(asked, lost, english)).toEqual(['lost.', 'why: ack = seq + 1 Rule: F1.23 (when a SYN-ACK is sent again, and when the request dies)', 'prompt: the level is over. Type why, state or quit.']);
  });

  test('no line moves the cursor or breaks in two', () => {
    for (const voice of [english, chinese]) {
      for (const line of [...openingLines(asked, voice), ...changeLines(asked, refusedByClient, voice), ...changeLines(refusedByClient, won, voice)]) {
        expect(line).not.toMatch(/[\u0000-\u001f\u007f]|\{\w+\}|<\w+\./);
      }
    }
  });
});
