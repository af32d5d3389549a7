import { Box, useApp, useWindowSize } from 'ink';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Example } from './app/example.tsx';
import { Game } from './app/game.tsx';
import { forgetfulKeeper } from './app/forgetful-keeper.ts';
import { noticeLines } from './app/notice.tsx';
import { languageOf, themeSettings } from './app/preferences.ts';
import type { Preferences } from './app/preferences.ts';
import { debriefView } from './app/debrief-view.ts';
import { ownScores } from './app/own-scores.ts';
import { beginning, quizArrival, toLevel } from './app/places.ts';
import type { Arrival, LevelChoices, Place, QuizPlace } from './app/places.ts';
import { saveSession } from './app/save-session.ts';
import { receiptText } from './app/receipt-text.ts';
import { KEY_TABLES, ownKeys } from './app/own-keys.ts';
import { Rows } from './components/rows.tsx';
import { wordsFor } from './components/words.ts';
import { rebound, type Bindings } from './keys/bindings.ts';
import { keyOf, keyParams } from './keys.ts';
import { LANGUAGES } from './language.ts';
import type { Lang } from './language.ts';
import type { Course } from './level/course.ts';
import { drawLevel } from './level/draw.ts';
import { shownBy } from './level/known-levels.ts';
import type { Level } from './level/level.ts';
import { message, say } from './message/say.ts';
import type { Phrase } from './phrase.ts';
import { countedMoves } from './referee/run.ts';
import type { LookedUp } from './referee/reference.ts';
import { toRun } from './referee/replay.ts';
import { startSession, type Session, type SessionOptions } from './referee/session.ts';
import type { SessionView } from './referee/session-view.ts';
import { runOf, startVisit, type Visit } from './referee/travel/visit.ts';
import { sessionView } from './referee/view.ts';
import { BindingsProvider } from './screens/bindings.tsx';
import { Debrief } from './screens/debrief/debrief.tsx';
import { DEBRIEF_KEYS } from './screens/debrief/debrief-keys.ts';
import type { DebriefView } from './screens/debrief/debrief-view.ts';
import { Help } from './screens/help/help.tsx';
import { helpSections } from './screens/help/help-rows.ts';
import type { HelpSection } from './screens/help/help-rows.ts';
import type { Waiting } from './quiz/day.ts';
import { waitingNow } from './quiz/sitting.ts';
import { questionSandbox } from './screens/quiz/question-sandbox.ts';
import { QUIZ_KEYS } from './screens/quiz/quiz-keys.ts';
import { QuizScreen } from './screens/quiz/quiz-screen.tsx';
import { contextOf, keepTold, type QuizState, type QuizWorld } from './screens/quiz/quiz-state.ts';
import { REFERENCE_KEYS } from './screens/reference/reference-keys.ts';
import { Reference } from './screens/reference/reference.tsx';
import { Settings } from './screens/settings/settings.tsx';
import { timeMemory, timeModel } from './screens/time/time-model.ts';
import { TimeScreen } from './screens/time/time-screen.tsx';
import { visitAfter, type TimeEffect } from './screens/time/time-state.ts';
import { SETTINGS_KEYS } from './screens/settings/settings-keys.ts';
import { sizeClass } from './screens/size-class.ts';
import { useLatest } from './screens/use-latest.ts';
import { usePresses } from './screens/use-presses.ts';
import { MAP_KEYS } from './screens/world-map/map-keys.ts';
import type { MapExit } from './screens/world-map/map-keys.ts';
import { mapModel, nextToPlay } from './screens/world-map/map-model.ts';
import { WorldMap } from './screens/world-map/world-map.tsx';
import type { Settings as Chosen } from './storage/settings.ts';
import { createTheme, ThemeProvider } from './theme.tsx';

