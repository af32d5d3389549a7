import type { BotPlays, BotResult } from '../level/bots.ts';
import { drawLevel } from '../level/draw.ts';
import type { DrawnLevel, Level } from '../level/level.ts';
import { createRandom, mix, nextInt, nextUnit, seedFrom, type Random } from '../random.ts';
import { openSlots, type Decision } from '../world/decision.ts';
import { parseMoveLine } from '../world/move-notation/parse-move.ts';
import type { Move } from '../world/move.ts';
import { toldBy } from '../world/told.ts';
import { passTo, play } from './play.ts';
import { isOver, startSession, type Session } from './session.ts';
import { sessionView } from './view.ts';

/** How often each kind of bot does what is right, in percent. */
export const STRENGTHS = [50, 80, 95] as const;

const MOST_STEPS = 80;
const LIVE_STEP = 1000;

/** So many plays by bots of each strength, each with a variant of its own. The same every time. */
export function botPlays(level: Level, plays: number): BotPlays {
  return { format: 'ackademy-bots', version: 1, levelVersion: level.version, bots: STRENGTHS.map((right) => resultOf(level, right, plays)) };
}

function resultOf(level: Level, right: number, plays: number): BotResult {
  const won: Record<string, number> = {};
  for (let index = 1; index <= plays; index++) {
    const session = botGame(drawLevel(level, `bot ${index}`), right / 100, createRandom(mix(seedFrom(level.id), right, index)));
    if (session.phase === 'won') won[session.movesMade] = (won[session.movesMade] ?? 0) + 1;
  }
  return { right, plays, won };
}

/** One game: the right move with this chance, else anything on offer, or nothing. */
function botGame(drawn: DrawnLevel, chance: number, random: Random): Session {
  const script = drawn.solution.filter((line) => drawn.level.role !== 'kernel' || /\b(?:sysctl|call|wait)\b/.test(line));
  let session = startSession(drawn);
  let line = 0;
  for (let step = 0; step < MOST_STEPS && !isOver(session); step++) {
    if (session.phase === 'predicting') session = play(session, { do: 'skip' }).session;
    else if (nextUnit(random) >= chance) session = pass(session, anything(random, session));
    else if (session.world.pending) session = pass(session, asLinux(session.world.pending));
    else session = pass(session, read(script[line++]));
  }
  return toTheEnd(session);
}

function toTheEnd(session: Session): Session {
  let now = session;
  for (let waits = 0; waits < 500 && !isOver(now); waits++) now = now.phase === 'predicting' ? play(now, { do: 'skip' }).session : pass(now, WAIT);
  return now;
}

const WAIT: Move = { do: 'wait', ms: null };

function pass(session: Session, move: Move): Session {
  if (move.do === 'wait' && session.drawn.level.mode === 'live') return passTo(session, session.world.now + (move.ms ?? LIVE_STEP));
  return play(session, move).session;
}

function anything(random: Random, session: Session): Move {
  const moves = [WAIT, ...sessionView(session).choices.map(({ move }) => move)];
  return moves[nextInt(random, 0, moves.length - 1)]!;
}

function read(line: string | undefined): Move {
  const move = line === undefined ? null : parseMoveLine(line, { scope: {} });
  return move?.ok ? move.value : WAIT;
}

/** What Linux does where it is asked. */
function asLinux(decision: Decision): Move {
  const { expected: { sent, to, queue, timer, result }, host } = decision;
  switch (openSlots(decision)[0]) {
    case 'state':
      return { do: 'state', state: to, host };
    case 'queue':
      return { do: 'queue', queue, host };
    case 'timer':
      return { do: 'timer', ms: timer === 'off' ? null : timer, host };
    case 'returns':
      return { do: 'returns', result: result ? toldBy(result) : 'blocks', host };
    default:
      return sent[0] ? { do: 'send', segment: sent[0], host } : { do: 'silent', host };
  }
}
