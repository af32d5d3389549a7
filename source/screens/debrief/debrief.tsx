import { useCursor } from 'ink';
import type { ReactNode } from 'react';
import { characters } from '../../components/cells.ts';
import { cursorIn } from '../../components/cursor.ts';
import { Rows } from '../../components/rows.tsx';
import type { Words } from '../../components/words.ts';
import { actionOf } from '../../keys.ts';
import { useTheme } from '../../theme.tsx';
import type { ScreenAction } from '../screen-keys.ts';
import type { Size } from '../size-class.ts';
import { useKeys } from '../bindings.tsx';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { DEBRIEF_KEYS } from './debrief-keys.ts';
import type { DebriefAction } from './debrief-keys.ts';
import { toMatch, toMove, toPart } from './debrief-find.ts';
import { debriefRows, INITIAL_DEBRIEF_STATE, longestScroll } from './debrief-rows.ts';
import type { DebriefState } from './debrief-rows.ts';
import type { DebriefView } from './debrief-view.ts';
import { nextKernel } from './kernel-rows.ts';

export interface DebriefProps {
  readonly view: DebriefView;
  readonly words: Words;
  readonly size: Size;
  readonly isActive: boolean;
  /** The place of the level that comes next; null when there is none. */
  readonly next: string | null;
  readonly onNext: () => void;
  /** To the level of the other chair. */
  readonly onMirror: () => void;
  readonly onRetry: () => void;
  readonly onCopy: () => void;
  /** Writes the run to a file and says where, and how it is exported. */
  readonly onKeep: () => void;
  /** To the steps of the run. */
  readonly onTime: () => void;
  readonly onScreen: (action: ScreenAction) => void;
}

const PAGE = 8;

/** What a finished run teaches. */
export function Debrief({ view, words, size, isActive, next, onNext, onMirror, onRetry, onCopy, onKeep, onTime, onScreen }: DebriefProps): ReactNode {
  const theme = useTheme();
  const keys = useKeys(DEBRIEF_KEYS);
  const [state, latest, change] = useLatest<DebriefState>({ ...INITIAL_DEBRIEF_STATE, next });
  const picture = { view, words, size };
  const scrollBy = (lines: number) => {
    const now = latest();
    change({ ...now, scroll: Math.max(0, Math.min(longestScroll(view, now, words, size), now.scroll + lines)) });
  };
  const ownRun = (): void => change({ ...latest(), kernel: null, scroll: 0, found: null });
  const acts: Readonly<Record<OwnAction, () => void>> = {
    main: () => (latest().kernel !== null ? ownRun() : view.solved ? (next === null ? onScreen('leave') : onNext()) : onRetry()),
    mirror: () => (view.otherChair === null ? undefined : onMirror()),
    retry: onRetry,
    next: () => (next === null ? undefined : onNext()),
    copy: onCopy,
    keep: onKeep,
    time: onTime,
    kernel: () => change({ ...latest(), kernel: nextKernel(view, latest().kernel), scroll: 0, found: null }),
    panel: () => change({ ...latest(), panel: latest().panel === 'moves' ? 'takeaway' : 'moves', scroll: 0, found: null }),
    part: () => change(toPart(latest(), 1, picture)),
    'part-before': () => change(toPart(latest(), -1, picture)),
    find: () => change({ ...latest(), find: '' }),
    accept: () => {
      const sought = (latest().find ?? '').trim();
      const closed: DebriefState = { ...latest(), find: null, sought, found: null };
      change(sought === '' ? closed : toMatch(closed, 1, picture));
    },
    cancel: () => change({ ...latest(), find: null, sought: '', found: null }),
    erase: () => change({ ...latest(), find: characters(latest().find ?? '').slice(0, -1).join('') }),
    up: () => scrollBy(-1),
    down: () => scrollBy(1),
    'page-up': () => scrollBy(-PAGE),
    'page-down': () => scrollBy(PAGE),
    first: () => scrollBy(-Infinity),
    last: () => scrollBy(Infinity),
  };
  usePresses(({ key, text }) => {
    const { find, sought, told } = latest();
    if (told !== null) change({ ...latest(), told: null });
    const action = actionOf(keys, find === null ? 'debrief' : 'find', key);
    if (action === null) {
      if (find !== null && text !== '') change({ ...latest(), find: find + text });
    } else if (action === 'move') change(toMove(latest(), Number(key), picture));
    // One step back is to leave what was looked for.
    else if (action === 'back' && sought !== '') acts.cancel();
    else if (action === 'back' && latest().kernel !== null) ownRun();
    else if (isOwn(action)) acts[action]();
    else onScreen(action);
  }, isActive);
  const rows = debriefRows(view, { ...state, next }, words, size, theme.glyphs, keys);
  // An input method opens its window at the terminal's cursor.
  const { setCursorPosition } = useCursor();
  setCursorPosition((isActive && cursorIn(rows)) || undefined);
  return <Rows lines={rows} />;
}

type OwnAction = Exclude<DebriefAction, ScreenAction | 'move'>;

const OWN: ReadonlySet<DebriefAction> = new Set([...DEBRIEF_KEYS.groups.debrief, ...DEBRIEF_KEYS.groups.find].map((entry) => entry.does));

function isOwn(action: DebriefAction): action is OwnAction {
  return OWN.has(action);
}
