import { render } from 'ink';
import type { Instance, RenderOptions } from 'ink';
import { createElement } from 'react';
import type { ReactElement } from 'react';
import { App } from '../../app.tsx';
import type { AppProps } from '../../app.tsx';
import { languageOf, themeSettings } from '../../app/preferences.ts';
import { Watch } from '../../app/watch.tsx';
import { drawLevel } from '../../level/draw.ts';
import type { Level } from '../../level/level.ts';
import { message } from '../../message/say.ts';
import { modelSteps } from '../../referee/model-steps.ts';
import { copySequence } from '../../screens/play/clipboard.ts';
import { foldersFor } from '../../storage/folders.ts';
import { classKeeper } from '../../storage/class-keeper.ts';
import { createKeeper, packKeeper } from '../../storage/keeper.ts';
import { openPlayerFiles } from '../../storage/player-files.ts';
import type { ExitCode, Invocation } from '../command.ts';
import type { Pack } from './enter-game.ts';
import { languageFor } from '../language-choice.ts';
import { languageOfEnvironment } from '../options.ts';
import { probeAmbiguousWidth } from '../terminal/probe-width.ts';
import type { OpenedQuiz } from '../quiz/open-quiz.ts';
import { newSeed } from './new-seed.ts';
import { wallClock } from '../wall-clock.ts';
import { WATCHED_SEED } from '../watch/watched-seed.ts';
import { readCourse } from '../course/read-course.ts';
import { withSandbox } from './sandbox.ts';
import { print } from '../shell.ts';
import type { Shell } from '../shell.ts';

/** Twice the rate at which anything on the screen changes by itself, or Ink paints every other change only. */
const MAX_FPS = 60;
const PROBE_MS = 100;
const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
type SignalName = (typeof SIGNALS)[number];
const CRASHES = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * The game in a terminal: from the first level on a first run, else from the map; with a level's id as its word, from
 * that level. Whatever ends it, the terminal is given back as it was. `beforeDrawing` is called once, before the first
 * frame or the fault that prevents it.
 */
export async function game(invocation: Invocation, beforeDrawing: () => void, { pack, quizOnly }: { readonly pack: Pack | null; readonly quizOnly: boolean }): Promise<ExitCode> {
  let props: AppProps;
  try {
    props = appProps(invocation, await drawsWideFrames(invocation), pack);
    if (quizOnly) props = await withSitting(props, invocation);
  } finally {
    beforeDrawing();
  }
  const ended = await onScreen(createElement(App, props), invocation);
  if (ended === 0) print(invocation.shell, message(languageFor(invocation), quizOnly ? 'quiz.farewell' : 'app.farewell'));
  return ended;
}

/** The model solution of a level in a terminal, a step with each key. 0 when it wins, as every solution must. */
export async function watchOnScreen(invocation: Invocation, level: Level, pack: Pack | null): Promise<ExitCode> {
  const { preferences, keeper, seed, kernel, copy, suspend } = appProps(invocation, await drawsWideFrames(invocation), pack);
  const settings = keeper.settings();
  const drawn = drawLevel(level, seed ?? WATCHED_SEED);
  const options = kernel === null ? {} : { kernel };
  const ended = await onScreen(createElement(Watch, { drawn, options, spoils: keeper.level(level.id).stars === 0, lang: languageOf(preferences, settings, null), theme: themeSettings(preferences, settings), copy, suspend }), invocation);
  return modelSteps(drawn, options).at(-1)?.session.phase === 'won' ? ended : 1;
}

/** Draws until it is over, and gives the terminal back. */
async function onScreen(element: ReactElement, invocation: Invocation): Promise<ExitCode> {
  const { shell } = invocation;
  // Before the first frame: a key that comes while it is drawn must not be echoed into it.
  (shell.stdin as Partial<NodeJS.ReadStream>).setRawMode?.(true);
  const instance = render(element, {
    ...inkStreams(shell),
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: MAX_FPS,
  });
  return untilOver(instance);
}

/** Ink wants Node's own stream types; a shell's streams are these, or a test's. */
function inkStreams(shell: Shell): Pick<RenderOptions, 'stdin' | 'stdout' | 'stderr'> {
  return { stdin: shell.stdin, stdout: shell.stdout, stderr: shell.stderr };
}

