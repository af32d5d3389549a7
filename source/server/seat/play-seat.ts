import { render } from 'ink';
import { createElement } from 'react';
import { App, type AppProps } from '../../app.tsx';
import { copySequence } from '../../screens/play/clipboard.ts';
import type { Lesson } from './lesson.ts';
import { openSeatKeeper } from './seat-keeper.ts';
import type { Arrival, Leaving, Seat, SeatEvents } from './seat.ts';
import { openTerminal } from './terminal-streams.ts';

/** Half of what a terminal of one's own gets: many draw in one process. */
const MAX_FPS = 30;
/** A flood is read, and not watched for its movement; a process draws it for a dozen players. */
const LIVE_TICKS = 4;

/** The game of one player at a terminal elsewhere, from where the player was. */
export async function playSeat(lesson: Lesson, { handle, seed, size, lang }: Arrival, events: SeatEvents): Promise<Seat> {
  const { store, pack, course } = lesson;
  let isOver = false;
  let leaving: Leaving = 'left';
  const leave = (why: Leaving): void => {
    if (isOver) return;
    isOver = true;
    leaving = why;
    instance.unmount();
    // Who does not read does not read the end either.
    if (why === 'slow') finish();
  };
  let isFinished = false;
  const finish = (): void => {
    if (isFinished) return;
    isFinished = true;
    terminal.destroy();
    events.empty(leaving);
  };
  const levels = course.levels.map((level) => ({ head: lesson.headOf(level.id, { handle, seed }), isLive: level.mode === 'live' }));
  const kept = openSeatKeeper({ store, handle, kept: await store.sitDown(handle), levels, standing: lesson.standing, onLost: (why) => leave(why) });
  const terminal = openTerminal({ size, send: (text, done) => (isFinished ? undefined : events.output(text, done)), settled: kept.settled, onSlow: () => leave('slow') });
  const { keeper } = kept;
  const props: AppProps = {
    course,
    keeper,
    preferences: { lang: null, usualLang: lang, theme: null, ascii: false, color: true, reduceMotion: false, hasWideFrames: false },
    notices: [],
    level: kept.place,
    seed,
    newSeed: () => seed,
    kernel: null,
    expert: false,
    graded: pack.rules,
    quiz: null,
    sitting: null,
    reference: () => lesson.reference(keeper),
    copy: (text) => void terminal.stdout.write(copySequence(text)),
    suspend: null,
    liveTicks: LIVE_TICKS,
  };
  const instance = render(createElement(App, props), {
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    stderr: terminal.stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: MAX_FPS,
  });
  void untilOver();
  async function untilOver(): Promise<void> {
    try {
      await instance.waitUntilExit();
    } catch {
      if (leaving === 'left') leaving = 'failed';
    }
    finish();
  }
  return {
    input(bytes, done) {
      if (!isOver) terminal.input(bytes);
      setImmediate(done);
    },
    resize: (next) => (isOver ? undefined : terminal.resize(next)),
    leave: () => leave('left'),
  };
}
