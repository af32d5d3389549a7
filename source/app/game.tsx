import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import type { Lang } from '../language.ts';
import type { Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import type { Played } from '../referee/act.ts';
import { advanceLive, play } from '../referee/play.ts';
import { redo, toRun, undo } from '../referee/replay.ts';
import type { Session } from '../referee/session.ts';
import type { SessionView } from '../referee/session-view.ts';
import { sessionView } from '../referee/view.ts';
import { PlayScreen } from '../screens/play/play-screen.tsx';
import type { Size } from '../screens/size-class.ts';
import { useLatest } from '../screens/use-latest.ts';
import { usePresses } from '../screens/use-presses.ts';
import type { Keeper } from '../storage/keeper.ts';
import type { ThemeSettings } from '../theme.tsx';
import type { Ms } from '../time.ts';
import type { Move } from '../world/move.ts';
import { useLive } from './use-live.ts';
import { usePlayback } from './use-playback.ts';

export interface GameProps {
  readonly level: Level;
  readonly place: string;
  readonly first: Session;
  readonly keeper: Keeper;
  readonly lang: Lang;
  readonly size: Size;
  readonly theme: ThemeSettings;
  readonly isActive: boolean;
  readonly onNotices: (notices: readonly Phrase[]) => void;
  /** The player leaves; the run is saved. */
  readonly onLeave: (session: Session, view: SessionView) => void;
  readonly onRestart: (session: Session) => void;
  readonly onSettings: () => void;
  readonly onLanguage: () => void;
  readonly onReport: (session: Session) => void;
  readonly onCopy: (text: string) => void;
  /** Tells the owner what is being played, so that nothing is lost when the game is quit. */
  readonly onSession: (session: Session) => void;
}

interface Shown {
  readonly session: Session;
  readonly view: SessionView;
}

const shown = (session: Session): Shown => ({ session, view: sessionView(session) });

/** What a move led to; one that was refused changes nothing but what is said. */
function after(before: Shown, { session, verdict }: Played): Shown {
  return verdict?.outcome === 'refused' ? { ...before, view: { ...before.view, refused: verdict } } : shown(session);
}

/** In a live level time goes on under what was refused: the reason stays to be read. */
function onward({ view: { refused } }: Shown, now: Shown): Shown {
  return refused === undefined ? now : { ...now, view: { ...now.view, refused } };
}

/** While segments are shown flying, nobody is asked yet about what they bring. */
function underWay(view: SessionView): SessionView {
  return { ...view, phase: 'running', decision: null, choices: [], prediction: null };
}

/** One level being played: moves go to the session, and what comes of them to the screen and to the disk. */
export function Game(props: GameProps): ReactNode {
  const { level, keeper, lang, size, theme, isActive, onNotices, onSession } = props;
  const [{ session, view }, latest, change] = useLatest<Shown>(useMemo(() => shown(props.first), [props.first]));
  const save = useCallback(
    ({ session, view }: Shown) => {
      if (view.phase === 'won') onNotices(keeper.solved(level.id, { stars: view.stars, moves: view.movesMade, expert: view.expert }));
      else onNotices(keeper.reached(level.id, session.moves.length === 0 ? null : toRun(session)));
    },
    [keeper, level.id, onNotices],
  );
  const go = useCallback(
    (next: Session) => {
      const now = shown(next);
      change(now);
      save(now);
    },
    [change, save],
  );
  const tryOut = (played: Played) => {
    const now = after(latest(), played);
    change(now);
    if (now.view.refused === undefined) save(now);
  };
  useEffect(() => onSession(session), [session, onSession]);

  const isLive = view.mode === 'live';
  const isOver = view.phase === 'won' || view.phase === 'lost';
  const advance = useCallback(
    (ms: Ms) => {
      const before = latest();
      const now = onward(before, shown(advanceLive(before.session, before.view.world.now + ms)));
      change(now);
      if (now.view.phase !== before.view.phase) save(now);
    },
    [latest, change, save],
  );
  const clock = useLive(isLive && isActive && !isOver, theme.reduceMotion, advance);
  const playback = usePlayback(view.world, !theme.reduceMotion && !isLive);
  // Any key ends the playback. It still reaches the screen: leaving, or the command line, need no second press.
  usePresses(playback.skip, isActive && playback.frameTime !== null);

  return (
    <PlayScreen
      view={playback.frameTime === null ? view : underWay(view)}
      title={`${props.place} ${level.title[lang]}`.trim()}
      levelTexts={level.texts}
      numbers={session.drawn.numbers}
      lang={lang}
      size={size}
      ascii={theme.ascii}
      color={theme.color}
      theme={theme.name}
      reduceMotion={theme.reduceMotion}
      {...(playback.frameTime === null ? {} : { frameTime: playback.frameTime })}
      clock={isLive ? { paused: !clock.running, speed: clock.speed } : null}
      active={isActive}
      onMove={(move: Move) => {
        // Space pressed while segments still fly was not meant for the question that they bring: it only ends the playback.
        const { decision, prediction } = latest().view;
        if (move.do === 'wait' && playback.frameTime !== null && !isLive && (decision || prediction)) return;
        tryOut(play(latest().session, move));
      }}
      onHint={() => tryOut(play(latest().session, { do: 'hint' }))}
      onUndo={() => {
        // Time that has come to its end does not run on by itself from where a move was taken back.
        if (isOver) clock.pause();
        go(undo(latest().session));
      }}
      onRedo={() => go(redo(latest().session))}
      onLeave={() => {
        // Time that passed in a live level since the last move is part of the run, too.
        if (isLive && !isOver) save(latest());
        props.onLeave(latest().session, latest().view);
      }}
      onRestart={() => props.onRestart(latest().session)}
      onSettings={props.onSettings}
      onLanguage={props.onLanguage}
      onReport={() => props.onReport(latest().session)}
      onClock={(command) => (command === 'run' ? clock.run() : command === 'pause' ? clock.pause() : clock.slower())}
      onCopy={props.onCopy}
    />
  );
}
