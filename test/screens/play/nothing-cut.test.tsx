import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../../source/components/words.ts';
import { LANGUAGES, type Lang } from '../../../source/language.ts';
import { drawLevel } from '../../../source/level/draw.ts';
import type { Level, ScriptedMove } from '../../../source/level/level.ts';
import { play } from '../../../source/referee/play.ts';
import { startSession, type Session } from '../../../source/referee/session.ts';
import { sessionView } from '../../../source/referee/view.ts';
import { PlayFrame } from '../../../source/screens/play/play-frame.tsx';
import { openingState } from '../../../source/screens/play/play-state.ts';
import { synced } from '../../../source/screens/play/synced.ts';
import { createTheme, ThemeProvider } from '../../../source/theme.tsx';
import { parseMoveLine } from '../../../source/world/move-notation/parse-move.ts';
import { builtCourse } from '../../terminal/course-files.ts';

const SIZES = [[80, 24], [120, 40]] as const;
const SEED = '7';
const theme = createTheme({ name: 'terminal', color: false, ascii: false, reduceMotion: true });

function frame(level: Level, session: Session, lang: Lang, [columns, rows]: (typeof SIZES)[number]): string[] {
  const view = sessionView(session);
  const model = { view, state: synced(openingState(view), view), words: wordsFor(lang, level.texts, session.drawn.numbers), theme, now: view.world.now };
  const picture = (
    <ThemeProvider theme={theme}>
      <PlayFrame model={model} title={level.title[lang]} size={{ columns, rows }} clock={level.mode === 'live' ? { paused: true, speed: 1 } : null} />
    </ThemeProvider>
  );
  return renderToString(picture, { columns }).replace(/\u001b\[[\d;]*m/g, '').split('\n');
}

/** What a player sees who makes these moves, predictions with it; each state once. */
function* states(level: Level): Generator<{ readonly name: string; readonly session: Session }> {
  const drawn = drawLevel(level, SEED);
  const seen = new Set<string>();
  const plays: readonly (readonly [string, readonly ScriptedMove[]])[] = [['solution', drawn.solution], ...drawn.level.mistakes.map(({ id, moves }) => [`mistake ${id}`, moves] as const), ['idle', ['wait', 'wait']]];
  for (const [name, lines] of plays) {
    let session = startSession(drawn);
    const shown = function* (): Generator<{ readonly name: string; readonly session: Session }> {
      const key = JSON.stringify(session.moves);
      if (!seen.has(key)) yield { name: `${name}, after ${session.moves.length} moves`, session };
      seen.add(key);
    };
    yield* shown();
    for (const line of lines) {
      while (session.phase === 'predicting') {
        session = play(session, { do: 'skip' }).session;
        yield* shown();
      }
      const read = parseMoveLine(line, { scope: sessionView(session).decision?.scope ?? {} });
      if (!read.ok) throw new Error(`${level.id}: ${line}`);
      session = play(session, read.value).session;
      yield* shown();
    }
  }
}

/** Parts of a row, panel by panel, that are cut. What is cut on a ladder of several hosts is whole in the panel that Enter opens on it. */
function cutIn(line: string): string[] {
  return line.split(/[│║]/).filter((part) => /[~…]/.test(part) && !/^ ?\d+\.\d{3} /.test(part) && !/^ {4,}\|/.test(part));
}

describe('no sentence of a level is cut off, whatever the player does:', () => {
  it.each(builtCourse().levels.map((level) => [level.id, level] as const))('%s', (_id, level) => {
    const cut: string[] = [];
    for (const { name, session } of states(level)) {
      for (const lang of LANGUAGES) {
        for (const size of SIZES) {
          for (const line of frame(level, session, lang, size)) cut.push(...cutIn(line).map((part) => `${name}, ${lang}, ${size[0]} columns: ${part}`));
        }
      }
    }
    expect(cut).toEqual([]);
  }, 60_000);
});
