import { Box } from 'ink';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Lang } from '../language.ts';
import type { Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import type { Played } from '../referee/act.ts';
import { advanceLive, play } from '../referee/play.ts';
import { ideasBetween } from '../referee/ideas-shown.ts';
import { redo, undo } from '../referee/replay.ts';
import { isOver as isSessionOver, type Session } from '../referee/session.ts';
import type { SessionView } from '../referee/session-view.ts';
import { currentWay, runOf, switched, withSession, type Visit } from '../referee/travel/visit.ts';
import { sessionView } from '../referee/view.ts';
import { message } from '../message/say.ts';
import { PlayScreen } from '../screens/play/play-screen.tsx';
import type { ScreenAction } from '../screens/screen-keys.ts';
import { timeModel, type TimeMemory } from '../screens/time/time-model.ts';
import { visitAfter, type TimeEffect } from '../screens/time/time-state.ts';
import { TimeScreen } from '../screens/time/time-screen.tsx';
import type { Size } from '../screens/size-class.ts';
import { useLatest } from '../screens/use-latest.ts';
import { usePresses } from '../screens/use-presses.ts';
import type { Keeper } from '../storage/keeper.ts';
import type { ThemeSettings } from '../theme.tsx';
import type { Ms } from '../time.ts';
import type { Move } from '../world/move.ts';
import { saveSession } from './save-session.ts';
import { useLive } from './use-live.ts';
import { usePlayback } from './use-playback.ts';

export interface GameProps {
  readonly level: Level;
  readonly place: string;
  /** The run, and the branches that were tried beside it; the current one is played first. */
  /** Where leaving leads to; the map when not given. */
  readonly home?: 'quiz';
  readonly visit: Visit;
  readonly memory: TimeMemory;
  readonly keeper: Keeper;
  readonly lang: Lang;
  readonly size: Size;
  readonly theme: ThemeSettings;
  /** How often a live level is drawn; left out: as often as is smooth. */
  readonly liveTicks?: number | undefined;
  readonly isActive: boolean;
  readonly onNotices: (notices: readonly Phrase[]) => void;
  /** The player leaves the run, which is saved. */
  readonly onLeave: (visit: Visit, view: SessionView) => void;
  readonly onRestart: (session: Session) => void;
  readonly onScreen: (action: Exclude<ScreenAction, 'help' | 'back' | 'leave'>) => void;
  readonly onExample: () => void;
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
  const [visit, latestVisit, setVisit] = useLatest(props.visit);
  const [{ session, view }, latest, change] = useLatest<Shown>(useMemo(() => shown(currentWay(props.visit).session), [props.visit]));
  const [time, setTime] = useState<{ readonly stop: number | null } | null>(null);
  const visitNow = useCallback(() => withSession(latestVisit(), latest().session), [latestVisit, latest]);
  // What is tried in a branch is no progress.
  const save = useCallback(
    ({ session, view }: Shown) => {
      if (latestVisit().current === 0) onNotices(saveSession(keeper, session, view));
    },
    [keeper, latestVisit, onNotices],
  );
  // What a move got wrong comes back as a question.
  const noteIdeas = useCallback(
    (before: Shown, now: Shown) => {
      if (latestVisit().current === 0 && level.goals.length > 0) onNotices(keeper.ideasMet(level.id, ideasBetween(before.session, now.session)));
    },
    [keeper, level, latestVisit, onNotices],
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
    const before = latest();
    const now = after(before, played);
    change(now);
    noteIdeas(before, now);
    if (now.view.refused === undefined) save(now);
  };
  useEffect(() => onSession(visit.current === 0 ? session : runOf(visit)), [session, visit, onSession]);

  const isLive = view.mode === 'live';
  const isOver = view.phase === 'won' || view.phase === 'lost';
  const advance = useCallback(
    (ms: Ms) => {
      const before = latest();
      const now = onward(before, shown(advanceLive(before.session, before.view.world.now + ms)));
      change(now);
      noteIdeas(before, now);
      if (now.view.phase !== before.view.phase) save(now);
    },
    [latest, change, noteIdeas, save],
  );
  const isPlaying = isActive && time === null;
  const clock = useLive(isLive && isPlaying && !isOver, theme.reduceMotion, advance, props.liveTicks);
  const playback = usePlayback(view.world, !theme.reduceMotion && !isLive);
  // Any key ends the playback. It still reaches the screen: leaving, or the command line, need no second press.
  usePresses(playback.skip, isPlaying && playback.frameTime !== null);

  /** Goes on with the way that the visit has come to. */
  const enter = (next: Visit) => {
    setVisit(next);
    clock.pause();
    setTime(null);
    go(currentWay(next).session);
  };
  const onTime = (effect: TimeEffect) => {
    const now = visitNow();
    if (effect.kind === 'play' && effect.way === now.current) {
      setTime(null);
      return;
    }
    enter(visitAfter(now, effect, timeModel(now, isSessionOver(runOf(now)), props.memory)));
    if (effect.kind === 'take') onNotices([{ id: 'time.taken', params: { id: effect.way } }]);
  };
  const leaveBranch = () => {
    const { current } = latestVisit();
    const next = switched(visitNow(), 0);
    enter(next);
    if (isSessionOver(runOf(next))) props.onLeave(next, latest().view);
    else onNotices([{ id: 'time.back', params: { id: current } }]);
  };
  const way = currentWay(visit);
  const shownVisit = useMemo(() => withSession(visit, session), [visit, session]);
  const title = `${props.place} ${level.title[lang]}`.trim();

  const screen = (
    <PlayScreen
      view={playback.frameTime === null ? view : underWay(view)}
      title={way.from === null ? title : `${message(lang, 'time.branch', { id: way.id })} | ${title}`}
      {...(way.from !== null && { branch: { id: way.id, at: way.from.at, judged: way.from.judged } })}
      {...(props.home && { home: props.home })}
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
      active={isPlaying}
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
        if (latestVisit().current !== 0) return leaveBranch();
        // Time that passed in a live level since the last move is part of the run, too.
        if (isLive && !isOver) save(latest());
        props.onLeave(visitNow(), latest().view);
      }}
      onRestart={() => (latestVisit().current === 0 ? props.onRestart(latest().session) : onNotices([{ id: 'time.no-restart' }]))}
      onSettings={() => props.onScreen('settings')}
      onExample={props.onExample}
      onLanguage={() => props.onScreen('language')}
      onTime={(stop) => setTime({ stop })}
      onReport={() => props.onReport(latest().session)}
      onClock={(command) => (command === 'run' ? clock.run() : command === 'pause' ? clock.pause() : clock.slower())}
      onCopy={props.onCopy}
    />
  );
  return (
    <>
      <Box flexDirection="column" display={time === null ? 'flex' : 'none'}>
        {screen}
      </Box>
      {time === null ? null : (
        <TimeScreen
          visit={shownVisit}
          all={isSessionOver(runOf(shownVisit))}
          memory={props.memory}
          start={time.stop ?? 'back'}
          title={title}
          lang={lang}
          size={size}
          isActive={isActive}
          onEffect={onTime}
          onLeave={() => setTime(null)}
          onScreen={props.onScreen}
        />
      )}
    </>
  );
}
