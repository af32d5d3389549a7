import { describe, expect, test } from 'vitest';
import type { SessionView } from '../../source/referee/session-view.ts';
import type { Debrief } from '../../source/referee/debrief.ts';
import type { Verdict } from '../../source/referee/verdict.ts';
import type { Move } from '../../source/world/move.ts';
import { debriefLines } from '../../source/plain/debrief-lines.ts';
import { answerLine, echoLine, isSolved, openDialogue, type Dialogue, type Referee } from '../../source/plain/dialogue.ts';
import { asked, refusedByClient, texts, won } from './views.ts';

interface Fake {
  readonly at: number;
  readonly moves: readonly Move[];
  readonly waitedTo?: number;
}

const refusal: Verdict = { name: 'move/not-now', outcome: 'refused', rule: 'F1.1', why: { id: 'level.debrief' }, evidence: null, counterfactual: null, cite: [] };

const debrief: Debrief = { level: 'the-listener', solved: true, stars: 3, missingStars: [], toll: [], bots: [], par: 1, movesMade: 1, hints: 0, moves: [], hidden: [], hosts: [], predictions: [{ question: { id: 'level.title' }, said: { id: 'level.title' }, truth: { id: 'level.takeaway' }, right: false, confidence: 3 }], loss: null, sources: ['F1.2'], mirror: null, seed: '1', kernel: '6.18', engine: '1', receipt: 'abc' };

/** These views have no history. */
const noVisit = (): never => {
  throw new Error('a fake has no branches');
};

/** A game of three views, one after the other. `silent` is always refused. */
function fake(views: readonly SessionView[]): Referee<Fake> {
  const view = (session: Fake): SessionView => ({ ...views[Math.min(session.at, views.length - 1)]!, canUndo: session.at > 0, canRedo: false });
  return {
    view,
    play: (session, move) => (move.do === 'silent' ? { session, verdict: refusal } : { session: { at: session.at + 1, moves: [...session.moves, move] }, verdict: null }),
    undo: (session) => ({ at: session.at - 1, moves: session.moves.slice(0, -1) }),
    redo: (session) => session,
    debrief: () => debrief,
    advanceLive: (session, to) => ({ ...session, waitedTo: to }),
    visits: { begin: noVisit, played: noVisit, current: noVisit },
  };
}

function start(views: readonly SessionView[] = [asked, refusedByClient, won]): Dialogue<Fake> {
  return openDialogue(fake(views), { at: 0, moves: [] }, { lang: 'en', texts, numbers: { port: 80 } }).dialogue;
}

