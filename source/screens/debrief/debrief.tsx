import type { ReactNode } from 'react';
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
import { debriefRows, longestScroll } from './debrief-rows.ts';
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
  readonly onRetry: () => void;
  readonly onCopy: () => void;
  /** Writes the run to a file and says where, and how it is exported. */
  readonly onKeep: () => void;
  readonly onScreen: (action: ScreenAction) => void;
}

const PAGE = 8;

/** What a finished run teaches. */
export function Debrief({ view, words, size, isActive, next, onNext, onRetry, onCopy, onKeep, onScreen }: DebriefProps): ReactNode {
  const theme = useTheme();
  const keys = useKeys(DEBRIEF_KEYS);
  const [state, latest, change] = useLatest<DebriefState>({ panel: 'moves', kernel: null, scroll: 0, next });
  const scrollBy = (lines: number) => {
    const now = latest();
    change({ ...now, scroll: Math.max(0, Math.min(longestScroll(view, now, words, size), now.scroll + lines)) });
  };
  const acts: Readonly<Record<Exclude<DebriefAction, ScreenAction>, () => void>> = {
    main: () => (view.solved ? (next === null ? onScreen('leave') : onNext()) : onRetry()),
    retry: onRetry,
    next: () => (next === null ? undefined : onNext()),
    copy: onCopy,
    keep: onKeep,
    kernel: () => change({ ...latest(), kernel: nextKernel(view, latest().kernel), scroll: 0 }),
    panel: () => change({ ...latest(), panel: latest().panel === 'moves' ? 'takeaway' : 'moves', scroll: 0 }),
    up: () => scrollBy(-1),
    down: () => scrollBy(1),
    'page-up': () => scrollBy(-PAGE),
    'page-down': () => scrollBy(PAGE),
    first: () => scrollBy(-Infinity),
    last: () => scrollBy(Infinity),
  };
  usePresses(({ key }) => {
    const action = actionOf(keys, 'debrief', key);
    if (action === null) return;
    if (isOwn(action)) acts[action]();
    else onScreen(action);
  }, isActive);
  return <Rows lines={debriefRows(view, { ...state, next }, words, size, theme.glyphs, keys)} />;
}

const OWN: ReadonlySet<DebriefAction> = new Set(DEBRIEF_KEYS.groups.debrief.map((entry) => entry.does));

function isOwn(action: DebriefAction): action is Exclude<DebriefAction, ScreenAction> {
  return OWN.has(action);
}
