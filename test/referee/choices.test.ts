import { expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { parseCourse } from '../../source/level/parse-course.ts';
import { play } from '../../source/referee/play.ts';
import { startSession } from '../../source/referee/session.ts';
import { sessionView } from '../../source/referee/view.ts';
import { has, RST, SYN } from '../../source/tcp/flags.ts';
import { printPacketdrill } from '../../source/tcp/notation/print-packetdrill.ts';
import { shippedFiles } from '../level/level-files.ts';
import { asLinux, isOver, pastPredictions } from '../levels/model-way.ts';

const { levels } = parseCourse(shippedFiles()).course;

/** F1.13: a SYN's window is never scaled. After a handshake with window scaling any other is, by 10 bits: 64,240 is 63 of 1024. A RST has one only where close() sends it. */
function isLinuxWindow(flags: number, win: number, ofACall: boolean): boolean {
  if (has(flags, RST)) return win === 0 || (ofACall && win <= 64);
  return has(flags, SYN) ? win === 64_240 || win === 65_160 : win <= 64;
}

// The links of what-a-syn-says make other windows than the usual ones, and one that is shifted already is a wrong idea on offer there.
test.each(levels.filter(({ id, role, mode }) => role === 'kernel' && mode === 'turns' && id !== 'what-a-syn-says').map((level) => [level.id, level] as const))('%s: every segment of the menus has the window that Linux would give it', (id, level) => {
  const odd: string[] = [];
  for (const seed of ['1', '2', '3']) {
    let session = pastPredictions(startSession(drawLevel(level, seed)));
    for (let step = 0; step < 40 && !isOver(session); step++) {
      const { pending } = session.world;
      // Nothing is agreed on before a SYN came, where no connection is, or with a client that does not scale.
      const unscaled = pending?.cause.kind === 'call' || ['CLOSED', 'SYN-SENT', 'LISTEN', 'SYN-RECEIVED'].includes(pending?.expected.to ?? '') || ['the-listener', 'what-cookies-cost'].includes(id);
      for (const { label } of sessionView(session).choices) {
        if (label.kind !== 'segment') continue;
        const { flags, win } = label.segment;
        if (!isLinuxWindow(flags, win, pending?.cause.kind === 'call') && !(unscaled && win > 64_000)) odd.push(`seed ${seed}, step ${step}: ${printPacketdrill(label.segment)}`);
      }
      session = pastPredictions(play(session, asLinux(session)).session);
    }
  }
  expect(odd).toEqual([]);
});