describe('answerLine', () => {
  test('says why there are not three stars', () => {
    const shown = debriefLines({ ...debrief, missingStars: [{ id: 'debrief.wrong-cap', params: { n: 1, numbers: '2' } }] }, { lang: 'en', texts, numbers: {}, segments: 'words' });
    expect(shown[0]).toBe('stars: Wrong moves: 1 (no. 2). While one is in the run, three stars are out of reach; undo takes it back.');
  });

  test('plays a formula of the decision with the addresses of its template, not with the window of the segment that Linux would send', () => {
    const { dialogue } = answerLine(start(), 'R. seq ISS ack RCV.NXT');
    expect(dialogue.session.moves).toMatchObject([{ do: 'send', segment: { seq: 5000, ack: 1001, dstPort: 40112 } }]);
    expect(dialogue.session.moves).not.toMatchObject([{ segment: { win: expect.anything() } }]);
    expect(answerLine(start(), 'S. seq ISS ack RCV.NXT win 500').dialogue.session.moves).toMatchObject([{ segment: { win: 500 } }]);
  });

  test('plays the line of the menu that has the number', () => {
    expect(answerLine(start(), '2').dialogue.session.moves).toEqual([{ do: 'queue', queue: 'syn' }]);
  });

  test('a refused move says why and leaves the session as it was', () => {
    const before = start();
    const { dialogue, lines } = answerLine(before, 'silent');
    expect(dialogue).toBe(before);
    expect(lines[0]).toBe('refused: not a move now.');
  });

  test('a line that is no move says what was expected, and the session stays', () => {
    const before = start();
    const { dialogue, lines } = answerLine(before, 'wiat');
    expect(dialogue).toBe(before);
    expect(lines[0]).toMatch(/^error: There is no "wiat"\. Did you mean wait\?/);
  });

  test('explains the last move, a named one, and says which there are', () => {
    const after = answerLine(start(), '1').dialogue;
    expect(answerLine(after, 'why').lines[0]).toMatch(/^move 1: S\. seq 5000 ack 1000 win 65160/);
    expect(answerLine(after, 'why 9').lines[0]).toBe('why: there is no move 9. Expected a number from 1 to 1, for example: why 1');
    expect(answerLine(start(), 'why').lines[0]).toBe('why: there is no move to explain yet.');
  });

  test('undo names the move and says the situation again', () => {
    const { dialogue, lines } = answerLine(answerLine(start(), '1').dialogue, 'undo');
    expect(dialogue.session.at).toBe(0);
    expect(lines[0]).toMatch(/^undone: S\. seq 5000 ack 1000/);
    expect(lines).toContain('queue on server, SYN queue: 0 of 129');
    expect(answerLine(dialogue, 'undo').lines[0]).toBe('undo: there is nothing to take back.');
  });

  test('waiting in a live level lets time run, no further than the horizon', () => {
    const live = start([{ ...asked, mode: 'live' }]);
    expect(answerLine(live, 'wait 5s').dialogue.session.waitedTo).toBe(5020);
    expect(answerLine(live, 'wait').dialogue.session.waitedTo).toBe(1020);
    expect(answerLine(live, 'wait 5min').dialogue.session.waitedTo).toBe(60_000);
  });

  test('about explains a sysctl, and names those that there are for any other name, the nearest first', () => {
    const explained = answerLine(start(), 'about tcp_max_syn_backlog').lines.join('\n');
    expect(explained).toMatch(/^about tcp_max_syn_backlog: .+\nabout: value .*Default .*Unit: .*Range: .*\nsource: Linux 6\.18 net\/ipv4\/tcp_input\.c tcp_conn_request\(\)\./);
    expect(answerLine(start(), 'about tcp_syncookie').lines[0]).toMatch(/^about: there is no sysctl "tcp_syncookie" here\. Expected one of: tcp_syncookies\.$/);
  });

  test('segments tcpdump changes how segments are written from then on', () => {
    const { dialogue } = answerLine(start(), 'segments tcpdump');
    expect(answerLine(dialogue, 'menu').lines[0]).toBe('1: send Flags [S.], seq 5000, ack 1000, win 65160, length 0');
  });

  test('is solved when the last view is won', () => {
    const one = answerLine(start(), '1').dialogue;
    expect(isSolved(one)).toBe(false);
    const end = answerLine(one, '1');
    expect(isSolved(end.dialogue)).toBe(true);
    expect(end.lines).toContain('prediction: you said: Answer the SYN. In fact: ack = seq + 1');
    expect(end.lines).toContain('receipt: abc');
  });

  test('report lists the variant and the moves as they can be typed', () => {
    expect(answerLine(answerLine(start(), '1').dialogue, 'report').lines.slice(0, 2)).toEqual(['report: level the-listener, seed seed-1, Linux 6.18, moves:', expect.stringMatching(/^1: time 0\.020: S\. seq 5000 ack 1000 .*, opening\/syn-not-acknowledged$/)]);
  });

  test.each(['goal', 'state', 'help', 'menu', 'hint', 'quit', 'redo'])('%s is answered', (line) => {
    const { dialogue, lines } = answerLine(start(), line);
    expect(dialogue.over).toBe(line === 'quit');
    expect(lines.join('\n')).not.toContain('error');
  });
});

test('a line that came through a pipe is shown as typed, unless it could harm the terminal', () => {
  const { voice } = start();
  expect(echoLine(' wait 3s', voice)).toBe('you> wait 3s');
  expect(echoLine('\u001b[2J', voice)).toBe('you> (a line that cannot be shown)');
});
