import { describe, expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { play } from '../../source/referee/play.ts';
import { fromRun, toRun, undo } from '../../source/referee/replay.ts';
import { startSession, type Session } from '../../source/referee/session.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { builtCourse } from '../terminal/course-files.ts';

const level = builtCourse().levels.find(({ id }) => id === 'first-syn')!;
const drawn = drawLevel(level, 'class');
const begin = (): Session => startSession(drawn, { graded: { hints: 2, predict: 'required' } });

function say(session: Session, text: string) {
  const read = parseMoveLine(text);
  if (!read.ok) throw new Error(text);
  return play(session, read.value);
}

describe('a level that is played for a class', () => {
  test('gives as many hints as the class allows, and no more', () => {
    let session = say(say(begin(), 'hint').session, 'hint').session;
    const refused = say(session, 'hint');
    expect(refused.verdict).toMatchObject({ name: 'refused/class-hints', why: { params: { n: 2 } } });
    expect(refused.session).toBe(session);
    session = undo(say(session, 'S seq 7').session);
    expect(say(session, 'hint').verdict?.name).toBe('refused/class-hints');
  });

  test('wants its question answered before anything else, wrong or right', () => {
    const { session } = say(begin(), 'S seq 7');
    expect(session.phase).toBe('predicting');
    for (const line of ['skip', 'silent', '. seq 8 ack 1']) expect(say(session, line), line).toMatchObject({ session, verdict: { name: 'refused/class-predict' } });
    expect(say(session, 'predict b').session.phase).toBe('awaiting-move');
  });

  test('is judged without these rules when its run is played again', () => {
    const { session } = say(say(begin(), 'S seq 7').session, 'predict a');
    expect(fromRun(toRun(session), drawn).predictions).toEqual(session.predictions);
  });
});
