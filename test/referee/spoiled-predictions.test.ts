import { describe, expect, it } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { debriefOf } from '../../source/referee/debrief.ts';
import { play } from '../../source/referee/play.ts';
import { startSession, type Session } from '../../source/referee/session.ts';
import type { Move } from '../../source/world/move.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { sessionView } from '../../source/referee/view.ts';
import { levelAt } from '../levels/play-level.ts';

const level = levelAt('03-closing/05-fin-before-data');

function say(session: Session, ...lines: readonly (string | Move)[]): Session {
  return lines.reduce<Session>((now, line) => {
    const { scope, template } = sessionView(now).decision ?? { scope: {}, template: {} };
    const read = typeof line === 'string' ? parseMoveLine(line, { scope, template }) : { ok: true as const, value: line };
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    return play(now, read.value).session;
  }, session);
}

describe('a prediction about what Linux does', () => {
  it('is not settled by what the player did instead', () => {
    const session = say(startSession(drawLevel(level, '3')), 'wait 3s', { do: 'predict', answer: 'a', confidence: 3 }, 'queue out-of-order', 'state FIN-WAIT-2', 'R seq SEG.ACK');
    expect(session.judged.at(-1)?.verdict.outcome).toBe('wrong');
    expect(session.predictions.map(({ truth, spoiled }) => ({ truth, spoiled }))).toEqual([{ truth: null, spoiled: true }]);
    expect(debriefOf(session).predictions[0]).toMatchObject({ truth: null, right: false });
  });

  it('is settled by what Linux does when every move is as Linux moves', () => {
    const drawn = drawLevel(level, '3');
    const session = say(startSession(drawn), ...drawn.solution);
    expect(session.predictions.every(({ truth }) => truth !== null)).toBe(true);
  });
});
