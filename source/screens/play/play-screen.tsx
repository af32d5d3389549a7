import { useStdout } from 'ink';
import { useMemo, type ReactNode } from 'react';
import { wordsFor } from '../../components/words.ts';
import { keyParams } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import type { LevelTexts } from '../../message/say.ts';
import type { Phrase } from '../../phrase.ts';
import type { SessionView } from '../../referee/session-view.ts';
import { createTheme, ThemeProvider, type ThemeName } from '../../theme.tsx';
import type { Ms } from '../../time.ts';
import type { Move } from '../../world/move.ts';
import type { Size } from '../size-class.ts';
import { useKeys } from '../bindings.tsx';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { copySequence } from './clipboard.ts';
import type { BranchNote, PanelModel, Watching } from './panel-rows.ts';
import { PlayFrame } from './play-frame.tsx';
import { INITIAL_PLAY_STATE, openingState } from './play-state.ts';
import { PLAY_KEYS } from './play-keys.ts';
import { press } from './press.ts';
import type { Effect, PressContext } from './pressed.ts';
import { synced } from './synced.ts';
import type { ClockState } from './title.ts';

export interface PlayScreenProps {
  readonly view: SessionView;
  readonly title: string;
  readonly levelTexts?: LevelTexts;
  /** The numbers of this variant, which the level's texts name. */
  readonly numbers?: Phrase['params'];
  readonly lang: Lang;
  readonly size: Size;
  readonly ascii?: boolean;
  readonly color?: boolean;
  readonly theme?: ThemeName;
  readonly reduceMotion?: boolean;
  /** Virtual time to draw, while what happened since the last move is shown passing; the view's own time when not given. */
  readonly frameTime?: Ms;
  /** The clock of a live level; null where time runs with the moves. */
  readonly clock?: ClockState | null;
  /** The model solution is shown: keys lead to its steps, and `onRedo` and `onUndo` go there and back. */
  readonly watching?: Watching;
  /** A branch is played, not the run. */
  readonly branch?: BranchNote;
  /** Where leaving leads to; the map when not given. */
  readonly home?: 'quiz';
  /** Where keys go: false while another screen lies above. */
  readonly active?: boolean;
  readonly onMove: (move: Move) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onHint: () => void;
  readonly onLeave: () => void;
  readonly onLanguage: () => void;
  readonly onReport: () => void;
  readonly onRestart: () => void;
  readonly onSettings?: () => void;
  readonly onTime?: (stop: number | null) => void;
  /** The worked example of the level is wanted. */
  readonly onExample?: () => void;
  readonly onClock?: (command: 'run' | 'pause' | 'slower') => void;
  /** Ctrl-C, Ctrl-Z and Ctrl-L: the owner of the terminal acts. */
  readonly onQuit?: () => void;
  readonly onSuspend?: () => void;
  readonly onRedraw?: () => void;
  /** Instead of the terminal's own clipboard sequence. */
  readonly onCopy?: (text: string) => void;
}

/** The play screen: a pure drawing of a session and of what the keys have changed of the screen alone. */
export function PlayScreen(props: PlayScreenProps): ReactNode {
  const { view, lang, size, levelTexts, numbers, ascii = false, color = true, reduceMotion = false } = props;
  const themeName = props.theme ?? 'terminal';
  const theme = useMemo(() => createTheme({ name: themeName, color, ascii, reduceMotion }), [themeName, color, ascii, reduceMotion]);
  const [stored, storedNow, store] = useLatest(props.watching || props.branch ? INITIAL_PLAY_STATE : openingState(view));
  const state = useMemo(() => synced(stored, view), [stored, view]);
  const keys = useKeys(PLAY_KEYS);
  const words = useMemo(() => wordsFor(lang, levelTexts, numbers, keys === PLAY_KEYS ? undefined : keyParams(keys)), [lang, levelTexts, numbers, keys]);
  const { stdout } = useStdout();
  usePresses((one) => {
    // Several keys may come before the next frame: each acts on the state that the one before it left.
    const { state: next, effects } = press(synced(storedNow(), view), one, { view, lang, ...(levelTexts && { levelTexts }), keys, ...(props.watching && { watching: watchingState(props.watching) }) });
    store(next);
    for (const effect of effects) runEffect(effect, props, (text) => stdout.write(text));
  }, props.active ?? true);
  const now = props.frameTime ?? view.world.now;
  const model: PanelModel = { view, state, words, theme, now, keys, ...(props.watching && { watching: props.watching }), ...(props.branch && { branch: props.branch }), ...(props.home && { home: props.home }) };
  return (
    <ThemeProvider theme={theme}>
      <PlayFrame model={model} title={props.title} size={size} clock={props.clock ?? null} active={props.active ?? true} />
    </ThemeProvider>
  );
}

function watchingState({ line, asks, plays }: Watching): NonNullable<PressContext['watching']> {
  return line !== null || asks ? 'under-way' : plays ? 'at-end-plays' : 'at-end';
}

function runEffect(effect: Effect, props: PlayScreenProps, write: (text: string) => void): void {
  switch (effect.kind) {
    case 'move':
      return props.onMove(effect.move);
    case 'undo':
      return props.onUndo();
    case 'redo':
      return props.onRedo();
    case 'hint':
      return props.onHint();
    case 'leave':
      return props.onLeave();
    case 'language':
      return props.onLanguage();
    case 'report':
      return props.onReport();
    case 'restart':
      return props.onRestart();
    case 'example':
      return props.onExample?.();
    case 'settings':
      return props.onSettings?.();
    case 'time':
      return props.onTime?.(effect.stop);
    case 'clock':
      return props.onClock?.(effect.command);
    case 'quit':
      return props.onQuit?.();
    case 'suspend':
      return props.onSuspend?.();
    case 'redraw':
      return props.onRedraw?.();
    case 'copy':
      return props.onCopy ? props.onCopy(effect.text) : write(copySequence(effect.text));
  }
}
