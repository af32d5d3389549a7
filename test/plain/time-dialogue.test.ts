import { describe, expect, it } from 'vitest';
import { referee } from '../../source/commands/play/referee.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { answerLine, isSolved, openDialogue, runIn, type Dialogue } from '../../source/plain/dialogue.ts';
import { startSession, type Session } from '../../source/referee/session.ts';
import { builtCourse } from '../terminal/course-files.ts';

function open(id = 'first-syn', lang: 'en' | 'zh-Hans' = 'en'): Dialogue<Session> {
  const level = builtCourse().levels.find((one) => one.id === id)!;
  const drawn = drawLevel(level, '7');
  return openDialogue(referee, startSession(drawn), { lang, texts: level.texts, numbers: drawn.numbers }).dialogue;
}

/** Says the lines one after another; what is heard is the answer to the last. */
function saying(dialogue: Dialogue<Session>, ...lines: readonly string[]): { readonly dialogue: Dialogue<Session>; readonly heard: readonly string[] } {
  return lines.reduce<{ dialogue: Dialogue<Session>; heard: readonly string[] }>((before, line) => {
    const answered = answerLine(before.dialogue, line);
    return { dialogue: answered.dialogue, heard: answered.lines };
  }, { dialogue, heard: [] });
}

const sent = (session: Session): readonly (number | undefined)[] => session.moves.flatMap(({ move }) => (move.do === 'send' ? [move.segment.seq] : []));

describe('the steps of a run, line by line', () => {
  it('are gone back and forward through, each with what happened and how everything stood', () => {
    const played = saying(open(), 'S seq 5000', 'skip').dialogue;
    const back = saying(played, 'back');
    expect(back.heard[0]).toMatch(/^step 3 of 4: time 0\.020: #1 arrives at server; server sends #2: SYN-ACK/);
    expect(back.heard).toContain('host client: 10.0.0.5:43898, SYN-SENT.');
    expect(back.heard.at(-2)).toBe('A branch would begin at step 1: in between nobody is asked.');
    expect(saying(back.dialogue, 'forward').heard[0]).toMatch(/^step 4 of 4: time 0\.040: #2 arrives at client; client: you are asked\.$/);
    expect(saying(back.dialogue, 'forward', 'forward').heard[0]).toBe('This is the last step: the level as it stands now.');
    expect(saying(back.dialogue, 'at 1').heard[0]).toMatch(/^step 1 of 4/);
    expect(saying(back.dialogue, 'at 0', 'back').heard[0]).toBe('This is step 0, the beginning.');
    expect(back.dialogue.session).toBe(played.session);
  });

  it('that do not exist are refused with those that do', () => {
    const played = saying(open(), 'S seq 5000', 'skip').dialogue;
    expect(saying(played, 'at 9').heard[0]).toBe('error: Expected the number of a step from 0 to 4, for example: at 4. Got "9".');
    expect(saying(played, 'at once').heard[0]).toBe('error: Expected the number of a step, for example: at 3. Got "once".');
    expect(saying(played, 'back 2').heard[0]).toContain('Expected "back" alone');
  });

  it('begin at the present again after a move', () => {
    const played = saying(open(), 'S seq 5000', 'skip', 'at 0', '. ack RCV.NXT', 'back');
    expect(played.heard[0]).toMatch(/^step 5 of 6: /);
  });

  it('are spoken of in Chinese, too, and understood', () => {
    const played = saying(open('first-syn', 'zh-Hans'), 'S seq 5000', '跳过', '后退');
    expect(played.heard[0]).toMatch(/^时刻 3 \/ 4: 时间 0\.020: 服务器: 收到 #1; /);
  });

  it('of a level with tools alone show what those would have printed', () => {
    const played = saying(open('black-friday'), 'wait 2s', 'back');
    expect(played.heard).toContain('# ss -ltn');
    expect(played.heard.join('\n')).not.toContain('SYN queue');
  });
});

describe('a branch, line by line', () => {
  const branched = () => saying(open(), 'S seq 5000', 'skip', 'at 1', 'branch');

  it('is begun at the step that is looked at, and what is done in it leaves the run as it is', () => {
    const { dialogue, heard } = branched();
    expect(heard[0]).toBe('branch 1: begun at time 0.000. The run stays as it is. branch 0 goes back to it, compare shows both, take makes this branch the run.');
    const other = saying(dialogue, 'S seq 99').dialogue;
    expect(sent(other.session)).toEqual([99]);
    expect(sent(runIn(other))).toEqual([5000]);
    expect(sent(saying(other, 'branch 0').dialogue.session)).toEqual([5000]);
    expect(saying(other, 'branches').heard.slice(0, 2)).toEqual(['the run: 5 steps, moves 1, time 0.040.', 'branch 1, from 0.000 s: 5 steps, moves 1, time 0.040. Played now.']);
  });

  it('is compared with the run from the first difference on', () => {
    const { heard } = saying(branched().dialogue, 'S seq 99', 'compare');
    expect(heard[0]).toBe('First difference at step 2, time 0.000.');
    expect(heard.filter((line) => line.startsWith('branch 1'))).toHaveLength(3);
    expect(heard.find((line) => line.startsWith('the run: step 2'))).toContain('S seq 5000');
  });

  it('that reaches the goal does not solve the level until it is taken', () => {
    const won = saying(branched().dialogue, 'S seq 99', '. ack RCV.NXT').dialogue;
    expect(referee.view(won.session).phase).toBe('won');
    expect(isSolved(won)).toBe(false);
    const taken = saying(won, 'take');
    expect(taken.heard[0]).toBe('branch 1 is the run now. What was the run is kept as branch 1.');
    expect(isSolved(taken.dialogue)).toBe(true);
    expect(sent(saying(taken.dialogue, 'branch 1').dialogue.session)).toEqual([5000]);
  });

  it('is refused where there is none, and where nothing can be played on', () => {
    const played = saying(open(), 'S seq 5000', 'skip', '. ack RCV.NXT').dialogue;
    expect(saying(played, 'branch').heard[0]).toBe('error: The level is over at this step, so nothing can be played on. back goes to a step before.');
    expect(saying(played, 'branch 3').heard[0]).toBe('error: Expected the number of a branch, one of 0, where 0 is the run. Got "3".');
    expect(saying(played, 'compare').heard[0]).toContain('There is nothing to compare yet.');
    expect(saying(played, 'take').heard[0]).toContain('Expected a branch to be played.');
  });
});
