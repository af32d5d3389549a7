import { describe, expect, it } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { debriefOf } from '../../source/referee/debrief.ts';
import { HINT_STEPS } from '../../source/referee/hints.ts';
import { play } from '../../source/referee/play.ts';
import { fromRun, replay, toRun } from '../../source/referee/replay.ts';
import { levelAt } from '../levels/play-level.ts';
import { Conversation } from './conversation.ts';

const firstSyn = levelAt('01-opening/01-first-syn');
const SYN = 'S seq 100000';
const ACK = '. seq SEG.ACK ack SEG.SEQ+1';
const game = (...lines: readonly string[]): Conversation => new Conversation(firstSyn).all(...lines);

describe('first-syn', () => {
  it('is won by a SYN and an ACK, which are what Linux sends', () => {
    const play = game();
    expect(play.say(SYN)).toBe('as-linux connect/sends-syn');
    expect(play.say('skip')).toBe('-');
    expect(play.say(ACK)).toBe('as-linux syn-sent/established');
    expect(play.view).toMatchObject({ phase: 'won', stars: 3, movesMade: 2, par: 2, loss: null, goals: [{ met: true }, { met: true }, { met: true }] });
  });

  it('answers an ACK that does not count the SYN with a RST of that number, and keeps its request', () => {
    const play = game(SYN, 'skip');
    const number = play.view.decision!.scope['SEG.SEQ']!;
    expect(play.say('. seq SEG.ACK ack SEG.SEQ')).toBe('wrong syn-sent/ack-without-the-syn');
    expect(play.verdict).toMatchObject({ misconception: 'M01', why: { params: { ack: number, rightAck: number + 1 } } });
    expect(play.consequences.some((text) => text.startsWith('sent server') && text.includes(`Flags [R], seq ${number}`))).toBe(true);
    expect(play.session.world.hosts.get('server')!.counters.PassiveOpens).toBe(0);
    const [request] = play.view.world.ladder.filter((entry) => entry.kind === 'segment').slice(-1);
    expect(request).toMatchObject({ segment: { ack: 0, seq: number } });
    expect([...play.session.world.hosts.get('server')!.ehash.values()].flatMap((row) => [...row.values()])).toMatchObject([{ kind: 'request' }]);
  });

  it('gives every verdict a reason and a place where it can be read', () => {
    const play = game();
    for (const line of ['S. seq 1 ack 1', 'silent', 'wait 1100ms', SYN, '. seq SEG.ACK ack SEG.ACK', 'undo', 'silent', 'wait', 'R seq SEG.ACK']) play.say(line);
    expect(play.session.judged.length).toBeGreaterThan(2);
    for (const { verdict } of play.session.judged) {
      expect(verdict.why.id).toMatch(/^(verdict|decision)\./);
      expect(verdict.cite.length).toBeGreaterThan(0);
      expect(verdict.rule).toMatch(/^F\d+\.\d+$/);
    }
  });

  it('refuses what is no move now, and leaves everything as it is', () => {
    const play = game(SYN, 'skip');
    const before = play.session;
    const refusals = ['. seq 1', 'sysctl tcp_syncookies=1', 'call close 3', 'queue accept', 'state ESTABLISHED', 'predict a', 'skip', 'S seq 1 src 10.9.9.9:1'];
    expect(refusals.map((line) => play.say(line))).toEqual([
      'refused refused/ack-missing',
      'refused refused/sysctls-locked',
      'refused refused/calls-locked',
      'refused refused/queue-not-yours',
      'refused refused/state-not-yours',
      'refused refused/nothing-to-predict',
      'refused refused/nothing-to-predict',
      'refused refused/spoof-needs-transparent',
    ]);
    expect(play.session).toBe(before);
    expect(play.verdict).toMatchObject({ rule: null, cite: [], evidence: null, counterfactual: null });
  });

  it('leaves the session that a move was made in as it was', () => {
    const play = game(SYN, 'skip');
    const before = play.session;
    const kept = structuredClone({ ...before.world, rules: null });
    play.all('R seq SEG.ACK', 'wait 3s');
    expect(play.session.world).not.toEqual(before.world);
    expect({ ...before.world, rules: null }).toEqual(kept);
  });

  it('is lost when the virtual time is up', () => {
    const play = game('wait 20s');
    expect(play.view).toMatchObject({ phase: 'lost', stars: 0, loss: { rule: 'horizon', why: { id: 'loss.horizon', params: { seconds: 20 } } } });
    expect(play.say(SYN)).toBe('refused refused/level-is-over');
  });

  it('is lost by the rule that fires, with its own sentence', () => {
    const play = game(SYN, 'F. seq SEG.ACK ack SEG.SEQ+1');
    expect(play.verdict).toMatchObject({ name: 'syn-sent/fin-with-the-final-ack' });
    expect(play.view).toMatchObject({ phase: 'lost', loss: { rule: 'F1.3', why: { id: 'level.lose.half-closed' } } });
  });

  it('has the player know what he did not see, once it is over', () => {
    expect(debriefOf(game(SYN, 'skip', ACK).session)).toMatchObject({ solved: true, stars: 3, movesMade: 2, loss: null });
    expect(debriefOf(game('wait 20s').session)).toMatchObject({ solved: false, stars: 0, loss: { id: 'loss.horizon' } });
  });
});

