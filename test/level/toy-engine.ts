import type { DrawnLevel } from '../../source/level/level.ts';
import { holds } from '../../source/level/holds.ts';
import type { CheckedVerdict, CheckedView, SessionEngine } from '../../source/level/session-engine.ts';
import type { WorldFacts } from '../../source/level/world-facts.ts';
import { ACK, RST, SYN } from '../../source/tcp/flags.ts';
import type { Move } from '../../source/world/move.ts';
import { fakeFacts } from './fake-facts.ts';

/**
 * A game small enough to see through: a SYN-ACK with number 100 waits for its ACK. `steps` right answers are needed;
 * a RST ends it. It stands in for the referee, so that the checks themselves can be tested.
 */
export interface Toy {
  readonly drawn: DrawnLevel;
  readonly now: number;
  readonly moves: number;
  readonly answered: number;
  readonly isReset: boolean;
  readonly asked: readonly string[];
}

export interface ToyRules {
  readonly steps: number;
  readonly horizon: number;
  /** A cheat that the menu offers: `silent` wins at once. */
  readonly silenceWins?: boolean;
  readonly winsItself?: boolean;
  readonly endless?: boolean;
}

const IRS = 100;

export function toyEngine(rules: ToyRules): SessionEngine<Toy> & { plays: number } {
  const facts = (toy: Toy): WorldFacts => fakeFacts({
    now: toy.now,
    states: (host) => (host === 'client' && toy.answered >= rules.steps ? [{ state: 'ESTABLISHED', port: 1, peerPort: 80 }] : []),
    decisions: (_host, name) => (name === 'segment/rst-exact' && toy.isReset ? 1 : 0),
    pending: () => [{ host: 'client', flags: SYN | ACK, call: null, timer: false, port: 80, peerPort: 40_000 }],
  });
  const phase = (toy: Toy): CheckedView['phase'] => {
    const { level } = toy.drawn;
    if (level.goals.every((goal) => holds(goal.holds, facts(toy))) || (rules.winsItself === true && toy.now > 0)) return 'won';
    if (toy.isReset || (toy.now >= rules.horizon && rules.endless !== true)) return 'lost';
    return open(toy) === undefined ? 'awaiting-move' : 'predicting';
  };
  const open = (toy: Toy) => toy.drawn.level.predictions.find(({ id, before }) => !toy.asked.includes(id) && (before === null || holds(before, facts(toy))));
  const judge = (toy: Toy, move: Move): { readonly session: Toy; readonly verdict: CheckedVerdict | null } => {
    const made = { ...toy, moves: toy.moves + 1 };
    if (move.do === 'silent') return { session: rules.silenceWins ? { ...made, answered: rules.steps } : made, verdict: { name: 'syn-sent/syn-ack-unanswered', outcome: 'wrong' } };
    if (move.do !== 'send') return { session: toy, verdict: { name: 'move/refused', outcome: 'refused' } };
    if (move.segment.flags === RST) return { session: { ...made, isReset: true }, verdict: { name: 'syn-sent/reset-of-a-good-syn-ack', outcome: 'wrong' } };
    if (move.segment.ack === IRS) return { session: made, verdict: { name: 'syn-sent/ack-without-the-syn', outcome: 'wrong', misconception: 'M01' } };
    return { session: { ...made, answered: toy.answered + 1 }, verdict: { name: 'syn-sent/established', outcome: 'as-linux' } };
  };
  const engine: SessionEngine<Toy> & { plays: number } = {
    plays: 0,
    startSession: (drawn) => ({ drawn, now: 0, moves: 0, answered: 0, isReset: false, asked: [] }),
    play(toy, move) {
      engine.plays++;
      if (move.do === 'wait') return { session: { ...toy, now: toy.now + (move.ms ?? 1000) }, verdict: null };
      if (move.do === 'skip') return { session: { ...toy, asked: [...toy.asked, open(toy)?.id ?? ''] }, verdict: null };
      return judge(toy, move);
    },
    advanceLive: (toy, toMs) => ({ ...toy, now: toMs }),
    facts,
    sessionView: (toy) => ({
      mode: toy.drawn.level.mode,
      phase: phase(toy),
      movesMade: toy.moves,
      world: { now: toy.now, horizon: rules.horizon, sockets: [toy.answered, toy.isReset], queues: [], timers: [], sysctls: [] },
      decision: { host: 'client', next: 'answer', scope: { 'SEG.SEQ': IRS } },
      choices: [
        { move: { do: 'send', segment: { flags: ACK, ack: IRS + 1 } } },
        { move: { do: 'send', segment: { flags: ACK, ack: IRS } } },
        { move: { do: 'send', segment: { flags: RST } } },
        { move: { do: 'silent' } },
      ],
      prediction: open(toy) ?? null,
      loss: phase(toy) === 'lost' ? { rule: toy.isReset ? 'F1.8' : 'horizon' } : null,
    }),
  };
  return engine;
}
