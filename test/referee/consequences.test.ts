import { expect, test } from 'vitest';
import { play } from '../../source/referee/play.ts';
import { startSession } from '../../source/referee/session.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { levelAt } from '../levels/play-level.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { sessionView } from '../../source/referee/view.ts';

/** What the last of these lines led to, in first-syn. */
function consequencesOf(...lines: string[]): readonly unknown[] {
  let session = startSession(drawLevel(levelAt('01-opening/01-first-syn'), '1'));
  for (const line of lines) {
    const read = parseMoveLine(line, { scope: sessionView(session).decision?.scope ?? {} });
    if (!read.ok) throw new Error(line);
    session = play(session, read.value).session;
  }
  return session.judged.at(-1)!.consequences.map(({ id, params }) => [id, params?.['from'] ?? params?.['errno']].filter((part) => part !== undefined).join(' '));
}

test("a RST that Linux would not have sent closes the player's own socket too, and is said to", () => {
  expect(consequencesOf('S seq 5', 'R seq SEG.ACK')).toEqual(expect.arrayContaining(['consequence.own-reset SYN-SENT', 'consequence.failed ECONNREFUSED']));
});

test('a state that the kernel takes itself is only said to change', () => {
  expect(consequencesOf('S seq 5', '. seq SEG.ACK ack SEG.SEQ+1')).toContain('consequence.state SYN-SENT');
});