describe('stars', () => {
  it('are three at par, two above it', () => {
    expect(game(SYN, ACK).view.stars).toBe(3);
    expect(game(SYN, 'silent', 'wait 1500ms', ACK).view).toMatchObject({ phase: 'won', stars: 2, movesMade: 3 });
  });

  it('are one with a hint', () => {
    expect(game('hint', SYN, ACK).view.stars).toBe(1);
  });

  it('are two with a wrong move in the run, also where it is put right within par and nothing rests on it any more', () => {
    const level = levelAt('03-closing/01-four-waves');
    const { solution } = drawLevel(level, '1').level;
    const play = new Conversation(level);
    const say = (line: string): string => {
      if (play.view.phase === 'predicting') play.say('skip');
      return play.say(line);
    };
    const close = solution.findIndex((line) => line === 'state FIN-WAIT-1');
    for (const line of solution.slice(0, close)) say(line);
    expect(say('state CLOSE-WAIT')).toMatch(/^wrong state\//);
    for (const line of solution.slice(close + 1)) say(line);
    expect(play.view).toMatchObject({ phase: 'won', stars: 2, movesMade: level.par });
    const number = play.session.judged.find(({ verdict }) => verdict.outcome === 'wrong')!.number;
    expect(debriefOf(play.session).missingStars).toEqual([{ id: 'debrief.wrong-cap', params: { n: 1, numbers: String(number) } }]);
  });

  it('are three when the wrong move was taken back', () => {
    const play = game(SYN, 'skip', '. seq SEG.ACK ack SEG.SEQ', 'undo', ACK);
    expect(play.view).toMatchObject({ phase: 'won', stars: 3 });
    expect(debriefOf(play.session).missingStars).toEqual([]);
  });

  it('are fewer for reasons that are all given', () => {
    const ids = (play: Conversation): readonly string[] => debriefOf(play.session).missingStars.map(({ id }) => id);
    expect(ids(game('hint', SYN, ACK))).toEqual(['debrief.hint-cap']);
    expect(ids(game(SYN, 'silent', 'wait 1500ms', ACK))).toEqual(['debrief.over-par', 'debrief.wrong-cap']);
    expect(ids(game('wait 20s'))).toEqual([]);
  });

  it('count neither predictions nor time', () => {
    expect(game(SYN, 'predict a 3', ACK).view).toMatchObject({ stars: 3, movesMade: 2 });
  });
});

describe('a prediction', () => {
  it('comes before hints: one that is asked for meanwhile is refused and not counted', () => {
    const play = game(SYN);
    expect(play.view.phase).toBe('predicting');
    expect(play.say('hint')).toBe('refused refused/prediction-first');
    expect(play.view.hints.used).toBe(0);
    play.all('predict a', 'hint');
    expect(play.view.hints.used).toBe(1);
  });

  it('does not hide that there are no more hints: a fourth is refused, and nothing is kept of it', () => {
    const play = game('hint', 'hint', 'hint');
    const before = play.session;
    expect(play.say('hint')).toBe('refused refused/no-more-hints');
    expect(play.session).toBe(before);
    play.all(SYN, 'skip');
    expect(play.say('hint')).toBe('-');
    expect(play.view.hints.used).toBe(4);
  });

  it('is asked before the decisive move, and settles by what happens', () => {
    const play = game(SYN);
    expect(play.view).toMatchObject({ phase: 'predicting', prediction: { id: 'accept', options: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] } });
    play.all('predict a 3', ACK);
    expect(play.session.predictions).toEqual([{ id: 'accept', answer: 'a', skipped: false, confidence: 3, truth: 'a', spoiled: false }]);
    expect(play.view.predictions).toEqual({ asked: 1, right: 1, skipped: 0 });
  });

  it('is wrong when something else happens', () => {
    expect(game(SYN, 'predict b', ACK).view.predictions).toEqual({ asked: 1, right: 0, skipped: 0 });
  });

  it('stays open when it never settles', () => {
    expect(game(SYN, 'predict a', 'R seq SEG.ACK').session.predictions).toMatchObject([{ truth: null }]);
  });

  it('is skipped by a word or by moving on, and that is recorded', () => {
    for (const play of [game(SYN, 'skip', ACK), game(SYN, ACK)]) expect(play.view.predictions).toEqual({ asked: 1, right: 0, skipped: 1 });
  });

  it('is not skipped by a move that is refused, nor by an answer that it does not have', () => {
    const play = game(SYN);
    const before = play.session;
    expect(play.say('. seq 5')).toBe('refused refused/ack-missing');
    expect(play.say('predict z')).toBe('refused refused/no-such-option');
    expect(play.verdict!.why.params).toEqual({ answer: 'z', options: 'a, b, c' });
    expect(play.session).toBe(before);
  });

  it('stays said when the moves around it are taken back, and is not asked again', () => {
    const play = game(SYN, 'predict b', 'silent', 'undo', 'undo');
    expect(play.session.saidBefore).toEqual([{ do: 'predict', answer: 'b', confidence: null }]);
    play.all('S seq 777', ACK);
    expect(play.view).toMatchObject({ phase: 'won', predictions: { asked: 1, right: 0, skipped: 0 } });
    expect(fromRun(toRun(play.session), play.session.drawn).predictions).toEqual(play.session.predictions);
  });
});