function appProps(invocation: Invocation, hasWideFrames: boolean, pack: Pack | null): AppProps {
  const { words, options, shell } = invocation;
  const folders = foldersFor(shell.env, process.platform);
  const files = openPlayerFiles(folders, { save: options.save });
  const course = pack === null ? withSandbox(readCourse()) : pack.course;
  const own = pack === null ? createKeeper(files, wallClock(shell)) : packKeeper(createKeeper(files, wallClock(shell)), pack.name);
  const graded = pack?.graded ?? null;
  const keeper = graded === null ? own : classKeeper(own, graded.runs, (level) => graded.standing?.(own, level) ?? []);
  return {
    course,
    keeper,
    preferences: {
      lang: options.lang,
      usualLang: languageOfEnvironment(shell.env),
      theme: options.theme,
      ascii: options.ascii,
      color: !options.noColor,
      reduceMotion: options.reduceMotion,
      hasWideFrames,
    },
    notices: [...(graded?.told ?? []), ...files.notices],
    level: words[0] ?? null,
    seed: graded?.seed ?? options.seed,
    kernel: graded === null ? options.kernel : null,
    graded: graded?.rules ?? null,
    expert: options.expert,
    newSeed,
    // The levels of a pack are not what the quiz asks about.
    quiz: pack === null ? async () => (await openedQuiz(invocation, keeper)).world : null,
    sitting: null,
    // Loaded when it is asked for: it plays runs again, and the first frame needs none of that.
    reference: async () => (await import('../reference/read-reference.ts')).readReference(course, keeper, folders.data, pack !== null),
    copy: (text) => void shell.stdout.write(copySequence(text)),
    // The whole group, as the terminal itself does: a wrapper such as npm must stop too, or the shell does not come back.
    suspend: process.platform === 'win32' ? null : () => void process.kill(0, 'SIGTSTP'),
  };
}

/** Opened anew each time: the answers may have grown, or levels been solved. Loaded when it is asked for: the first frame needs none of it. */
async function openedQuiz(invocation: Invocation, keeper: AppProps['keeper']): Promise<OpenedQuiz> {
  return (await import('../quiz/open-quiz.ts')).openQuiz(invocation, keeper.progress());
}

async function withSitting(props: AppProps, invocation: Invocation): Promise<AppProps> {
  return { ...props, sitting: (await openedQuiz(invocation, props.keeper)).world };
}

/** Asks only where the answer may be yes: terminals of East Asian locales. Elsewhere it would delay the first frame. */
async function drawsWideFrames({ options, shell }: Invocation): Promise<boolean> {
  const { env } = shell;
  const isEastAsian = /^(?:zh|ja|ko)/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');
  return isEastAsian && !options.ascii && (await probeAmbiguousWidth(shell, PROBE_MS)) === 'wide';
}

/** Waits for the end; a signal or a crash unmounts first, so that what is printed then is on the normal screen. */
async function untilOver(instance: Instance): Promise<ExitCode> {
  let ended: Ending = null as Ending;
  const handlers = SIGNALS.map((name) => [name, () => {
    ended = { by: 'signal', name };
    instance.unmount();
  }] as const);
  const crash = (error: unknown) => {
    ended = { by: 'crash', error };
    instance.unmount();
  };
  for (const [name, handler] of handlers) process.once(name, handler);
  for (const name of CRASHES) process.once(name, crash);
  try {
    await instance.waitUntilExit();
  } finally {
    for (const [name, handler] of handlers) process.off(name, handler);
    for (const name of CRASHES) process.off(name, crash);
  }
  return afterwards(ended);
}

type Ending = { readonly by: 'signal'; readonly name: SignalName } | { readonly by: 'crash'; readonly error: unknown } | null;

/** A signal ends the process as it would have done without us, so that the shell knows. */
function afterwards(ended: Ending): ExitCode {
  if (ended?.by === 'crash') throw ended.error;
  if (ended?.by === 'signal') {
    // With a listener left, Node would catch this one, too.
    process.removeAllListeners(ended.name);
    process.kill(process.pid, ended.name);
    return 1;
  }
  return 0;
}