export interface AppProps extends LevelChoices {
  readonly course: Course;
  readonly preferences: Preferences;
  /** What the player is told first. */
  readonly notices: readonly Phrase[];
  /** The level to begin with; null: the first one on a first run, else the map. */
  readonly level: string | null;
  /** The quiz as it stands now, opened when it is asked for; null: there is none beside these levels. */
  readonly quiz: (() => Promise<QuizWorld>) | null;
  /** A sitting to begin with, and to end with; null: the game. */
  readonly sitting: QuizWorld | null;
  /** What the player has met so far; looked up when it is asked for. */
  readonly reference: () => Promise<readonly LookedUp[]>;
  /** Puts a text on the clipboard, if the terminal can. */
  readonly copy: (text: string) => void;
  /** Stops the process until the shell continues it; null where that cannot be done. */
  readonly suspend: (() => void) | null;
  /** How often in a second a live level is drawn; left out: as often as is smooth. A server draws for many. */
  readonly liveTicks?: number;
}

const NO_OPTIONS: SessionOptions = {};
const ignore = (): void => {};

/** The game: which screen is shown, and what each of them leads to. */
export function App(props: AppProps): ReactNode {
  const { course, keeper, preferences } = props;
  const { exit, suspendTerminal } = useApp();
  const size = useWindowSize();
  const [chosenLang, chooseLang] = useState<Lang | null>(null);
  const [settings, setSettings] = useState<Chosen>(keeper.settings());
  const lang = languageOf(preferences, settings, chosenLang);
  const drawing = useMemo(() => themeSettings(preferences, settings), [preferences, settings]);
  const theme = useMemo(() => createTheme(drawing), [drawing]);

  const own = useMemo(() => ownKeys(settings), [settings]);

  // The command line's word holds until the player says otherwise.
  const [expert, setExpert] = useState(!props.graded && (props.expert || settings.expert));
  const [first] = useState(() => (props.sitting === null ? beginning(course, props.level, { ...props, expert }) : quizArrival(props.sitting)));
  const [place, latestPlace, go] = useLatest<Place>(first.place);
  const [notices, latestNotices, setNotices] = useLatest<readonly Phrase[]>([...props.notices, ...first.notices, ...own.notices]);
  const [help, setHelp] = useState(false);
  const [asking, isAsking, setAsking] = useLatest(false);
  const notify = useCallback((more: readonly Phrase[]) => {
    if (more.length > 0) setNotices([...latestNotices(), ...more]);
  }, [latestNotices, setNotices]);
  // Written when the first frame is there: a disk may take its time.
  useEffect(() => {
    if (first.begins !== null) notify(keeper.begun(first.begins));
  }, [first, keeper, notify]);
  // Another run is another screen, though it may be the same level.
  const [run, setRun] = useState(0);
  // Whoever looked at the worked example first has begun but once.
  const open = (level: Level, how: Parameters<typeof toLevel>[1], isBegun = false) => {
    const { place, notices, begins } = toLevel(level, how, { ...props, expert });
    setRun((before) => before + 1);
    go(place);
    notify([...notices, ...(begins === null || isBegun ? [] : keeper.begun(begins))]);
  };

  const forgetful = useMemo(() => forgetfulKeeper(keeper), [keeper]);
  const [memory] = useState(timeMemory);
  // What is unfinished matters only when the game is quit; it is no reason to draw anything.
  const unfinished = useRef<Session | null>(null);
  const [selected, select] = useState<string | null>(null);
  const model = mapModel(course, keeper.progress());
  const chairOf = (id: string | null): DebriefView['otherChair'] => {
    const item = model.levels.find(({ level }) => level.id === id);
    return item === undefined ? null : { place: item.place, title: item.level.title };
  };
  const placeOf = (id: string) => model.levels.find((item) => item.level.id === id)?.place ?? '';
  const after = (id: string) => model.levels[model.levels.findIndex((item) => item.level.id === id) + 1];

  const onSession = useCallback((session: Session) => void (unfinished.current = session), []);
  const toMap = () => {
    unfinished.current = null;
    go({ at: 'map' });
  };
  // What waits in the quiz: known when the map has been drawn.
  const [waits, setWaits] = useState<Waiting | null>(null);
  const { quiz } = props;
  const isOnMap = place.at === 'map';
  useEffect(() => {
    if (quiz === null || !isOnMap) return undefined;
    let isWanted = true;
    // Why it cannot be opened is told to whoever opens it.
    void quiz().then(({ course, history, now }) => (isWanted ? setWaits(waitingNow(course, history(), now())) : undefined), ignore);
    return () => void (isWanted = false);
  }, [quiz, isOnMap]);
  const arrive = ({ place, notices }: Arrival) => {
    go(place);
    notify(notices);
  };
  const toQuiz = () => {
    if (quiz === null) notify([{ id: 'quiz.not-here' }]);
    // Who has gone elsewhere meanwhile stays there.
    else void quiz().then((world) => (latestPlace().at === 'map' ? arrive(quizArrival(world)) : undefined), (error: unknown) => notify([{ id: 'quiz.not-opened', params: { text: error instanceof Error ? error.message : String(error) } }]));
  };
  const leaveQuiz = ({ state, world }: QuizPlace) => {
    notify(keepTold(state, world));
    if (props.sitting === null) toMap();
    else {
      go({ at: 'map' });
      exit();
    }
  };
  const toSandbox = (back: QuizPlace) => {
    const { open, told } = back.state;
    const drawn = open === null || told === null ? null : questionSandbox(open.question);
    if (drawn === null) {
      notify([{ id: 'quiz.sandbox.none' }]);
      return;
    }
    setRun((before) => before + 1);
    go({ at: 'play', level: drawn.level, visit: startVisit(startSession(drawn)), back });
  };
  // However the game ends, an answer that was told is kept.
  useLayoutEffect(() => () => {
    const last = latestPlace();
    const sitting = last.at === 'settings' ? last.back : last;
    if (sitting.at === 'quiz') keepTold(sitting.state, sitting.world);
    else if (sitting.at === 'play' && sitting.back !== null) keepTold(sitting.back.state, sitting.back.world);
  }, [latestPlace]);
  const quit = () => {
    const hasUnsaved = unfinished.current !== null && toRun(unfinished.current).moves.length > 0 && !keeper.isSaving();
    if (!hasUnsaved || isAsking()) exit();
    else setAsking(true);
  };
  const language = () => {
    const next = LANGUAGES[(LANGUAGES.indexOf(lang) + 1) % LANGUAGES.length] ?? lang;
    chooseLang(next);
    change({ language: next });
  };
  const change = (what: Partial<Chosen>) => {
    notify(keeper.choose(what));
    setSettings(keeper.settings());
    if (what.language !== undefined) chooseLang(what.language);
    if (what.expert !== undefined && !props.graded) setExpert(what.expert);
  };
  const suspend = () => void suspendTerminal(() => props.suspend?.());
  const redraw = () => void suspendTerminal(() => {});
  const copyReceipt = (view: DebriefView) => {
    const text = receiptText(view);
    props.copy(text);
    notify([{ id: 'app.copied', params: { text } }]);
  };
  const report = (session: Session) => {
    const run = toRun(session);
    props.copy(JSON.stringify(run));
    notify([{ id: 'app.report', params: { engine: run.engine, level: run.level, levelVersion: run.levelVersion, kernel: run.kernel, seed: run.seed, moves: countedMoves(run) } }]);
  };
  // From the debrief: a branch is played on the play screen, and the run stays as it was finished.
  const onTime = ({ level, visit, back }: Extract<Place, { at: 'time' }>, effect: TimeEffect) => {
    if (effect.kind === 'play' && effect.way === 0) {
      go(back);
      return;
    }
    const next = visitAfter(visit, effect, timeModel(visit, true, memory));
    setRun((before) => before + 1);
    go({ at: 'play', level, visit: next, back: null });
    if (effect.kind !== 'take') return;
    const session = runOf(next);
    notify([...saveSession(keeper, session, sessionView(session)), { id: 'time.taken', params: { id: effect.way } }]);
  };
  const leave = (visit: Visit, view: SessionView, level: Level) => {
    const session = runOf(visit);
    const isOver = view.phase === 'won' || view.phase === 'lost';
    if (!isOver) {
      toMap();
      return;
    }
    if (view.phase === 'lost') notify(keeper.reached(level.id, null));
    const shown = view.phase === 'won' && view.expert ? shownBy(course.levels, level.id).filter((id) => keeper.level(id).stars === 0) : [];
    if (shown.length > 0) notify([{ id: 'app.tested-out', params: { levels: shown.map(placeOf).join(', ') } }]);
    unfinished.current = null;
    go({ at: 'debrief', level, view: debriefView(session, placeOf(level.id), chairOf(level.mirror), keyOf(rebound(MAP_KEYS, own.bindings), 'quiz'), ownScores(keeper.level(level.id))), run: toRun(session), visit });
  };

  // These keys mean the same everywhere, also while something lies above the screen. What a key brings up, that key does not take away.
  usePresses(({ key }) => {
    if (key === 'ctrl-c') quit();
    else if (key === 'ctrl-z') suspend();
    else if (key === 'ctrl-l') redraw();
    else if (isAsking()) {
      if (key === 'y') exit();
      else setAsking(false);
    } else if (notices.length > 0) setNotices(latestNotices().filter((notice) => !notices.includes(notice)));
  });
  const toReference = () => {
    // Who has gone elsewhere meanwhile stays there.
    void props.reference().then((entries) => (latestPlace().at === 'map' ? go({ at: 'reference', entries }) : undefined));
  };
  const onScreen = (action: MapExit) => {
    const now = latestPlace();
    if (action === 'help') setHelp(true);
    else if (action === 'language') language();
    else if (action === 'reference') toReference();
    else if (action === 'quiz') toQuiz();
    else if (action === 'settings' && now.at !== 'settings') go({ at: 'settings', back: now });
    else if (action === 'leave' && now.at === 'map') exit();
    else if (action === 'leave' || action === 'back') {
      if (now.at === 'settings') go(now.back);
      else if (now.at === 'quiz') leaveQuiz(now);
      else if (now.at === 'debrief' || now.at === 'reference') toMap();
    }
  };

  const above = asking
    ? noticeLines([message(lang, 'app.quit-unsaved')], message(lang, 'app.quit-keys'), size.columns)
    : noticeLines(notices.map((notice) => say(lang, notice)), message(lang, 'app.any-key'), size.columns);
  const left = { columns: size.columns, rows: Math.max(4, size.rows - above.length) };
  // A notice does not make a small window of one that is large enough: it covers the last rows of the screen instead.
  const below = sizeClass(left) === 'small' ? size : left;
  const isActive = !help && above.length === 0;
  const playLevel = (id: string) => {
    const level = course.levels.find((one) => one.id === id);
    select(id);
    if (level !== undefined) open(level, 'resume');
  };
  const watch = (id: string, isBegun = false) => {
    const level = course.levels.find((one) => one.id === id);
    if (level === undefined) return;
    select(id);
    unfinished.current = null;
    // Other numbers than those that come after it.
    go({ at: 'example', level, drawn: drawLevel(level, 'example'), isBegun });
  };
  // What lies below the settings stays as it is: a half-typed field, a selected segment, the place in a list.
  const inSettings = place.at === 'settings';
  const base = inSettings ? place.back : place;
  const isBaseActive = isActive && !inSettings;
  const screen = (place: Exclude<Place, { at: 'settings' }>): ReactNode => {
    if (place.at === 'quiz') {
      const { world } = place;
      const newest = (): QuizState => {
        const now = latestPlace();
        return now.at === 'quiz' ? now.state : place.state;
      };
      return <QuizScreen world={world} state={place.state} latest={newest} onChange={(state) => go({ at: 'quiz', world, state })} onSandbox={() => toSandbox({ at: 'quiz', world, state: newest() })} onScreen={onScreen} lang={lang} size={below} isActive={isBaseActive} />;
    }
    if (place.at === 'play') {
      const { back } = place;
      return (
        <Game
          key={run}
          level={place.level}
          place={placeOf(place.level.id)}
          visit={place.visit}
          {...(back !== null && { home: 'quiz' as const })}
          memory={memory}
          keeper={back === null ? keeper : forgetful}
          lang={lang}
          size={below}
          theme={drawing}
          liveTicks={props.liveTicks}
          isActive={isBaseActive}
          onNotices={notify}
          onSession={back === null ? onSession : ignore}
          onLeave={(visit, view) => (back === null ? leave(visit, view, place.level) : go(back))}
          onScreen={(action) => (action === 'language' || action === 'settings' ? onScreen(action) : undefined)}
          onExample={() => watch(place.level.id, true)}
          onRestart={(session) => (back === null ? open(place.level, { seed: session.drawn.seed }) : toSandbox(back))}
          onReport={report}
          onCopy={props.copy}
        />
      );
    }
    if (place.at === 'example') {
      return (
        <Example
          key={`example ${place.level.id}`}
          drawn={place.drawn}
          options={NO_OPTIONS}
          title={`${placeOf(place.level.id)} ${place.level.title[lang]}`.trim()}
          lang={lang}
          size={below}
          theme={drawing}
          isActive={isBaseActive}
          onPlay={() => open(place.level, 'resume', place.isBegun)}
          onLeave={toMap}
          onLanguage={language}
          onCopy={props.copy}
        />
      );
    }
    if (place.at === 'debrief') {
      const next = after(place.level.id);
      return (
        <Debrief
          view={place.view}
          words={wordsFor(lang, place.level.texts, undefined, keyParams(rebound(DEBRIEF_KEYS, own.bindings)))}
          size={below}
          isActive={isBaseActive}
          next={next?.place ?? null}
          onNext={() => (next === undefined ? toMap() : playLevel(next.level.id))}
          onMirror={() => place.level.mirror !== null && playLevel(place.level.mirror)}
          onRetry={() => open(place.level, 'anew')}
          onCopy={() => copyReceipt(place.view)}
          onKeep={() => notify(keeper.keepRun(place.run))}
          onTime={() => go({ at: 'time', level: place.level, visit: place.visit, back: place })}
          onScreen={onScreen}
        />
      );
    }
    if (place.at === 'time') {
      return (
        <TimeScreen
          visit={place.visit}
          all
          memory={memory}
          title={`${placeOf(place.level.id)} ${place.level.title[lang]}`.trim()}
          lang={lang}
          size={below}
          isActive={isBaseActive}
          onEffect={(effect) => onTime(place, effect)}
          onLeave={() => go(place.back)}
          onScreen={(action) => (action === 'language' || action === 'settings' ? onScreen(action) : undefined)}
        />
      );
    }
    if (place.at === 'reference') return <Reference entries={place.entries} lang={lang} size={below} isActive={isBaseActive} onScreen={onScreen} />;
    const start = model.levels.findIndex((item) => item.level.id === (selected ?? nextToPlay(model)?.level.id));
    return <WorldMap model={model} start={Math.max(0, start)} lang={lang} size={below} isActive={isBaseActive} expert={expert} quiz={waits} onExpert={(isOn) => change({ expert: isOn })} onSelect={select} onPlay={playLevel} onExample={(id) => watch(id)} onScreen={onScreen} />;
  };
  return (
    <ThemeProvider theme={theme}>
      <BindingsProvider bindings={own.bindings}>
        <Box flexDirection="column">
          <Rows lines={above} />
          <Box flexDirection="column" height={left.rows} overflow="hidden" display={help || inSettings ? 'none' : 'flex'}>
            <Box flexDirection="column" flexShrink={0}>
              {screen(base)}
            </Box>
          </Box>
          {inSettings && !help ? <Settings settings={settings} bindings={own.bindings} tables={KEY_TABLES} path={keeper.settingsPath} lang={lang} size={below} isActive={isActive} onChange={change} onScreen={onScreen} /> : null}
          {help ? <Help sections={sectionsFor(place, lang, own.bindings)} lang={lang} size={below} onClose={() => setHelp(false)} onLanguage={language} /> : null}
        </Box>
      </BindingsProvider>
    </ThemeProvider>
  );
}

/** What the keys do on the screen that is shown. */
function sectionsFor(place: Place, lang: Lang, bindings: Bindings): HelpSection[] {
  if (place.at === 'debrief') return helpSections(rebound(DEBRIEF_KEYS, bindings), 'debrief', lang);
  if (place.at === 'quiz') return helpSections(rebound(QUIZ_KEYS, bindings), contextOf(place.state), lang);
  if (place.at === 'reference') return helpSections(rebound(REFERENCE_KEYS, bindings), 'reference', lang);
  if (place.at === 'settings') {
    const keys = rebound(SETTINGS_KEYS, bindings);
    // Both panels have keys of their own; the rest is the same.
    return [...helpSections({ ...keys, contexts: { ...keys.contexts, keys: ['keys'] } }, 'keys', lang), ...helpSections(keys, 'settings', lang)];
  }
  return helpSections(rebound(MAP_KEYS, bindings), 'map', lang);
}