describe('waiting while something waits for an answer', () => {
  it('is a move that throws it away, judged as drop is, and says what went by', () => {
    const play = game(SYN, 'skip');
    expect(play.say('wait 100ms')).toContain('thrown-away');
    const last = play.view.judged.at(-1)!;
    expect(last.move).toEqual({ do: 'wait', ms: 100 });
    expect(last.consequences[0]).toMatchObject({ id: 'consequence.let-go', params: { what: expect.stringMatching(/^#2 S\. /) } });
    expect(play.view.movesMade).toBe(2);
    expect(play.view.world.now).toBeGreaterThanOrEqual(100);
  });

  it('is no move where nothing waits', () => {
    const play = game(SYN, 'skip', 'silent');
    const { judged, movesMade } = play.view;
    play.say('wait 100ms');
    expect(play.view).toMatchObject({ judged, movesMade });
  });
});

describe('hints', () => {
  it('come in three steps for the state one is in, then no more', () => {
    const play = game('hint');
    const shown = (): readonly string[] => play.view.hints.shown.map(({ id }) => id);
    expect(shown()).toEqual(['level.hint.syn.1']);
    play.all('hint', 'hint', 'hint');
    expect(shown()).toEqual(['level.hint.syn.1', 'level.hint.syn.2', 'level.hint.syn.3']);
    expect(play.view.hints.used).toBe(HINT_STEPS);
  });

  it('are others in another state, and those that were read are back with theirs', () => {
    const play = game('hint', SYN, 'skip');
    expect(play.view.hints.shown).toEqual([]);
    play.say('hint');
    expect(play.view.hints.shown).toMatchObject([{ id: 'level.hint.ack.1' }]);
    play.all('undo');
    expect(play.view.hints).toMatchObject({ shown: [{ id: 'level.hint.syn.1' }, { id: 'level.hint.syn.2' }], used: 2 });
  });

  it('are offered unasked after the same wrong move twice', () => {
    const play = game(SYN, 'skip', '. seq SEG.ACK ack SEG.SEQ');
    expect(play.view.hints.offered).toBe(false);
    play.say('wait 2s');
    expect(play.say('. seq SEG.ACK ack SEG.SEQ')).toBe('wrong segment/ack-without-the-syn');
    expect(play.view.hints.offered).toBe(true);
  });
});

describe('taking back', () => {
  it('gives the world as it was before the move, waiting included, and again as it was after it', () => {
    const play = game();
    const states = [play.session];
    for (const line of [SYN, 'skip', 'silent', 'wait 500ms', 'wait', '. seq SEG.ACK ack SEG.SEQ', 'wait 2s']) states.push(play.all(line).session);
    const worlds = states.map(({ world }) => world);
    const moves = [worlds[0], worlds[1], worlds[3], worlds[4], worlds[5], worlds[6], worlds[7]];
    for (const world of moves.slice(0, -1).toReversed()) expect(play.all('undo').session.world).toEqual(world);
    expect(play.view.canUndo).toBe(false);
    for (const world of moves.slice(1)) expect(play.all('redo').session.world).toEqual(world);
    expect(play.view.canRedo).toBe(false);
  });

  it('ends with another move: what was taken back is gone', () => {
    const play = game(SYN, 'skip', 'silent', 'undo', 'R seq SEG.ACK');
    expect(play.view.canRedo).toBe(false);
    expect(play.session.judged.map(({ verdict }) => verdict.name)).toEqual(['connect/sends-syn', 'syn-sent/reset-of-a-good-syn-ack']);
  });

  it('opens a level again that was lost', () => {
    const play = game(SYN, 'skip', 'F. seq SEG.ACK ack SEG.SEQ+1', 'undo');
    expect(play.view).toMatchObject({ phase: 'awaiting-move', loss: null });
    expect(play.say(ACK)).toBe('as-linux syn-sent/established');
  });

  it('does nothing where there is nothing', () => {
    const play = game();
    const before = play.session;
    expect(play.all('undo', 'redo').session).toBe(before);
  });
});

describe('a run', () => {
  const lines = [SYN, 'predict b 2', 'hint', 'silent', 'wait 1500ms', '. seq SEG.ACK ack SEG.SEQ', 'undo', ACK];

  it('is a list of moves from which everything follows again', () => {
    const { session } = game(...lines);
    const run = toRun(session);
    expect(JSON.parse(JSON.stringify(run))).toEqual(run);
    const again = fromRun(run, session.drawn);
    expect({ ...again, options: {}, undone: [] }).toEqual({ ...session, undone: [] });
    expect(JSON.stringify(toRun(again))).toBe(JSON.stringify(run));
  });

  it('has another outcome with another number', () => {
    const { session } = game(...lines);
    const changed = session.moves.map((entry, i) => (i === session.moves.length - 1 ? { ...entry, move: { do: 'silent' as const } } : entry));
    expect(replay(session.drawn, {}, changed).phase).not.toBe('won');
  });

  it('plays the same with the same seed, and with other numbers under another one', () => {
    const [a, b, c] = ['1', '1', '2'].map((seed) => new Conversation(firstSyn, {}, seed).all(SYN).session.world);
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });
});

describe('the view', () => {
  it('offers the right segment among wrong ones in a novice\'s menu, and no menu to an expert', () => {
    const { session, view } = game(SYN, 'skip');
    const outcomes = view.choices.map(({ move }) => play(session, move).verdict!.outcome);
    expect(outcomes.length).toBeGreaterThan(3);
    expect(outcomes.filter((outcome) => outcome !== 'wrong')).toEqual(['as-linux']);
    expect(new Conversation(firstSyn, { expert: true }).view.choices).toEqual([]);
  });

  it('hides the number that the level asks for', () => {
    const { world } = game(SYN, 'skip').view;
    const fields = world.sockets.flatMap((socket) => socket.fields);
    expect(fields.filter(({ name }) => name === 'RCV.NXT').every(({ value, hidden }) => hidden && value === '????')).toBe(true);
  });
});
